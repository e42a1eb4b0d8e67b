"""Accepting an edit, or not: every decision of the desk in words, written down, and told to the other moderators."""

import contextlib
import hashlib
from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.chat.bookkeeping import now
from bot.chat.controls.base import Press
from bot.chat.desk.controls import Act
from bot.chat.desk.editing import show_preview
from bot.chat.desk.gaps import close_gap
from bot.chat.desk.noting import Did, note
from bot.chat.desk.previewing import problem_line
from bot.chat.desk.recalling import ask_to_recall
from bot.chat.desk.showing import language_of, listed, show, show_notice, worked
from bot.chat.ids import pack
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.desk.results import Accepted, Decision, Preview, Reason, Rebased, Refused, Waiting
from bot.errors import StoreError
from bot.state.records import Proposal, ReviewEnd

if TYPE_CHECKING:
    from bot.chat.desk.room import Room


async def accept(room: "Room", press: Press, token: str, value: str, *, confirmed: bool = False) -> None:
    """Put a preview in force; `confirmed`: golden rows that break go with it."""
    preview = room.desk.held(token)
    if preview is None:
        await show_notice(press, "kb.gone", update=True)
        return
    did = Did.SECOND if preview.proposal else Did.ROLLBACK if preview.undoes else Did.EDIT
    work = room.desk.accept(preview, press.user.id, confirmed=confirmed)
    await decide(room, press, work, preview.entry, did, preview=preview, proposal=preview.proposal)


async def second(room: "Room", press: Press, id: str, value: str, *, confirmed: bool = False) -> None:
    """Agree to another moderator's edit."""
    waiting = await worked(press, room.desk.waiting(), update=True)
    entry = next((one.message.entry for one in waiting if one.message.proposal == id), "")
    work = room.desk.second(id, press.user.id, confirmed=confirmed)
    await decide(room, press, work, entry, Did.SECOND, proposal=id)


async def decline(room: "Room", press: Press, id: str, value: str) -> None:
    """Drop a waiting edit."""
    dropped = await worked(press, room.desk.decline(id), update=True)
    if isinstance(dropped, Refused):
        await _refused(press, dropped, "", None, None)
        return
    mine = dropped.moderator == press.user.id
    await _closed(room, press, id, ReviewEnd.WITHDRAWN if mine else ReviewEnd.DECLINED)
    await note(press, Did.DECLINE, dropped.entry, id)
    await show_notice(press, "kb.declined", update=True)
    await room.announce(press, Did.DECLINE, dropped.entry)


async def adopt(room: "Room", press: Press, packed: str, value: str) -> None:
    """Record in git what somebody changed by hand."""
    entry = room.unpacked(packed)
    await decide(room, press, room.desk.adopt(entry, press.user.id), entry, Did.ADOPT)


async def rollback(room: "Room", press: Press, about: str, value: str) -> None:
    """Take one revision back."""
    short, _, packed = about.partition(":")
    entry = room.unpacked(packed)
    revisions = await worked(press, room.desk.history(entry), update=True)
    hashes = [one.hash for one in revisions if one.hash.startswith(short)]
    if not hashes:
        await show_notice(press, "gone")
        return
    await decide(room, press, room.desk.rollback(entry, hashes[0], press.user.id), entry, Did.ROLLBACK)


async def confirm(room: "Room", press: Press, packed: str, value: str) -> None:
    """An entry was read against its sources and still holds."""
    entry = room.unpacked(packed)
    await decide(room, press, room.desk.confirm(entry, press.user.id), entry, Did.CONFIRM)


