"""The Discord client: no privileged intent, one answerer behind it, everything sent through the gate."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.answer.directory import Directory
from bot.chat import controls
from bot.chat.gate import NO_MENTIONS, reply_to, send_interaction
from bot.model.knowledge import Knowledge
from bot.model.outcome import URGENT, Outcome
from bot.model.question import Context, Question

log = structlog.get_logger(__name__)


class Answers(Protocol):
    """What the client needs of the core."""

    @property
    def knowledge(self) -> Knowledge: ...

    def answer(self, question: Question) -> Outcome: ...

    @property
    def directory(self) -> Directory: ...

    def open(self, entry: str) -> Outcome: ...

    def emergency(self, region: str | None) -> Outcome: ...


Part = Callable[["FootnoteBot"], Awaitable[None]]
"""Adds its commands and listeners to the client."""


def intents() -> discord.Intents:
    """Guilds and messages; mentions, replies and direct messages carry their text without a privileged intent."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    return wanted


class FootnoteBot(commands.Bot):
    """Built complete and unconnected; `answers` gives the current snapshot's answerer."""

    def __init__(
        self, answers: Callable[[], Answers], parts: Iterable[Part], region: str | None = None
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(),
            allowed_mentions=NO_MENTIONS,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self.answers = answers
        self.parts = tuple(parts)
        self.region = region

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*controls.ALL)
        for install in self.parts:
            await install(self)

    def ask(self, text: str, locale: discord.Locale | None = None) -> Outcome:
        """The outcome for a text; region and locale only order the emergency contacts."""
        return self.answers().answer(Question(text, Context(region=self.region_of(locale))))

    def region_of(self, locale: discord.Locale | None) -> str | None:
        """The operator's region, else the country of the asker's language setting."""
        return self.region or (str(locale).partition("-")[2] or None if locale else None)

    async def answer_interaction(self, interaction: discord.Interaction, text: str, *, private: bool) -> None:
        """Answer a text for the person who asked; urgent cards are always private here."""
        outcome = self.ask(text, interaction.locale)
        await send_interaction(interaction, reply_to(outcome), private=private or outcome.kind in URGENT)

    async def show_entry(self, interaction: discord.Interaction, entry: str, *, page: int = 0) -> None:
        """Open an entry privately for the person who pressed."""
        await send_interaction(interaction, reply_to(self.answers().open(entry)), private=True, page=page)
