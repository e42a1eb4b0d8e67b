"""Forms over an entry's fields: at most five inputs each, so a long entry is split into pages of what belongs together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import discord
from discord import ui

from bot.chat.controls.base import Press, bot_of
from bot.desk.results import Field, FieldKind
from bot.render.language import Language

INPUTS = 5
"""Inputs of a form, by Discord's rule."""
OPTIONS = 25
LONGEST = 4000
MANY = frozenset({FieldKind.LINES, FieldKind.WORDS, FieldKind.YAML})
"""Kinds whose limit counts for each item, not for the whole."""
ONE_LINE = frozenset({FieldKind.DATE, FieldKind.NUMBER, FieldKind.WORD})
Page = tuple[Field, ...]
Typed = Callable[[Press, Mapping[str, str]], Awaitable[None]]
"""What a sent form sets off: the fields that were changed, by their paths."""


def pages_of(fields: Sequence[Field]) -> list[Page]:
    """The fields in forms of at most five; those of one group stay together where they can."""
    pages: list[Page] = []
    for _, group in groupby(fields, key=_group):
        together = tuple(group)
        if pages and len(pages[-1]) + len(together) <= INPUTS:
            pages[-1] += together
        else:
            pages += [together[at : at + INPUTS] for at in range(0, len(together), INPUTS)]
    return pages


def _group(field: Field) -> tuple[str, ...]:
    """Fields directly below one thing, such as one claim."""
    return tuple(field.path.split(".")[:-1])[:2]


def title_of(page: Page, most: int = 100) -> str:
    """What a page is about: `Claims › headache: text, standing`."""
    names: list[str] = []
    for head, group in groupby(page, key=lambda field: field.label.rpartition(" › ")[0]):
        last = ", ".join(field.label.rpartition(" › ")[2] for field in group)
        names.append(f"{head}: {last}" if head else last)
    text = "; ".join(names)
    return text if len(text) <= most else f"{text[: most - 1]}…"


class FieldForm(ui.Modal):
    """One page of fields with what stands in them now; `typed` gets those that were changed."""

    def __init__(
        self, language: Language, title: str, page: Page, shown: Mapping[str, str], typed: Typed
    ) -> None:
        super().__init__(title=title[:45], timeout=24 * 60 * 60)
        self._typed = typed
        self._shown = {field.path: shown.get(field.path, field.value) for field in page}
        self._inputs = {field.path: _input(n, field, self._shown[field.path]) for n, field in enumerate(page)}
        for field in page:
            name = f"⚠ {field.label}" if field.risk else field.label
            hint = f"{language.say('kb.form.risk')} {field.help}" if field.risk else field.help
            if rest := _parts(self._shown[field.path])[1]:
                hint = f"… {language.say('kb.and-more', count=len(rest.strip().splitlines()))}"
            self.add_item(
                ui.Label(
                    text=name if len(name) <= 45 else f"…{name[-44:]}",
                    description=(hint if len(hint) <= 100 else f"{hint[:99]}…") or None,
                    component=self._inputs[field.path],
                )
            )

    async def on_submit(self, press: Press) -> None:
        typed = {path: _value(item, self._shown[path]) for path, item in self._inputs.items()}
        await self._typed(press, {path: text for path, text in typed.items() if text != self._shown[path]})

    async def on_error(self, press: Press, error: Exception, /) -> None:  # type: ignore[override]
        await bot_of(press).failed(press, error)


def _input(number: int, field: Field, value: str) -> ui.TextInput[Any] | ui.Select[Any]:
    name, chosen = f"f{number}", value.split("\n")
    words = ("true", "false") if field.kind is FieldKind.YES_NO else field.words
    if 0 < len(words) <= OPTIONS:
        options = [discord.SelectOption(label=word, value=word, default=word in chosen) for word in words]
        most = len(words) if field.kind is FieldKind.WORDS else 1
        least = 1 if field.required else 0
        return ui.Select(
            custom_id=name, options=options, min_values=least, max_values=most, required=field.required
        )
    limit = LONGEST if field.kind in MANY or field.longest is None else field.longest
    short = field.kind in ONE_LINE
    return ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.short if short else discord.TextStyle.paragraph,
        default=_parts(value)[0] or None,
        required=field.required,
        max_length=min(max(limit, len(value)), LONGEST),
    )


def _parts(text: str) -> tuple[str, str]:
    """What a form can show of a text, and the rest, which nobody can change there."""
    if len(text) <= LONGEST:
        return text, ""
    cut = text.rfind("\n", 0, LONGEST)
    cut = cut if cut > 0 else LONGEST
    return text[:cut], text[cut:]


def _value(item: ui.TextInput[Any] | ui.Select[Any], shown: str) -> str:
    """What was typed or picked, in the form a field has; the order of picked words is kept where nothing changed."""
    if isinstance(item, ui.TextInput):
        typed, (head, rest) = item.value.replace("\r\n", "\n"), _parts(shown)
        return shown if typed.strip() == head.strip() else typed + rest
    before = shown.split("\n")
    kept = [word for word in before if word in item.values]
    return "\n".join([*kept, *(word for word in item.values if word not in kept)])
