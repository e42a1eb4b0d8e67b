"""`/privacy`: what is kept and for how long, and one press each to take it along or to have it deleted."""

import json
import re
from typing import Any, Self

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands

from bot.chat.client import FootnoteBot, Press
from bot.chat.controls.base import Control, bot_of
from bot.chat.desk.showing import language_of, show, show_notice, worked
from bot.chat.languages import TEXT
from bot.chat.layout import Attached
from bot.chat.notices import spoken
from bot.settings import Settings

log = structlog.get_logger(__name__)

KEPT = ("questions", "people", "suggestions", "receipts", "gaps", "feedback", "servers", "moderators", "git")
"""The paragraphs, in order; a test compares them with the data statement."""


class Private(Control[ui.Button[Any]], template=r"p:(?P<what>export|delete|really)"):
    """Always about whoever presses, so nobody else's data can be meant."""

    def __init__(
        self, what: str, label: str = "…", style: discord.ButtonStyle = discord.ButtonStyle.secondary
    ) -> None:
        super().__init__(ui.Button(label=label[:80], custom_id=f"p:{what}", style=style))
        self.what = what

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["what"])

    async def pressed(self, press: Press) -> None:
        await {"export": export, "delete": ask, "really": delete}[self.what](press)


class Privacy(commands.Cog):
    """For everybody, everywhere."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(Private)

    @app_commands.command(name="privacy", description=TEXT["command.privacy"])
    async def privacy(self, interaction: Press) -> None:
        language = await language_of(interaction)
        say, days = language.say, days_of(self.bot.settings)
        lines = "\n".join(f"- {say(f'privacy.{part}', **days)}" for part in KEPT)
        danger = discord.ButtonStyle.danger
        rows = [[Private("export", say("privacy.export")), Private("delete", say("privacy.delete"), danger)]]
        await show(interaction, spoken(say("privacy.title"), [say("privacy"), lines]), rows)


def days_of(settings: Settings) -> dict[str, int]:
    """How long things are kept here, by the operator's choice."""
    return {
        "receipts": settings.receipt_days,
        "suggestions": settings.suggestion_days,
        "gaps": settings.gap_days,
        "reviews": settings.review_days,
        "audit": settings.audit_days,
    }


async def export(press: Press) -> None:
    """Everything that is kept about whoever pressed, as a file that only they see."""
    bot = bot_of(press)
    held = {
        "database": await worked(press, bot.store.person(press.user.id)),
        "memory": {"replies": [str(message) for message in bot.recent.of_asker(press.user.id)]},
    }
    text = json.dumps(held, indent=2, ensure_ascii=False)
    language = await language_of(press)
    draft = spoken(language.say("privacy.exported.title"), [language.say("privacy.exported")])
    await show(press, draft, attached=Attached("footnote-data.json", text))


async def ask(press: Press) -> None:
    """What deleting means, before it is done."""
    label = (await language_of(press)).say("privacy.really")
    button = Private("really", label, discord.ButtonStyle.danger)
    await show_notice(press, "privacy.ask", [[button]], update=True)


async def delete(press: Press) -> None:
    """At once: from the database, from today's counts, and from memory."""
    bot, user = bot_of(press), press.user.id
    await worked(press, bot.store.forget_person(user), update=True)
    await bot.books.gaps.forget(user)
    for message in bot.recent.of_asker(user):
        bot.recent.drop(message)
    bot.pauses.forget(user)
    bot.dispatch("forgotten", user)
    log.info("person deleted")
    await show_notice(press, "privacy.deleted", update=True)
