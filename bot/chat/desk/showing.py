"""How the desk shows things: always privately, as a card, with its controls below and a file where a text is long."""

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import discord

from bot.chat import gate
from bot.chat.controls.base import Press, bot_of
from bot.chat.layout import Attached, Row
from bot.chat.notices import spoken
from bot.chat.recent import Shown
from bot.chat.reply import Controls
from bot.chat.rows import rows_of
from bot.model.outcome import Draft
from bot.render.language import Language
from bot.render.surface import Surface

T = TypeVar("T")


async def language_of(press: Press) -> Language:
    """The language of whoever pressed."""
    return (await bot_of(press).manner_of(press)).language


async def show(
    press: Press,
    draft: Draft,
    rows: Sequence[Row] = (),
    *,
    attached: Attached | None = None,
    update: bool = False,
) -> None:
    """Answer a press with a panel, or replace the message it belongs to."""
    bot = bot_of(press)
    manner = replace(await bot.manner_of(press), surface=Surface.CARD)
    outcome = bot.present(draft)
    reply = bot.reply(outcome, manner, private=True, controls=Controls.PAGING)
    rows = [*rows_of(reply, reply.page(0)), *rows]
    sent: int | None
    if update and press.message is not None:
        await gate.update_press(press, reply, rows, attached)
        sent = press.message.id
    else:
        sent = await gate.answer_press(press, reply, rows=rows, attached=attached)
    if sent is not None and len(reply.pages) > 1:
        shown = Shown(outcome, press.user.id, press.channel_id or 0, manner, controls=Controls.PAGING)
        bot.recent.keep(sent, shown)


async def worked(press: Press, work: Awaitable[T], *, update: bool = False) -> T:
    """The result of work that may take longer than Discord waits; `update` when it replaces the pressed message.

    Then Discord is told at once, which nobody sees: what is to be done after the work takes time, too.
    """
    if update:
        await gate.hold(press, private=True, thinking=False)
    return await gate.in_time(press, work, lambda: True, replaces=update)


async def show_notice(
    press: Press, key: str, rows: Sequence[Row] = (), *, update: bool = False, **fields: object
) -> None:
    """A panel of the texts `<key>.title` and `<key>`."""
    language = await language_of(press)
    text = language.say(key, **fields)
    await show(press, spoken(language.say(f"{key}.title"), text.split("\n\n")), rows, update=update)


def listed(lines: Iterable[str], most: int, language: Language) -> str:
    """List items; those beyond `most` are counted."""
    items = list(lines)
    more = [language.say("kb.and-more", count=len(items) - most)] if len(items) > most else []
    return "\n".join(f"- {line}" for line in (*items[:most], *more))


def quoted(text: str) -> str:
    """Somebody's words as they are: no markup, no mention, and no mark that looks like a citation."""
    return discord.utils.escape_markdown(discord.utils.escape_mentions(unmarked(text)))


def code(text: str) -> str:
    """A code block; citation marks in it stay readable instead of becoming footnotes."""
    return f"```diff\n{unmarked(text).replace('```', chr(39) * 3)}\n```"


def unmarked(text: str) -> str:
    """The text with `[@key]` shown as `[ @key]`, which is no footnote."""
    return text.replace("[@", "[ @")
