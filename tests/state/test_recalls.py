"""A wrong fact is found in every message that carries it, and each is corrected once, whatever happens in between."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.state.records import Receipt, Settled

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def receipt(message, *entries, **more):
    values = {"channel": 3, "guild": 5, "version": "old", "sent": NOON} | more
    return Receipt(message=message, entries=entries or ("faq:a",), **values)


@pytest.fixture
async def three(store):
    """Two replies made of one entry and one made of another."""
    await store.receipts.add(receipt(10, "faq:b", "faq:a"))
    await store.receipts.add(receipt(11, "faq:c"))
    await store.receipts.add(receipt(12, guild=None, language="pt-BR", surface="embed", region="GB"))
    return store


async def test_a_receipt_comes_back_as_it_was(three):
    """With the order of its entries, and its time in UTC."""
    assert await three.receipts.of(10) == receipt(10, "faq:b", "faq:a")
    assert (await three.receipts.of(12)).sent.tzinfo is UTC
    assert await three.receipts.of(99) is None


async def test_what_stands_on_an_entry_is_found_once_and_in_pages(three):
    """By message id, each once even if two of the entries are behind it."""
    found = await three.receipts.behind(["faq:a", "faq:b"])
    assert [each.message for each in found] == [10, 12]
    assert [r.message for r in await three.receipts.behind(["faq:a", "faq:c"], after=10, limit=1)] == [11]
    assert await three.receipts.behind([]) == []


async def test_an_edited_reply_has_one_receipt(three):
    """The later receipt of a message is the one that counts."""
    again = receipt(10, "faq:z", version="new", sent=NOON + timedelta(hours=1))
    await three.receipts.add(again)
    await three.receipts.add(again)
    assert await three.receipts.of(10) == again
    assert [each.message for each in await three.receipts.behind(["faq:a", "faq:b"])] == [12]


async def test_a_reply_that_is_gone_leaves_nothing(three):
    """Neither one nor a whole server's."""
    await three.receipts.forget(12)
    await three.receipts.forget_guild(5)
    assert await three.receipts.behind(["faq:a", "faq:b", "faq:c"]) == []


async def test_a_recall_goes_on_until_each_is_settled_once(three):
    """What is pending shrinks, the report counts everything, and a second settling is refused."""
    recall = await three.recalls.begin(["faq:a"], "new", 42, 5, NOON)
    assert await three.recalls.open() == [recall]
    assert [each.message for each in await three.recalls.pending(recall)] == [10, 12]
    assert await three.recalls.settle(recall, 10, Settled.CORRECTED)
    assert not await three.recalls.settle(recall, 10, Settled.FAILED)
    assert not await three.recalls.settle(recall, 11, Settled.POSTED)
    half = await three.recalls.report(recall)
    assert (half.pending, half.settled[Settled.CORRECTED], half.total) == (1, 1, 2)
    assert (half.entries, half.version, half.moderator, half.begun) == (("faq:a",), "new", 42, NOON)
    assert await three.recalls.settle(recall, 12, Settled.FORBIDDEN)
    assert await three.recalls.open() == []
    assert await three.recalls.pending(recall) == []
    assert await three.recalls.report(recall + 1) is None


async def test_what_was_corrected_is_not_recalled_again_for_that(three):
    """A corrected reply is of the new version; one that could not be reached still is of the old."""
    first = await three.recalls.begin(["faq:a"], "new", 42, 5, NOON)
    await three.recalls.settle(first, 10, Settled.CORRECTED)
    await three.recalls.settle(first, 12, Settled.FAILED)
    second = await three.recalls.begin(["faq:a"], "new", 42, 5, NOON)
    assert [each.message for each in await three.recalls.pending(second)] == [12]


@pytest.mark.parametrize("gone", ["settled", "forgotten", "server"])
async def test_a_reply_that_is_gone_holds_up_no_recall(three, gone):
    """However the bot learns of it, every recall that waits for it counts it as gone."""
    recalls = [await three.recalls.begin(["faq:b"], version, 42, 5, NOON) for version in ("new", "newer")]
    if gone == "settled":
        await three.recalls.settle(recalls[0], 10, Settled.GONE)
    elif gone == "forgotten":
        await three.receipts.forget(10)
    else:
        await three.receipts.forget_guild(5)
    assert await three.recalls.open() == []
    assert [(await three.recalls.report(each)).settled[Settled.GONE] for each in recalls] == [1, 1]
    assert await three.receipts.of(10) is None


@pytest.mark.parametrize(
    ("late", "joins"),
    [
        (receipt(20, sent=NOON + timedelta(seconds=30)), True),
        (receipt(20, sent=NOON + timedelta(minutes=5)), False),
        (receipt(20, version="new"), False),
        (receipt(20, "faq:c"), False),
    ],
    ids=["worked out before", "worked out long after", "already right", "of another entry"],
)
async def test_a_reply_on_its_way_when_the_recall_began_is_not_missed(three, late, joins):
    """Its receipt comes late and joins; receipts the recall is not about do not."""
    recall = await three.recalls.begin(["faq:a"], "new", 42, 5, NOON)
    for each in await three.recalls.pending(recall):
        await three.recalls.settle(recall, each.message, Settled.CORRECTED)
    await three.receipts.add(late)
    assert await three.recalls.open() == ([recall] if joins else [])
    await three.receipts.add(replace(late, language="de"))
    assert [each.message for each in await three.recalls.pending(recall)] == ([20] if joins else [])


async def test_two_processes_settle_one_reply_once(three):
    """Only one of many that settle at once is told it was the one."""
    recall = await three.recalls.begin(["faq:b"], "new", 42, 5, NOON)
    told = await asyncio.gather(*(three.recalls.settle(recall, 10, how) for how in Settled for _ in range(4)))
    assert sum(told) == 1
    assert (await three.recalls.report(recall)).total == 1
