"""What members asked and did not get, the most wanted first; one press makes a draft of it."""

from typing import TYPE_CHECKING

import discord
import structlog

from bot.chat.controls.base import Press
from bot.chat.desk.controls import Act
from bot.chat.desk.editing import Working, preview
from bot.chat.desk.noting import Did, note
from bot.chat.desk.showing import language_of, show, show_notice
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.desk.gaps import Cluster, draft_of_gap
from bot.desk.terms import asked_again
from bot.errors import StoreError
from bot.model.knowledge import Knowledge
from bot.render.language import Language, digest
from bot.state.records import GapKind, GapState

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

log = structlog.get_logger(__name__)

SHOWN = 5
"""Gaps on a page, each with its row of buttons."""


async def show_gaps(room: "Room", press: Press, start: int = 0, *, update: bool = False) -> None:
    """`/kb gaps`: a page of the ranked list."""
    language = await language_of(press)
    clusters = await room.bot.books.gaps.ranked()
    if not clusters:
        await show_notice(press, "kb.gaps.none", update=update)
        return
    shown = clusters[start : start + SHOWN] or clusters[:SHOWN]
    texts = [language.say("kb.gaps", count=len(clusters))]
    knowledge = room.bot.answers().knowledge
    texts += ["\n".join(_line(start + n, c, language, knowledge) for n, c in enumerate(shown, start=1))]
    rows = [_buttons(start + n, cluster, language) for n, cluster in enumerate(shown, start=1)]
    if len(clusters) > SHOWN:
        onward = start + SHOWN if start + SHOWN < len(clusters) else 0
        rows.append([Act("gaps", onward, language.say("kb.next"))])
    await show(press, spoken(language.say("kb.gaps.title"), texts), rows, update=update)


def _line(number: int, cluster: Cluster, language: Language, knowledge: Knowledge) -> str:
    """`1. **Fasoracetam timing** (9 people; …)` with the wordings that were counted apart.

    Every question is also counted under its core, so the first row has all of them.
    """
    kinds = {kind.value: cluster.gaps[0].kinds.get(kind, 0) for kind in GapKind}
    words = [asked_again(gap.terms, knowledge) for gap in cluster.gaps if gap.terms != cluster.head][:3]
    also = "".join(f"\n   - {terms}" for terms in words)
    counts = language.say("kb.gaps.counts", askers=cluster.askers, **kinds)
    return f"{number}. **{asked_again(cluster.head, knowledge)}**: {counts}{also}"


def _buttons(number: int, cluster: Cluster, language: Language) -> Row:
    key = digest(cluster.head)
    return [
        Act("gap_draft", key, language.say("kb.gaps.draft", number=number), discord.ButtonStyle.primary),
        Act("gap_dismiss", key, language.say("kb.gaps.dismiss", number=number)),
    ]


async def turn(room: "Room", press: Press, start: str, value: str) -> None:
    """Another page of the list."""
    await show_gaps(room, press, int(start), update=True)


async def draft(room: "Room", press: Press, key: str, value: str) -> None:
    """Begin a new question with what the gap tells, and show what is missing before it can be accepted."""
    cluster = await _cluster(room, key)
    if cluster is None:
        await show_notice(press, "kb.gaps.gone")
        return
    made = draft_of_gap(cluster.head, room.bot.answers().knowledge)
    question = made.values["question"]
    working = Working(
        entry=f"faq:{made.key}",
        title=question,
        fields=await room.desk.blank("faq"),
        names=(made.key,),
        golden=(question,),
        gap=cluster.head,
        changes=made.values,
    )
    room.drafts.keep(press.user.id, working)
    await preview(room, press, working)


async def dismiss(room: "Room", press: Press, key: str, value: str) -> None:
    """Take a gap off the list."""
    cluster = await _cluster(room, key)
    if cluster is None:
        await show_notice(press, "kb.gaps.gone")
        return
    await _close(room, cluster, GapState.DISMISSED)
    await note(press, Did.GAP_DISMISS, detail=key)
    await show_gaps(room, press, update=True)


async def close_gap(room: "Room", press: Press, head: str, entry: str) -> None:
    """An entry was made of a gap. A database that is away leaves the gap on the list, where it can be dismissed."""
    try:
        await _close(room, await _cluster(room, digest(head)) or Cluster(head, ()), GapState.DRAFTED)
    except StoreError:
        log.error("gap not closed")
    await note(press, Did.GAP_DRAFT, entry, digest(head))


async def _close(room: "Room", cluster: Cluster, how: GapState) -> None:
    for terms in {cluster.head, *(gap.terms for gap in cluster.gaps)}:
        await room.bot.store.gaps.close(terms, how)


async def _cluster(room: "Room", key: str) -> Cluster | None:
    clusters = await room.bot.books.gaps.ranked()
    return next((cluster for cluster in clusters if digest(cluster.head) == key), None)
