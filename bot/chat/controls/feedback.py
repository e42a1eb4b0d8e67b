"""Helpful, not helpful, unsafe: one press, counted by entry. Who pressed is not kept."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of
from bot.state.records import Verdict


class Feedback(Control[ui.Button[Any]], template=r"f:(?P<verdict>[a-z_]+):(?P<entry>.{1,80})"):
    """Counts the press and thanks; unsafe also tells the moderators which answer it was."""

    def __init__(self, verdict: Verdict, entry: str, label: str = "…") -> None:
        style = discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label[:80], custom_id=f"f:{verdict}:{entry}", style=style))
        self.verdict, self.entry = verdict, entry

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(Verdict(match["verdict"]), match["entry"])

    async def pressed(self, press: Press) -> None:
        await bot_of(press).take_feedback(press, self.verdict, self.entry)
