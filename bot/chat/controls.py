"""Buttons and selects. Their custom ids hold entry ids only, so they work after a restart and hold no one's text."""

import re
from typing import TYPE_CHECKING, Self, cast

import discord
from discord import ui

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

MAX_ID = 88
"""Longest entry id that fits a custom id of 100 characters with its prefix and page."""


async def show_entry(interaction: discord.Interaction, entry: str, page: int = 0) -> None:
    """Open an entry for the person who pressed, privately."""
    bot = cast("FootnoteBot", interaction.client)
    await bot.show_entry(interaction, entry, page=page)


class NextPage(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"n:(?P<page>\d{1,2}):(?P<entry>.{3,88})"):
    """Opens the next page of a long answer."""

    def __init__(self, entry: str, page: int, of: int = 0) -> None:
        label = f"Read on ({page + 1} of {of})" if of else "Read on"
        super().__init__(
            ui.Button(label=label, custom_id=f"n:{page}:{entry}", style=discord.ButtonStyle.secondary)
        )
        self.entry, self.page = entry, page

    @staticmethod
    def fits(entry: str) -> bool:
        return 3 <= len(entry) <= MAX_ID

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str]
    ) -> Self:
        return cls(match["entry"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await show_entry(interaction, self.entry, self.page)


class OpenEntry(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"o:(?P<entry>.{3,88})"):
    """Opens one entry: a suggested choice or something related."""

    def __init__(self, entry: str, title: str = "Open") -> None:
        super().__init__(
            ui.Button(label=title[:80], custom_id=f"o:{entry}", style=discord.ButtonStyle.primary)
        )
        self.entry = entry

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str]
    ) -> Self:
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await show_entry(interaction, self.entry)


class RelatedSelect(ui.DynamicItem[ui.Select[ui.LayoutView]], template=r"r:(?P<entry>.{3,88})"):
    """A list of further sections or questions; the value of an option is an entry id."""

    def __init__(self, entry: str, choices: list[tuple[str, str]] | None = None) -> None:
        options = [discord.SelectOption(label=title[:100], value=key) for key, title in (choices or [])[:25]]
        super().__init__(
            ui.Select(
                custom_id=f"r:{entry[:MAX_ID]}",
                placeholder="More on this",
                options=options or [discord.SelectOption(label="-", value="-")],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str]
    ) -> Self:
        made = cls(match["entry"])
        made.item = cast("ui.Select[ui.LayoutView]", item)
        return made

    async def callback(self, interaction: discord.Interaction) -> None:
        await show_entry(interaction, self.item.values[0])


ALL = (NextPage, OpenEntry, RelatedSelect)
