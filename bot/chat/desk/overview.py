"""Looking things up at the desk: how the knowledge stands, what is due, what waits, what was changed, and by whom."""

from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.chat.controls.base import Press
from bot.chat.desk.controls import Act, Pick
from bot.chat.desk.editing import open_entry, show_preview
from bot.chat.desk.noting import Did, note
from bot.chat.desk.previewing import problem_line
from bot.chat.desk.showing import language_of, listed, quoted, show, show_notice, worked
from bot.chat.ids import pack
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.desk.commits import Revision
from bot.desk.results import Due
from bot.library.snapshot import Result
from bot.render.language import Language
from bot.state.records import AuditLine

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

LINKS = 15
"""Sources of one entry that are opened by buttons."""
LINES = 15
SHOWN = 5
MINUTES = "%Y-%m-%d %H:%M"


async def status(room: "Room", press: Press) -> None:
    """`/kb status`."""
    found, language = await worked(press, room.desk.status()), await language_of(press)
    say = language.say
    counts = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in found.counts.items())
    reload = f"{_time(found.last_reload)} ({found.last_result})" if found.last_reload else "—"
    fields = {"version": found.version, "revision": (found.revision or "—")[:12], "reload": reload}
    texts = [
        say("kb.status", **fields, overdue=found.overdue, waiting=found.waiting, errors=len(found.errors)),
        counts,
        listed(map(problem_line, found.errors), SHOWN, language),
        *found.trouble,
    ]
    rows = [[Act("push", "", say("kb.push"))]] if room.bot.settings.push else ()
    await show(press, spoken(say("kb.status.title"), filter(None, texts)), rows)


async def push(room: "Room", press: Press, about: str, value: str) -> None:
    """Send again what could not be sent."""
    sentence = await worked(press, room.desk.retry_push())
    await show_notice(press, "trouble" if sentence else "kb.pushed", sentence=sentence)


async def reload(room: "Room", press: Press) -> None:
    """`/kb reload`."""
    report = await worked(press, room.desk.reload())
    await note(press, Did.RELOAD, detail=report.result.value)
    language = await language_of(press)
    texts = [language.say(f"kb.reload.{report.result.value}", version=report.version)]
    if report.result is Result.REFUSED:
        texts.append(listed(map(problem_line, report.problems), LINES, language))
    await show(press, spoken(language.say("kb.reload.title"), texts))


async def find(room: "Room", press: Press, text: str) -> None:
    """`/kb find`: entries, one pick away from being edited."""
    found, language = await worked(press, room.desk.find(text, 25)), await language_of(press)
    if not found:
        await show_notice(press, "kb.find.none")
        return
    lines = [f"`{entry}` {title}" for entry, title in found.items()]
    options = [
        discord.SelectOption(label=title[:100], value=pack(entry), description=entry[:100])
        for entry, title in found.items()
    ]
    rows = [[Pick("edit", "", options, language.say("kb.find.pick"))]]
    await show(press, spoken(language.say("kb.find.title"), [listed(lines, LINES, language)]), rows)


async def pick_entry(room: "Room", press: Press, about: str, packed: str) -> None:
    """An entry that was found, or that a suggestion is about."""
    await open_entry(room, press, room.unpacked(packed or about))


async def history(room: "Room", press: Press, entry: str) -> None:
    """`/kb history`: the newest changes, each with a press that takes it back."""
    entry = entry.partition("#")[0]
    revisions, language = await worked(press, room.desk.history(entry)), await language_of(press)
    names = await room.names(press, (who for one in revisions for who in _who(one)))
    lines = listed((_revision(one, names) for one in revisions), LINES, language)
    # A short hash leaves room for the entry in the button; it is looked up again when it is pressed.
    rows = [
        [Act("undo", f"{one.hash[:8]}:{pack(entry)}", language.say("kb.history.undo", hash=one.hash[:8]))]
        for one in revisions[:SHOWN]
    ]
    title = language.say("kb.history.title", entry=entry)
    await show(press, spoken(title, [lines or language.say("kb.history.none")]), rows)


