"""The Discord client: one answerer behind it, everything sent through the gate, no privileged intent by default."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.answer.disclose import disclose
from bot.chat import gate, moderators, panels
from bot.chat.answers import Answers
from bot.chat.bookkeeping import Bookkeeping
from bot.chat.controls import ALL
from bot.chat.controls.asking import entry_shown
from bot.chat.cooldown import Pauses
from bot.chat.errors import report_failure
from bot.chat.ids import NONE, unpack
from bot.chat.languages import CommandTranslator, Languages
from bot.chat.layout import Row
from bot.chat.manner import Manner, manner_for
from bot.chat.notices import earlier_text, notice
from bot.chat.recent import Recent, Shown
from bot.chat.reply import Controls, Reply, reply_of
from bot.chat.rows import rows_of
from bot.chat.sync import sync_if_changed
from bot.model.knowledge import SafetyTexts
from bot.model.outcome import URGENT, Draft, Outcome
from bot.model.question import Context, Question
from bot.settings import Settings
from bot.state.records import ServerSettings, SuggestionKind, Verdict
from bot.state.repository import Repository

log = structlog.get_logger(__name__)

LONGEST = 4000
QUICK = 0.02
"""Seconds: an answer that is quicker is not worth a thread. `_pace` follows what answers take, slow at first."""
SHORT = 400
"""Characters: a longer text may take many times the pace, so it never runs on the event loop."""
FLOOD, FLOOD_SECONDS = 20, 60
"""However a server sets its pause, nobody gets more answers than this in a minute."""
Press = discord.Interaction[Any]


Part = Callable[["FootnoteBot"], Awaitable[None]]
"""Adds its commands and listeners to the client."""


def intents(*, message_content: bool) -> discord.Intents:
    """Guilds and messages; mentions, replies and direct messages carry their text without a privileged intent."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    wanted.message_content = message_content
    return wanted


