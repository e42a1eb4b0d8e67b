"""Correcting replies already given: asked after an edit that touched a risk field, then done in the background."""

from typing import TYPE_CHECKING, cast

import discord

from bot.chat.controls.base import Press
from bot.chat.desk.controls import Act
from bot.chat.desk.noting import Did, note
from bot.chat.desk.showing import language_of, show_notice
from bot.chat.ids import pack
from bot.chat.upkeep import Upkeep
from bot.desk.results import Accepted
from bot.errors import NotFoundError, StoreError
from bot.state.records import RecallReport, Settled

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

MOST = 20_000
"""Replies that are counted for the question; a recall itself knows no limit."""


async def ask_to_recall(room: "Room", press: Press, done: Accepted) -> tuple[str, Act | None]:
    """The question whether to correct what was answered before, and the button; no button when nothing was."""
    language = await language_of(press)
    count: int | str
    try:
        receipts = await room.bot.store.receipts.behind(done.changed, limit=MOST)
        count = sum(receipt.version != done.version for receipt in receipts)
    except StoreError:
        count = "?"
    if not count:
        return language.say("kb.recall.none"), None
    label = language.say("kb.recall.button", count=count)
    button = Act("recall", pack(done.entry), label, discord.ButtonStyle.danger)
    return language.say("kb.recall.ask", count=count), button


async def recall(room: "Room", press: Press, packed: str, value: str) -> None:
    """Begin, with every reply that is not of the knowledge in use: durable from here on, and resumed after a restart."""
    entry, upkeep = room.unpacked(packed), _upkeep(room)
    version = room.bot.answers().knowledge.version
    entries = await room.desk.touched(entry)
    report = await upkeep.recall.begin(entries, version, press.user.id, press.guild_id)
    await note(press, Did.RECALL, entry, f"{report.id}")
    upkeep.start(report.id)
    await room.announce(press, Did.RECALL, entry)
    await _show(press, report)


async def progress(room: "Room", press: Press, id: str, value: str) -> None:
    """How far a recall is."""
    await _show(press, await _upkeep(room).recall.report(int(id)))


async def _show(press: Press, report: RecallReport) -> None:
    language = await language_of(press)
    counts = {settled.value: report.settled.get(settled, 0) for settled in Settled}
    entries = ", ".join(f"`{entry}`" for entry in report.entries[:12])
    button = Act("progress", report.id, language.say("kb.recall.progress"))
    rows = [[button]] if report.pending else ()
    await show_notice(
        press, "kb.recall", rows, update=True, entries=entries, pending=report.pending, total=report.total, **counts
    )  # fmt: skip


def _upkeep(room: "Room") -> Upkeep:
    cog = room.bot.get_cog("Upkeep")
    if cog is None:
        raise NotFoundError("This bot runs without upkeep, so nothing can be corrected.")
    return cast("Upkeep", cog)