def _revision(one: Revision, names: dict[int, str]) -> str:
    who = " + ".join(names[person] for person in _who(one) if person in names)
    return f"`{one.hash[:8]}` {_time(one.at)} {quoted(one.message.summary)}{f' · {who}' if who else ''}"


def _who(one: Revision) -> tuple[int | None, ...]:
    return one.message.moderator, one.message.second


async def waiting(room: "Room", press: Press) -> None:
    """`/kb waiting`: the edits that need a second moderator."""
    found, language = await worked(press, room.desk.waiting()), await language_of(press)
    if not found:
        await show_notice(press, "kb.waiting.none")
        return
    names = await room.names(press, (one.message.moderator for one in found))
    lines = listed((_revision(one, names) for one in found), LINES, language)
    said, label = [one.message for one in found[:SHOWN]], language.say("kb.look")
    primary = discord.ButtonStyle.primary
    rows = [[Act("look", one.proposal or "", f"{label}: {one.entry}", primary)] for one in said]
    await show(press, spoken(language.say("kb.waiting.title"), [lines]), rows)


async def look(room: "Room", press: Press, id: str, value: str) -> None:
    """A waiting edit with its blast radius as it is now."""
    preview = await worked(press, room.desk.review(id))
    await show_preview(press, preview, proposal=id)


async def review(room: "Room", press: Press, start: int = 0, *, update: bool = False) -> None:
    """`/kb review`: one entry that is due, its sources as links, and the press that says it still holds."""
    due = await worked(press, room.desk.due(limit=100), update=update)
    language = await language_of(press)
    if not due:
        await show_notice(press, "kb.review.none", update=update)
        return
    number = start if start < len(due) else 0
    one, say = due[number], language.say
    key = "kb.review.overdue" if one.days > 0 else "kb.review.ahead"
    day = {"due": one.due.isoformat(), "days": abs(one.days)}
    place = say("kb.review", number=number + 1, count=len(due), entry=one.entry, risk=one.risk)
    texts = [place, say(key, **day), say("kb.review.how")]
    buttons: Row = [
        Act("confirm", pack(one.entry), say("kb.review.confirm"), discord.ButtonStyle.success),
        Act("edit", pack(one.entry), say("kb.review.edit")),
        Act("due", number + 1, say("kb.next")),
    ]
    await show(press, spoken(one.title, texts), [*_links(one), buttons], update=update)


def _links(due: Due) -> list[Row]:
    links: list[ui.Item[ui.LayoutView]] = [
        ui.Button(label=name[:80], url=url, style=discord.ButtonStyle.link)
        for name, url in due.sources[:LINKS]
        if url.startswith(("https://", "http://")) and len(url) <= 512
    ]
    return [links[at : at + 5] for at in range(0, len(links), 5)]


async def turn(room: "Room", press: Press, number: str, value: str) -> None:
    """The next entry that is due."""
    await review(room, press, int(number), update=True)


async def audit(room: "Room", press: Press, entry: str | None) -> None:
    """`/kb audit`: who did what, the latest first."""
    lines = await room.bot.store.audit.recent(limit=40, entry=entry)
    language = await language_of(press)
    names = await room.names(press, (line.actor for line in lines[:LINES]))
    shown = listed((_line(line, names, language) for line in lines), LINES, language)
    texts = [shown or language.say("kb.audit.none")]
    await show(press, spoken(language.say("kb.audit.title"), texts))


def _line(line: AuditLine, names: dict[int, str], language: Language) -> str:
    known = line.action in set(Did)
    did = language.say(f"kb.did.{line.action}") if known else line.action
    about = [f"`{text[:40]}`" for text in (line.entry, line.detail) if text]
    return " · ".join((_time(line.at), f"**{names.get(line.actor, '—')}** {did}", *about))


def _time(at: datetime) -> str:
    return f"{at:{MINUTES}} UTC"
