"""Selects and buttons of the two settings panels. They hold the name of a setting, never its owner: that is checked."""

import re
from collections.abc import Sequence
from typing import Any, Self, cast

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of

NOTHING = "-"
"""The option that stands for the default."""
CHANNELS = [discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news]


class Choose(Control[ui.Select[Any]], template=r"s:(?P<whose>server|person):(?P<field>[a-z_]{1,20})"):
    """One setting with a few values."""

    def __init__(
        self, whose: str, field: str, options: Sequence[discord.SelectOption] = (), hint: str = "…"
    ) -> None:
        shown = list(options) or [discord.SelectOption(label="…", value=NOTHING)]
        name = f"s:{whose}:{field}"
        super().__init__(ui.Select(custom_id=name, placeholder=hint[:150], options=shown))
        self.whose, self.field = whose, field

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["whose"], match["field"])
        made.item = cast("ui.Select[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        value = self.item.values[0]
        await bot_of(press).setting_chosen(press, self.whose, self.field, None if value == NOTHING else value)


class ChooseChannels(Control[ui.ChannelSelect[Any]], template=r"c:(?P<field>[a-z_]{1,20})"):
    """One setting that holds channels of this server."""

    def __init__(self, field: str, chosen: Sequence[int] = (), hint: str = "…", most: int = 25) -> None:
        super().__init__(
            ui.ChannelSelect(
                custom_id=f"c:{field}",
                channel_types=CHANNELS,
                placeholder=hint[:150],
                min_values=0,
                max_values=most,
                default_values=[
                    discord.SelectDefaultValue(id=i, type=discord.SelectDefaultValueType.channel)
                    for i in chosen[:most]
                ],
            )
        )
        self.field = field

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["field"])
        made.item = cast("ui.ChannelSelect[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        await bot.setting_chosen(
            press, "server", self.field, tuple(channel.id for channel in self.item.values)
        )


class ChooseRole(Control[ui.RoleSelect[Any]], template=r"r:(?P<field>[a-z_]{1,20})"):
    """One setting that holds a role of this server."""

    def __init__(self, field: str, chosen: int | None = None, hint: str = "…") -> None:
        kind = discord.SelectDefaultValueType.role
        defaults = [discord.SelectDefaultValue(id=chosen, type=kind)] if chosen else []
        super().__init__(
            ui.RoleSelect(
                custom_id=f"r:{field}", placeholder=hint[:150], min_values=0, default_values=defaults
            )
        )
        self.field = field

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["field"])
        made.item = cast("ui.RoleSelect[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        await bot.setting_chosen(
            press, "server", self.field, next((role.id for role in self.item.values), None)
        )


class Turn(Control[ui.Button[Any]], template=r"b:(?P<whose>server|person):(?P<what>[a-z_]{1,20})"):
    """Switches a setting, resets all, or turns to the other half of the panel."""

    def __init__(
        self,
        whose: str,
        what: str,
        label: str = "…",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(ui.Button(label=label[:80], custom_id=f"b:{whose}:{what}", style=style))
        self.whose, self.what = whose, what

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["whose"], match["what"])

    async def pressed(self, press: Press) -> None:
        await bot_of(press).setting_turned(press, self.whose, self.what)
