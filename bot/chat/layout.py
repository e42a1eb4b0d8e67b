"""A rendered page → a Components V2 view with its row of controls."""

import discord
from discord import ui

from bot.chat.controls import MAX_ID, NextPage, OpenEntry, RelatedSelect
from bot.render.pages import Page, Style

SEPARATED = frozenset({Style.SOURCES, Style.SAFETY})
"""Blocks set off by a line, so that the eye finds sources and safety text."""


def page_view(page: Page, entry: str | None, related: tuple[tuple[str, str], ...]) -> ui.LayoutView:
    """One container with the page's texts, and below it at most two rows of controls."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(page.accent))
    for index, block in enumerate(page.blocks):
        if index and block.style in SEPARATED:
            container.add_item(ui.Separator(spacing=discord.SeparatorSpacing.small))
        container.add_item(ui.TextDisplay(block.text))
    view.add_item(container)
    if entry and page.number < page.of and NextPage.fits(entry):
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(NextPage(entry, page.number, page.of))
        view.add_item(row)
    choices = [(key, title) for key, title in related if len(key) <= MAX_ID]
    if 0 < len(choices) <= 3:
        row = ui.ActionRow()
        for key, title in choices:
            row.add_item(OpenEntry(key, title))
        view.add_item(row)
    elif choices and entry:
        row = ui.ActionRow()
        row.add_item(RelatedSelect(entry, choices))
        view.add_item(row)
    return view
