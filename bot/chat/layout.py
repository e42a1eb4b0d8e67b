"""A page and its rows of controls → what discord.py sends, on each of the three surfaces."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.render.embed import embed
from bot.render.pages import Page, Style
from bot.render.surface import Surface

Row = Sequence[ui.Item[Any]]
"""Up to five buttons, or one select."""

SEPARATED = frozenset({Style.SOURCES, Style.SAFETY})
"""Blocks set off by a line, so that the eye finds sources and safety text."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A text file below the page; its name has no blanks."""

    name: str
    text: str

    @property
    def file(self) -> discord.File:
        """A fresh file: sending one uses it up."""
        return discord.File(io.BytesIO(self.text.encode()), self.name)


def message_of(
    page: Page, surface: Surface, rows: Sequence[Row], attached: Attached | None = None
) -> dict[str, Any]:
    """Keyword arguments for any of discord.py's senders.

    The view is stopped: discord.py then does not keep it. Every control is found again by its custom id alone; and a
    kept private view would, when it times out after 15 minutes, take the buttons of all other messages with it.
    """
    view: ui.LayoutView | ui.View
    if surface is Surface.CARD:
        view = card_view(page, rows, attached)
        view.stop()
        return {"view": view, "suppress_embeds": True}
    view = _legacy_view(rows)
    view.stop()
    if surface is Surface.EMBED:
        text = embed(page)
        box = discord.Embed(title=text.title, description=text.description, colour=text.colour)
        if text.footer:
            box.set_footer(text=text.footer)
        return {"embed": box, "view": view}
    return {"content": page.text, "view": view, "suppress_embeds": True}


def card_view(page: Page, rows: Sequence[Row], attached: Attached | None = None) -> ui.LayoutView:
    """One container with the page's texts, and below it what is attached and the rows of controls."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(page.accent))
    for index, block in enumerate(page.blocks):
        if index and block.style in SEPARATED:
            container.add_item(ui.Separator(spacing=discord.SeparatorSpacing.small))
        container.add_item(ui.TextDisplay(block.text))
    view.add_item(container)
    if attached is not None:
        view.add_item(ui.File(f"attachment://{attached.name}"))
    for items in rows:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        for item in items:
            row.add_item(item)
        view.add_item(row)
    return view


def _legacy_view(rows: Sequence[Row]) -> ui.View:
    view = ui.View(timeout=None)
    for number, items in enumerate(rows):
        for item in items:
            item.row = number
            view.add_item(item)
    return view
