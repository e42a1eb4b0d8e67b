"""The follow-up: a question typed into a form, answered privately with what came before in mind."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.chat.controls.base import Control, Press, bot_of
from bot.chat.gate import open_form
from bot.render.language import Language

LONGEST = 1000


class FollowUp(Control[ui.Button[Any]], template=r"q:(?P<entry>.{1,80})"):
    """Opens the form."""

    def __init__(self, entry: str, label: str = "…") -> None:
        style = discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label[:80], custom_id=f"q:{entry}", style=style))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, press: Press, item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["entry"])

    async def pressed(self, press: Press) -> None:
        bot = bot_of(press)
        earlier = bot.earlier(press, self.entry)
        manner = await bot.manner_of(press)
        await open_form(press, FollowUpForm(manner.language, earlier))


def entry_shown(message: discord.Message) -> str | None:
    """The packed id in the follow-up button of one of our messages."""
    rows = [c for c in message.components if isinstance(c, discord.ActionRow)]
    ids = [getattr(item, "custom_id", None) or "" for row in rows for item in row.children]
    return next((i.removeprefix("q:") for i in ids if i.startswith("q:")), None)


class FollowUpForm(ui.Modal):
    """`earlier` names what the answer was about; the typed text lives only as long as the answer takes."""

    def __init__(self, language: Language, earlier: str | None) -> None:
        super().__init__(title=language.say("follow.title")[:45], timeout=15 * 60)
        self.earlier = earlier
        self.question: ui.TextInput[Any] = ui.TextInput(
            custom_id="question", style=discord.TextStyle.paragraph, max_length=LONGEST, min_length=2
        )
        self.add_item(
            ui.Label(
                text=language.say("follow.label")[:45],
                description=language.say("follow.hint")[:100],
                component=self.question,
            )
        )

    async def on_submit(self, press: Press) -> None:
        await bot_of(press).answer_interaction(
            press, self.question.value, private=True, earlier=self.earlier, via="follow-up"
        )

    async def on_error(self, press: Press, error: Exception, /) -> None:  # type: ignore[override]
        await bot_of(press).failed(press, error)
