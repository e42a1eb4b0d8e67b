"""Suggestions, proposals and the audit: whoever is second is told so, and nothing is decided twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.state.records import (
    SUGGESTION,
    AuditLine,
    Proposal,
    Reason,
    ReviewEnd,
    SuggestionKind,
    SuggestionState,
)

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
PROPOSAL = Proposal("p1", "faq:x", "c" * 40, "b" * 40, author=7, guild=5, at=NOON)


async def suggest(store, text="Please add it.", **more):
    values = {"guild": 5, "entry": None, "at": NOON} | more
    return await store.suggestions.add(SuggestionKind.SUGGESTION, 7, text, **values)


async def test_a_suggestion_waits_until_it_is_decided(store):
    """The oldest first, each server its own."""
    first = await suggest(store)
    other = await suggest(store, guild=6, entry="faq:x")
    assert await store.suggestions.of(first.id) == first
    assert await store.suggestions.open(5) == [first]
    assert await store.suggestions.open(None) == [first, other]
    taken = await store.suggestions.assign(first.id, 42)
    assert (taken.moderator, taken.state) == (42, SuggestionState.OPEN)
    assert (await store.suggestions.assign(first.id, None)).moderator is None
    decided = await store.suggestions.decide(first.id, 43, SuggestionState.DECLINED, Reason.NO_SOURCE)
    assert (decided.moderator, decided.state, decided.reason) == (
        43,
        SuggestionState.DECLINED,
        Reason.NO_SOURCE,
    )
    assert await store.suggestions.open(5) == []
    assert await store.suggestions.assign(first.id, 44) is None


async def test_of_many_who_decide_at_once_one_does(store):
    """The others get nothing back."""
    id = (await suggest(store)).id
    decisions = (store.suggestions.decide(id, n, SuggestionState.ACCEPTED, Reason.ADDED) for n in range(1, 9))
    told = [each for each in await asyncio.gather(*decisions) if each]
    assert len(told) == 1
    assert (await store.suggestions.of(id)).moderator == told[0].moderator


async def test_a_number_is_never_given_twice(store):
    """A button to a suggestion that was deleted does not open another."""
    first = await suggest(store)
    assert await store.suggestions.forget_author(7) == 1
    assert (await suggest(store)).id > first.id
    assert await store.suggestions.decide(first.id, 1, SuggestionState.ACCEPTED, Reason.ADDED) is None


async def test_a_text_longer_than_the_form_is_a_mistake(store):
    """It is refused whole; the longest fits, whatever is written in it."""
    with pytest.raises(ValueError, match="at most"):
        await suggest(store, "x" * (SUGGESTION + 1))
    text = "🧠 ' \" \\ ; --\n" + "ß" * (SUGGESTION - 14)
    assert (await suggest(store, text[:SUGGESTION])).text == text[:SUGGESTION]


async def test_a_proposal_is_closed_by_one(store):
    """Until then it may be replaced, as after a rebase; afterwards not."""
    assert await store.reviews.propose(PROPOSAL)
    rebased = replace(PROPOSAL, commit="d" * 40, base="e" * 40)
    assert await store.reviews.propose(rebased)
    assert await store.reviews.waiting(5) == await store.reviews.waiting() == [rebased]
    assert await store.reviews.waiting(6) == []
    closings = (
        store.reviews.close("p1", n, ReviewEnd.ACCEPTED, NOON + timedelta(hours=n)) for n in range(1, 6)
    )
    assert sum(await asyncio.gather(*closings)) == 1
    assert not await store.reviews.propose(PROPOSAL)
    closed = await store.reviews.of("p1")
    assert (closed.commit, closed.end, closed.closed_by in range(1, 6)) == (
        "d" * 40,
        ReviewEnd.ACCEPTED,
        True,
    )
    assert await store.reviews.waiting() == []
    assert await store.reviews.of("p2") is None


async def test_the_audit_tells_the_latest_first(store):
    """By server and by entry."""
    lines = [
        AuditLine(NOON + timedelta(minutes=n), 40 + n, 5 + n % 2, "edit", f"faq:{n}", "c" * 40)
        for n in range(4)
    ]
    for line in lines:
        await store.audit.write(line)
    assert await store.audit.recent() == lines[::-1]
    assert await store.audit.recent(guild=5, limit=1) == [lines[2]]
    assert await store.audit.recent(entry="faq:1") == [lines[1]]
