"""Controls of emergency cards: the whole card for the presser alone, and the numbers of another region."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.answer.urgent import REGIONS
from bot.chat.controls.base import Control, Press, bot_of
from bot.render.language import Language


class AllNumbers(Control[ui.Button[Any]], template=r"e:(?P<card>.{1,80})"):
    """Opens the whole card behind a short public one."""

    def __init__(self, card: str, label: str = "…") -> None:
        style = discord.ButtonStyle.danger
        super().__init__(ui.Button(label=label[:80], custom_id=f"e:{card}", style=style))
        self.card = card

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["card"])

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        manner = await bot.manner_of(press)
        await bot.answer_press(press, bot.urgent_card(self.card, manner.region))


class RegionChoice(Control[ui.Select[Any]], template=r"g:(?P<card>.{1,80})"):
    """The same card with the numbers of another region first."""

    def __init__(self, card: str, language: Language | None = None) -> None:
        names = {key: language(name) if language else name for key, name in REGIONS.items()}
        hint = language.say("urgent.region") if language else "…"
        options = [discord.SelectOption(label=name[:100], value=key) for key, name in names.items()]
        super().__init__(ui.Select(custom_id=f"g:{card}", placeholder=hint[:150], options=options))
        self.card = card

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        made = cls(match["card"])
        made.item = cast("ui.Select[Any]", item)
        return made

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        await bot.answer_press(press, bot.urgent_card(self.card, self.item.values[0]))