async def decide(
    room: "Room",
    press: Press,
    work: Awaitable[Decision],
    entry: str,
    did: Did,
    *,
    preview: Preview | None = None,
    proposal: str | None = None,
) -> None:
    """Wait for the desk's decision, in the place of the message that was pressed, and follow it up."""
    decision = await worked(press, work, update=True)
    working = None
    if preview and isinstance(decision, Accepted | Waiting):
        working = room.drafts.taken(press.user.id, preview)
        if working and working.gap:
            await close_gap(room, press, working.gap, decision.entry)
    if isinstance(decision, Accepted):
        await _accepted(room, press, decision, did, proposal)
    elif isinstance(decision, Waiting):
        await _waits(room, press, decision, preview)
    elif isinstance(decision, Rebased):
        made = decision.preview
        if preview and (working := room.drafts.taken(press.user.id, preview)):
            room.drafts.keep(press.user.id, replace(working, shown=made.token))
        await show_preview(press, made, update=True, said=decision.sentence)
    else:
        await _refused(press, decision, entry, preview, proposal)


async def _accepted(room: "Room", press: Press, done: Accepted, did: Did, proposal: str | None) -> None:
    language, packed = await language_of(press), pack(done.entry)
    rows: list[Row] = []
    if did is Did.ADOPT and room.drafts.of(press.user.id, packed):
        rows = [[Act("again", packed, language.say("kb.again"))]]
    written = await note(press, did, done.entry, done.hash)
    if proposal:
        await _closed(room, press, proposal, ReviewEnd.ACCEPTED)
    fields = {"entry": done.entry, "hash": done.hash[:12], "version": done.version}
    texts = [language.say("kb.accepted", **fields), *done.warnings]
    texts += [] if written else [language.say("kb.not-noted")]
    if done.safety_critical and done.changed:
        question, button = await ask_to_recall(room, press, done)
        texts.append(question)
        rows = [[button]] if button else []
    await show(press, spoken(language.say("kb.accepted.title"), texts), rows, update=True)
    await room.announce(press, did, done.entry, done=done)


async def _waits(room: "Room", press: Press, waiting: Waiting, preview: Preview | None) -> None:
    proposed = Proposal(
        id=waiting.proposal,
        entry=waiting.entry,
        commit=_hashed(preview),
        base=preview.version if preview else "",
        author=press.user.id,
        guild=press.guild_id,
        at=now(),
    )
    # It waits in git, which is what counts; the table only says so once more.
    with contextlib.suppress(StoreError):
        await room.bot.store.reviews.propose(proposed)
    await note(press, Did.PROPOSE, waiting.entry, waiting.proposal)
    fields = ", ".join(f"`{path}`" for path in waiting.risk_fields[:12])
    await show_notice(press, "kb.waits", update=True, entry=waiting.entry, fields=fields)
    look = Act("look", waiting.proposal, room.language.say("kb.look"), discord.ButtonStyle.primary)
    await room.announce(press, Did.PROPOSE, waiting.entry, rows=[[look]])


async def _refused(
    press: Press, refused: Refused, entry: str, preview: Preview | None, proposal: str | None
) -> None:
    language = await language_of(press)
    say = language.say
    texts = [refused.sentence]
    if refused.problems:
        texts.append(listed(map(problem_line, refused.problems), 8, language))
    if refused.golden:
        rows = (f"{asked.question} → `{asked.expects}`" for asked in refused.golden)
        texts.append(listed(rows, 8, language))
    buttons: Row = []
    if refused.reason is Reason.GOLDEN and (preview or proposal):
        act, about = ("accept_all", preview.token) if preview else ("second_all", proposal or "")
        buttons = [Act(act, about, say("kb.accept-all"), discord.ButtonStyle.danger)]
    elif refused.reason is Reason.UNCOMMITTED and entry:
        buttons = [Act("adopt", pack(entry), say("kb.adopt"))]
    elif preview and not proposal:
        buttons = [Act("more", pack(entry), say("kb.more")), Act("discard", pack(entry), say("kb.discard"))]
    title = say(f"kb.refused.{refused.reason.value}")
    await show(press, spoken(title, texts), [buttons] if buttons else (), update=True)


async def _closed(room: "Room", press: Press, proposal: str, how: ReviewEnd) -> None:
    with contextlib.suppress(StoreError):
        await room.bot.store.reviews.close(proposal, press.user.id, how, now())


def _hashed(preview: Preview | None) -> str:
    """What was proposed, as a hash: the text itself lies in git."""
    texts = sorted((path, text or "") for path, text in preview.files.items()) if preview else []
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:40]
