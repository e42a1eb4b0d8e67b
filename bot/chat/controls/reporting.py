"""Report and suggest: a form whose text goes to the moderators' queue, only with the writer's consent."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of
from bot.chat.gate import open_form
from bot.render.language import Language
from bot.state.records import SuggestionKind

LONGEST = 1000


class ReportButton(Control[ui.Button[Any]], template=r"t:(?P<entry>.{1,80})"):
    """Opens the form about an answer, or about nothing in particular."""

    def __init__(self, entry: str, label: str = "…") -> None:
        style = discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label[:80], custom_id=f"t:{entry}", style=style))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["entry"])

    async def pressed(self, press: Press) -> None:
        await open_report(press, self.entry)


async def open_report(press: Press, entry: str, kind: SuggestionKind = SuggestionKind.REPORT) -> None:
    """Show the form where somebody will hear of it; else say where to turn."""
    bot = bot_of(press)
    if not await bot.desks(press.guild_id):
        await bot.tell(press, "report.nowhere")
        return
    manner = await bot.manner_of(press)
    await open_form(press, ReportForm(manner.language, entry, kind, bot.settings.suggestion_days))


class ReportForm(ui.Modal):
    """What is wrong or missing, and a box to tick: without the tick nothing is sent or kept."""

    def __init__(self, language: Language, entry: str, kind: SuggestionKind, days: int) -> None:
        super().__init__(title=language.say(f"{kind.value}.title")[:45], timeout=15 * 60)
        self.entry, self.kind = entry, kind
        self.text: ui.TextInput[Any] = ui.TextInput(
            custom_id="text", style=discord.TextStyle.paragraph, max_length=LONGEST, min_length=3
        )
        self.consent: ui.Checkbox[Any] = ui.Checkbox(custom_id="consent")
        self.add_item(ui.Label(text=language.say(f"{kind.value}.label")[:45], component=self.text))
        self.add_item(
            ui.Label(
                text=language.say("report.consent")[:45],
                description=language.say("report.consent-hint", days=days)[:100],
                component=self.consent,
            )
        )

    async def on_submit(self, press: Press) -> None:
        await bot_of(press).take_report(
            press, self.entry, self.text.value, self.kind, consent=bool(self.consent.value)
        )

    async def on_error(self, press: Press, error: Exception, /) -> None:  # type: ignore[override]
        await bot_of(press).failed(press, error)
