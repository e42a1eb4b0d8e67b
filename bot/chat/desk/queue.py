"""What members sent, by their consent: read here and nowhere else, taken on, accepted or declined with a reason."""

from typing import TYPE_CHECKING

import discord

from bot.chat.controls.base import Press, bot_of
from bot.chat.desk.controls import Act, Pick
from bot.chat.desk.noting import Did, note
from bot.chat.desk.rights import queue_of
from bot.chat.desk.showing import language_of, listed, quoted, show, show_notice
from bot.chat.ids import pack
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.render.language import Language
from bot.state.records import Reason, Suggestion, SuggestionState

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

SHOWN = 8
BEGINNING = 80
YES = (Reason.ADDED, Reason.CORRECTED)
NO = (Reason.ALREADY_COVERED, Reason.NO_SOURCE, Reason.OUT_OF_SCOPE, Reason.UNCLEAR, Reason.NOT_SAFE)


async def show_queue(room: "Room", press: Press, *, update: bool = False) -> None:
    """`/kb suggestions`: what nobody decided, oldest first; one pick opens it."""
    _, guild = await queue_of(press)
    found, language = await room.bot.store.suggestions.open(guild, 25), await language_of(press)
    if not found:
        await show_notice(press, "kb.queue.none", update=update)
        return
    names = await room.names(press, (one.moderator for one in found[:SHOWN]), update=update)
    lines = listed((_line(one, names, language) for one in found), SHOWN, language)
    options = [
        discord.SelectOption(
            label=f"#{one.id} {language.say(f'kb.queue.{one.kind.value}')}",
            description=(one.entry or f"{one.at:%Y-%m-%d}")[:100],
            value=str(one.id),
        )
        for one in found
    ]
    rows = [[Pick("suggestion", "", options, language.say("kb.queue.pick"))]]
    await show(press, spoken(language.say("kb.queue.title"), [lines]), rows, update=update)


def _line(one: Suggestion, names: dict[int, str], language: Language) -> str:
    text = " ".join(one.text.split())
    short = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
    taken = f" · {names[one.moderator]}" if one.moderator in names else ""
    return f"#{one.id} · {one.at:%Y-%m-%d} · {language.say(f'kb.queue.{one.kind.value}')}{taken}: {quoted(short)}"


async def open_one(room: "Room", press: Press, about: str, value: str) -> None:
    """A suggestion with everything that can be done about it."""
    if one := await _readable(room, press, value or about):
        await _show(room, press, one)


async def take(room: "Room", press: Press, id: str, value: str) -> None:
    """Take it on, or put it back."""
    one = await _readable(room, press, id)
    if one is None:
        return
    taking = one.moderator != press.user.id
    changed = await room.bot.store.suggestions.assign(one.id, press.user.id if taking else None)
    if changed is None:
        await show_notice(press, "kb.queue.gone", update=True)
        return
    await note(press, Did.TAKE if taking else Did.PUT_BACK, one.entry, id)
    await _show(room, press, changed, update=True)


async def say_yes(room: "Room", press: Press, id: str, value: str) -> None:
    """Accept."""
    await _decide(room, press, id, SuggestionState.ACCEPTED, Reason(value))


async def say_no(room: "Room", press: Press, id: str, value: str) -> None:
    """Decline, with the reason that was picked."""
    await _decide(room, press, id, SuggestionState.DECLINED, Reason(value))


async def _decide(room: "Room", press: Press, id: str, state: SuggestionState, reason: Reason) -> None:
    one = await _readable(room, press, id)
    if one is None:
        return
    if await room.bot.store.suggestions.decide(one.id, press.user.id, state, reason) is None:
        await show_notice(press, "kb.queue.gone", update=True)
        return
    accepted = state is SuggestionState.ACCEPTED
    await note(press, Did.ACCEPT_SUGGESTION if accepted else Did.DECLINE_SUGGESTION, one.entry, id)
    await show_queue(room, press, update=True)


async def _readable(room: "Room", press: Press, id: str) -> Suggestion | None:
    """A suggestion that this moderator may read; else they are told why there is nothing."""
    may, guild = await queue_of(press)
    if not may:
        await show_notice(press, "kb.not-moderator")
        return None
    one = await room.bot.store.suggestions.of(int(id))
    if one is None or one.state is not SuggestionState.OPEN or guild not in (None, one.guild):
        await show_notice(press, "kb.queue.gone")
        return None
    return one


async def _show(room: "Room", press: Press, one: Suggestion, *, update: bool = False) -> None:
    language, bot = await language_of(press), bot_of(press)
    say = language.say
    names = await room.names(press, [one.moderator], update=update)
    taken = names.get(one.moderator or 0, "—")
    day = {"day": f"{one.at:%Y-%m-%d}", "days": bot.settings.suggestion_days}
    texts = [quoted(one.text), say("kb.queue.about", entry=one.entry or "—", taken=taken, **day)]
    mine = one.moderator == press.user.id
    buttons: Row = [Act("take", one.id, say("kb.queue.put-back" if mine else "kb.queue.take"))]
    if one.entry:
        buttons = [*buttons, Act("edit", pack(one.entry), say("kb.queue.edit"))]
    rows = [
        buttons,
        [Pick("yes", one.id, _reasons(YES, language), say("kb.queue.yes"))],
        [Pick("no", one.id, _reasons(NO, language), say("kb.queue.no"))],
    ]
    title = f"#{one.id} · {say(f'kb.queue.{one.kind.value}')}"
    await show(press, spoken(title, texts), rows, update=update)


def _reasons(reasons: tuple[Reason, ...], language: Language) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=language.say(f"kb.reason.{reason.value}"), value=reason.value)
        for reason in reasons
    ]
