"""The desk's buttons and lists: each names an act and what it is about, and every press is admitted anew."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of
from bot.errors import NotFoundError

if TYPE_CHECKING:
    from bot.chat.desk.room import Room


def room_of(press: Press) -> "Room":
    """The desk of the client. Raises NotFoundError when it runs without one."""
    room = bot_of(press).get_cog("Room")
    if room is None:
        raise NotFoundError("This bot runs without a desk.")
    return cast("Room", room)


class Act(Control[ui.Button[Any]], template=r"k:(?P<act>[a-z_]{1,16}):(?P<about>.{0,85})"):
    """Does something."""

    def __init__(
        self,
        act: str,
        about: str | int,
        label: str = "…",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(ui.Button(label=label[:80], custom_id=f"k:{act}:{about}", style=style))
        self.act, self.about = act, str(about)

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["act"], match["about"])

    async def pressed(self, press: Press) -> None:
        await room_of(press).act(press, self.act, self.about)


class Pick(Control[ui.Select[Any]], template=r"kp:(?P<act>[a-z_]{1,16}):(?P<about>.{0,85})"):
    """Does something with the option that is picked."""

    def __init__(
        self, act: str, about: str | int, options: Sequence[discord.SelectOption] = (), hint: str = "…"
    ) -> None:
        shown = list(options) or [discord.SelectOption(label="…", value="-")]
        super().__init__(ui.Select(custom_id=f"kp:{act}:{about}", placeholder=hint[:150], options=shown))
        self.act, self.about = act, str(about)

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["act"], match["about"])
        made.item = cast("ui.Select[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        await room_of(press).act(press, self.act, self.about, self.item.values[0])