class FootnoteBot(commands.Bot):
    """Built complete and unconnected; `answers` gives the current snapshot's answerer."""

    def __init__(
        self,
        answers: Callable[[], Answers],
        parts: Iterable[Part],
        *,
        floor: SafetyTexts,
        store: Repository,
        languages: Languages,
        settings: Settings,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(message_content=settings.unprompted),
            allowed_mentions=gate.NO_MENTIONS,
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
        self.floor = floor
        self.store = store
        self.languages = languages
        self.settings = settings
        self.recent = Recent()
        self.books = Bookkeeping(store)
        self.pauses = Pauses()
        self._pace = 2 * QUICK

    async def setup_hook(self) -> None:
        await self.store.open()
        self.add_dynamic_items(*ALL)
        if not self.cogs:
            for install in self.parts:
                await install(self)
        await self.tree.set_translator(CommandTranslator(self.languages))
        await sync_if_changed(self.tree, self.store)

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no prefix commands: discord.py would log the first word of every mention as an unknown one."""

    async def close(self) -> None:
        await super().close()
        await self.books.settled()
        await self.store.close()

    # What the core says

    async def answer(self, text: str, manner: Manner, earlier: str | None = None) -> Outcome:
        """The outcome for a text. Where answers take long they are worked out beside the event loop."""
        context = Context(earlier=earlier, region=manner.region, locale=manner.language.code)
        work = partial(self.answers().answer, Question(text[:LONGEST], context))
        started = time.perf_counter()
        try:
            if self._pace < QUICK and len(text) <= SHORT:
                return work()
            return await asyncio.get_running_loop().run_in_executor(None, work)
        finally:
            self._pace += (time.perf_counter() - started - self._pace) / 4

    def present(self, draft: Draft) -> Outcome:
        """A draft of the client's own with its citations and its safety block."""
        return disclose(draft, self.answers().knowledge, self.floor)

    def open(self, packed: str) -> Outcome | None:
        """The outcome of an id from a control; None when there is nothing behind it any more."""
        entry = unpack(packed, self.answers().knowledge)
        return self.answers().open(entry) if entry else None

    def outcome_behind(self, press: Press, packed: str) -> Outcome | None:
        """What the message of a control shows: as it was sent if still known, else opened again."""
        shown = self.recent.of(press.message.id) if press.message else None
        return shown.outcome if shown else self.open(packed)

    def earlier(self, press: Press, packed: str) -> str | None:
        """What a follow-up on this message is about, in words of the knowledge."""
        outcome = self.outcome_behind(press, packed)
        return earlier_text(outcome, self.answers().knowledge) if outcome else None

    def earlier_of(self, message: discord.Message) -> str | None:
        """What a message replies to, when that is a reply of ours: as it was sent, else by the ids in its controls."""
        reference = message.reference
        if reference is None:
            return None
        shown = self.recent.of(reference.message_id)
        outcome = shown.outcome if shown else None
        replied = reference.resolved
        if outcome is None and isinstance(replied, discord.Message) and replied.author == self.user:
            outcome = self.open(entry_shown(replied) or NONE)
        return earlier_text(outcome, self.answers().knowledge) if outcome else None

    # How it is shown

    async def server_of(self, guild: int | None) -> ServerSettings:
        """A server's settings; the defaults in direct messages."""
        return await self.store.server(guild) if guild is not None else ServerSettings()

    async def manner_of(self, press: Press) -> Manner:
        """How whoever pressed or typed a command sees replies."""
        person = await self.store.preferences(press.user.id)
        server = await self.server_of(press.guild_id)
        return manner_for(self.languages, person, server, press.locale.value, self.settings.region)

    async def manner_for_message(self, message: discord.Message, server: ServerSettings) -> Manner:
        """How a reply to a message looks: Discord does not tell its author's language, so the server's counts."""
        person = await self.store.preferences(message.author.id)
        if server.language is None and message.guild is not None:
            server = replace(server, language=message.guild.preferred_locale.value)
        return manner_for(self.languages, person, server, None, self.settings.region)

    def reply(
        self,
        outcome: Outcome,
        manner: Manner,
        *,
        asker: int | None = None,
        private: bool = False,
        short: bool = False,
        controls: Controls = Controls.FULL,
    ) -> Reply:
        """Render an outcome for somebody; the flags are those of `Reply`."""
        compounds = self.answers().knowledge.compounds
        names = {key: compounds[key].name for key in outcome.draft.compounds if key in compounds}
        return reply_of(
            outcome, manner, asker=asker, private=private, short=short, controls=controls, names=names
        )

    async def answer_press(
        self,
        press: Press,
        outcome: Outcome | None,
        *,
        private: bool = True,
        page: int = 0,
        manner: Manner | None = None,
        controls: Controls = Controls.FULL,
        rows: Sequence[Row] = (),
    ) -> None:
        """Answer whoever pressed or typed a command; nothing to show becomes a sentence that says so."""
        if outcome is None:
            await self.tell(press, "gone")
            return
        manner = manner or await self.manner_of(press)
        asker = None if private else press.user.id
        reply = self.reply(outcome, manner, asker=asker, private=private, controls=controls)
        rows = rows or rows_of(reply, reply.page(page))
        sent = await gate.answer_press(press, reply, page=page, rows=rows)
        if sent is not None and not private and press.channel_id:
            self.books.sent(sent, (press.channel_id, press.guild_id), outcome, manner, press.user.id)
        if sent is not None and (controls is not Controls.PAGING or len(reply.pages) > 1):
            self.recent.keep(
                sent, Shown(outcome, press.user.id, press.channel_id or 0, manner, controls=controls)
            )

    async def answer_interaction(
        self, press: Press, text: str, *, private: bool, earlier: str | None = None, via: str = "command"
    ) -> None:
        """Answer a text for the person who asked. Urgent cards are always private here and know no cooldown."""
        manner, server = await self.manner_of(press), await self.server_of(press.guild_id)
        work = self.answer(text, manner, earlier)
        outcome = await gate.in_time(press, work, lambda: private or bool(self.answers().assess(text)))
        urgent = outcome.kind in URGENT
        if not urgent and (left := self.pause(press.user.id, press.guild_id, server)):
            await self.tell(press, "cooldown", seconds=left)
            return
        await self.answer_press(press, outcome, private=private or urgent, manner=manner)
        self.books.asked(text, outcome, self.answers(), press.user.id)
        log.info("answered", kind=outcome.kind.value, entries=outcome.draft.entries, via=via)

    def urgent_card(self, packed: str, region: str | None) -> Outcome:
        """An emergency card again, with the numbers of a region first."""
        entry = unpack(packed, self.answers().knowledge) or ""
        return self.answers().urgent(entry.removeprefix("safety:") or None, region)

    async def show_entry(self, press: Press, packed: str, *, private: bool = True) -> None:
        """Open an entry for the person who pressed."""
        await self.answer_press(press, self.open(packed), private=private)

    async def show_more(self, press: Press, packed: str, *, page: int) -> None:
        """Open a further page of the message that was pressed, cut the way that message was cut."""
        shown = self.recent.of(press.message.id) if press.message else None
        manner = shown.manner if shown else None
        controls = shown.controls if shown else Controls.FULL
        behind = self.outcome_behind(press, packed)
        await self.answer_press(press, behind, page=page, manner=manner, controls=controls)

    async def tell(self, press: Press, key: str, *, rows: Sequence[Row] = (), **fields: object) -> None:
        """One private notice from the interface texts."""
        manner = await self.manner_of(press)
        draft = notice(manner.language, key, **fields)
        await self.answer_press(
            press, self.present(draft), manner=manner, controls=Controls.PAGING, rows=rows
        )

    # What controls set off

    async def take_feedback(self, press: Press, verdict: Verdict, packed: str) -> None:
        await moderators.take_feedback(self, press, verdict, packed)

    async def take_report(
        self, press: Press, packed: str, text: str, kind: SuggestionKind, *, consent: bool
    ) -> None:
        await moderators.take_report(self, press, packed, text, kind, consent=consent)

    async def desks(self, guild: int | None) -> list[ServerSettings]:
        return await moderators.desks(self, guild)

    async def setting_chosen(self, press: Press, whose: str, field: str, value: panels.Value) -> None:
        await panels.chosen(press, whose, field, value)

    async def setting_turned(self, press: Press, whose: str, what: str) -> None:
        await panels.turned(press, whose, what)

    async def failed(self, press: Press, error: Exception) -> None:
        """A press or command that raised: logged with a number, which the person gets in a sentence."""
        await report_failure(self, press, error)

    def pause(self, user: int, guild: int | None, server: ServerSettings) -> int:
        """Whole seconds this person must still wait here; 0 starts the next pause."""
        now = asyncio.get_running_loop().time()
        left = self.pauses.wait(("ask", guild, user), server.cooldown, now) if server.cooldown else 0.0
        left = left or self.pauses.wait(("flood", user), FLOOD_SECONDS, now, times=FLOOD)
        return int(left) + 1 if left else 0
