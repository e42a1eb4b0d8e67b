"""What every control has in common: it finds the client, and a failure becomes a sentence instead of silence."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

import discord
from discord import ui

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

ItemT = TypeVar("ItemT", bound=ui.Item[Any])
Press = discord.Interaction[Any]
"""A press on a control."""


def bot_of(press: Press) -> "FootnoteBot":
    return cast("FootnoteBot", press.client)


class Control(ui.DynamicItem[ItemT], template=r"(?!)"):
    """A persistent item; subclasses say what a press does."""

    async def callback(self, press: Press) -> None:
        """Guarded, because discord.py only logs what a dynamic item raises."""
        try:
            await self.pressed(press)
        except Exception as error:
            await bot_of(press).failed(press, error)

    async def pressed(self, press: Press) -> None:
        raise NotImplementedError
