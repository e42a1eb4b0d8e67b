"""Dismiss: the asker and the moderators may take a reply away."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of
from bot.chat.gate import take_away
from bot.chat.rights import may_moderate


class Dismiss(Control[ui.Button[Any]], template=r"x:(?P<asker>\d{1,20})"):
    """Deletes the message it belongs to."""

    def __init__(self, asker: int, label: str = "…") -> None:
        style = discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label[:80], custom_id=f"x:{asker}", style=style))
        self.asker = asker

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(int(match["asker"]))

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        if press.user.id != self.asker and not may_moderate(press, await bot.server_of(press.guild_id)):
            await bot.tell(press, "dismiss.not-yours")
            return
        if press.message is not None:
            bot.recent.drop(press.message.id)
            bot.books.gone(press.message.id)
        await take_away(press)
