"""What was asked is kept as known terms and counts: who asked and how they said it cannot be read from it."""

import asyncio
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.gaps import terms_of
from bot.state.records import TERMS, GapKind, GapState, Shape

DAY = date(2030, 5, 1)


async def test_a_gap_shows_only_above_so_many_askers(store):
    """One person asking again and again is one asker that day."""
    for _ in range(9):
        await store.gaps.note("fasoracetam topic:dosage", GapKind.ABSTAIN, "aa", DAY)
    assert await store.gaps.ranked() == []
    for asker in ("bb", "cc", "dd", "ee"):
        await store.gaps.note("topic:dosage fasoracetam", GapKind.NOT_HELPFUL, asker, DAY)
    (gap,) = await store.gaps.ranked()
    assert (gap.terms, gap.askers, gap.asked, gap.last) == ("fasoracetam topic:dosage", 5, 13, DAY)
    assert gap.kinds == {GapKind.ABSTAIN: 9, GapKind.SUGGEST: 0, GapKind.NOT_HELPFUL: 4}
    assert await store.gaps.ranked(at_least=6) == []


async def test_the_most_wanted_comes_first(store):
    """Askers weigh more than repeats."""
    for asker in ("aa", "bb"):
        await store.gaps.note("wanted", GapKind.SUGGEST, asker, DAY)
    for _ in range(5):
        await store.gaps.note("repeated", GapKind.SUGGEST, "aa", DAY)
    assert [gap.terms for gap in await store.gaps.ranked(at_least=1)] == ["wanted", "repeated"]
    assert len(await store.gaps.ranked(at_least=1, limit=1)) == 1


async def test_of_two_who_close_a_gap_one_does(store):
    """A closed gap goes to its own list, and stays there when it is asked again."""
    await store.gaps.note("x", GapKind.ABSTAIN, "aa", DAY)
    closed = await asyncio.gather(*(store.gaps.close("x", GapState.DRAFTED) for _ in range(5)))
    assert sum(closed) == 1
    assert not await store.gaps.close("unknown", GapState.DISMISSED)
    await store.gaps.note("x", GapKind.ABSTAIN, "bb", DAY)
    assert await store.gaps.ranked(at_least=1) == []
    (gap,) = await store.gaps.ranked(at_least=1, state=GapState.DRAFTED)
    assert (gap.asked, gap.state) == (2, GapState.DRAFTED)


async def test_a_days_key_is_one_for_everybody_and_another_the_next_day(store):
    """However many ask for it at once; it is long and random."""
    keys = set(await asyncio.gather(*(store.gaps.key(DAY) for _ in range(20))))
    assert len(keys) == 1
    assert len(bytes.fromhex(keys.pop())) == 32
    assert await store.gaps.key(DAY) != await store.gaps.key(DAY + timedelta(days=1))


async def test_after_the_day_the_asker_is_gone_and_the_count_stays(store):
    """The hash and the key that made it go together."""
    await store.gaps.note("x", GapKind.ABSTAIN, "aa", DAY)
    key = await store.gaps.key(DAY)
    assert await store.gaps.expire_askers(DAY) == 0
    assert await store.gaps.expire_askers(DAY + timedelta(days=1)) == 1
    assert (await store.gaps.ranked(at_least=1))[0].askers == 1
    assert await store.gaps.key(DAY) != key


async def test_an_asker_who_is_forgotten_is_a_new_one(store):
    """Nothing tells that they asked before."""
    await store.gaps.note("x", GapKind.ABSTAIN, "aa", DAY)
    await store.gaps.forget_asker("aa")
    await store.gaps.note("x", GapKind.ABSTAIN, "aa", DAY)
    assert (await store.gaps.ranked(at_least=1))[0].askers == 2


async def test_everybody_who_asks_at_once_counts(store):
    """Sixty people, each twice."""
    notes = (store.gaps.note("x y", GapKind.ABSTAIN, f"{n % 60:02x}", DAY) for n in range(120))
    await asyncio.gather(*notes)
    (gap,) = await store.gaps.ranked()
    assert (gap.askers, gap.asked) == (60, 120)


async def test_shapes_are_counted_by_the_entry_that_answered(store):
    """The most asked first."""
    for terms, entry in (("a b", "faq:x"), ("b a", "faq:x"), ("a b", "faq:y")):
        await store.shapes.note(terms, entry, DAY)
    assert await store.shapes.frequent() == [Shape("a b", "faq:x", 2), Shape("a b", "faq:y", 1)]
    assert await store.shapes.frequent(at_least=2) == [Shape("a b", "faq:x", 2)]
    assert len(await store.shapes.frequent(limit=1)) == 1


@given(st.lists(st.from_regex(r"[\w:.+\-]{1,80}", fullmatch=True), min_size=1, max_size=30))
def test_terms_lose_their_order_and_fit(words):
    """However they come: each once, sorted, whole, and short enough for the column."""
    kept = terms_of(" ".join(words))
    assert len(kept) <= TERMS
    assert set(kept.split()) <= set(words)
    assert kept == terms_of(" ".join(reversed(words))) == " ".join(sorted(set(kept.split())))


@pytest.mark.parametrize("text", ["", "  ", "what's", "is it safe?", "a" * 81])
def test_what_is_no_term_is_refused(text):
    """Marks of a sentence are in no id."""
    with pytest.raises(ValueError, match="terms are"):
        terms_of(text)
