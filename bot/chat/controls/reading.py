"""Controls that open more to read, privately for whoever pressed."""

import re
from collections.abc import Sequence
from typing import Any, Self, cast

import discord
from discord import ui

from bot.answer.details import sources_draft, why_draft
from bot.chat.controls.base import Control, Press, bot_of
from bot.chat.ids import pack
from bot.chat.reply import Controls
from bot.render.language import Language

SOURCES, WHY = "@sources", "@why"
"""Values of `More` that stand for no entry."""


class NextPage(Control[ui.Button[Any]], template=r"n:(?P<page>\d{1,4}):(?P<entry>.{1,80})"):
    """Opens the next page of a long answer."""

    def __init__(self, entry: str, page: int, label: str = "…") -> None:
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label=label[:80], custom_id=f"n:{page}:{entry}", style=style))
        self.entry, self.page = entry, page

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["entry"], int(match["page"]))

    async def pressed(self, press: Press) -> None:
        await bot_of(press).show_more(press, self.entry, page=self.page)


class OpenEntry(Control[ui.Button[Any]], template=r"o:(?P<entry>.{1,80})"):
    """Opens one entry: a suggested choice."""

    def __init__(self, entry: str, title: str = "…") -> None:
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label=title[:80], custom_id=f"o:{entry}", style=style))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["entry"])

    async def pressed(self, press: Press) -> None:
        await bot_of(press).show_entry(press, self.entry)


class More(Control[ui.Select[Any]], template=r"m:(?P<entry>.{1,80})"):
    """Sources, why this answer, and related sections and questions; an option's value is an entry id."""

    def __init__(self, entry: str, options: Sequence[discord.SelectOption] = (), hint: str = "…") -> None:
        shown = list(options) or [discord.SelectOption(label="…", value="@none")]
        super().__init__(ui.Select(custom_id=f"m:{entry}", placeholder=hint[:150], options=shown))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["entry"])
        made.item = cast("ui.Select[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        bot, value = bot_of(press), self.item.values[0]
        if value in (SOURCES, WHY):
            behind = bot.outcome_behind(press, self.entry)
            if behind is None:
                await bot.tell(press, "gone")
                return
            draft = sources_draft(behind) if value == SOURCES else why_draft(behind)
            await bot.answer_press(press, bot.present(draft), controls=Controls.PAGING)
        else:
            await bot.show_entry(press, value)


def more_options(
    entries: Sequence[tuple[str, str]], language: Language, *, sources: bool, why: bool
) -> list[discord.SelectOption]:
    """The options of `More`: what stands behind the answer first, then up to 23 entries to read next."""
    options = []
    if sources:
        options.append(discord.SelectOption(label=language.say("more.sources"), value=SOURCES))
    if why:
        options.append(discord.SelectOption(label=language.say("more.why"), value=WHY))
    packed = {pack(entry): title for entry, title in entries}
    options += [discord.SelectOption(label=title[:100], value=value) for value, title in packed.items()]
    return options[:25]
