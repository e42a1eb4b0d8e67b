"""Recall: every reply behind a changed entry is settled exactly once, whatever fails and however often it stops."""

import asyncio
import contextlib
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.recall import LATE, TRIES, Recall, TryAgain
from bot.errors import NotFoundError, StoreError
from bot.state.records import Receipt, Settled
from bot.state.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Discord:
    """Corrects what it is asked to; `fails` holds what happens first at a message."""

    def __init__(self, fails=None):
        self.corrected, self.tried = Counter(), Counter()
        self.fails = {k: list(v) for k, v in (fails or {}).items()}

    async def __call__(self, receipt):
        self.tried[receipt.message] += 1
        if waiting := self.fails.get(receipt.message):
            failure = waiting.pop(0)
            if isinstance(failure, Settled):
                return failure
            raise failure
        self.corrected[receipt.message] += 1
        return Settled.CORRECTED


async def no_sleep(seconds):
    await asyncio.sleep(0)


@pytest.fixture
async def store():
    made = Store("sqlite+aiosqlite:///:memory:")
    await made.open()
    yield made
    await made.close()


async def sent(store, count, entry="faq:x", version="old"):
    for number in range(1, count + 1):
        await store.receipts.add(Receipt(number, number % 7, 1, (entry, "card:noopept"), version, NOW))


async def test_every_reply_behind_the_entry_is_corrected_once(store):
    """Replies of other entries, and those already made from the new version, are left alone."""
    await sent(store, 120)
    await store.receipts.add(Receipt(500, 1, 1, ("faq:other",), "old", NOW))
    await store.receipts.add(Receipt(501, 1, 1, ("faq:x",), "new", NOW))
    discord = Discord()
    recall = Recall(store.recalls, discord, lambda: NOW, sleep=no_sleep)
    begun = await recall.begin(["faq:x"], "new", 7, 1)
    assert begun.pending == 120
    report = await recall.run(begun.id)
    assert report.settled[Settled.CORRECTED] == 120 and report.pending == 0
    assert set(discord.corrected) == set(range(1, 121))
    assert set(discord.corrected.values()) == {1}


async def test_trouble_in_between_delays_but_loses_nothing(store):
    """Some are tried again, some are gone or forbidden, one fails for good: each is told apart in the report."""
    await sent(store, 10)
    discord = Discord({
        2: [TryAgain(), TryAgain(3.0)],
        3: [Settled.GONE],
        4: [Settled.FORBIDDEN],
        5: [TryAgain()] * TRIES,
    })  # fmt: skip
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    recall = Recall(store.recalls, discord, lambda: NOW, sleep=sleep)
    report = await recall.run((await recall.begin(["faq:x"], "new", 7, 1)).id)
    assert {k: n for k, n in report.settled.items() if n} == {
        Settled.CORRECTED: 7,
        Settled.GONE: 1,
        Settled.FORBIDDEN: 1,
        Settled.FAILED: 1,
    }
    assert discord.tried[5] == TRIES
    assert 3.0 in waited


class Killed(BaseException):
    """The process ends here."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(st.integers(1, 15), max_size=6))
async def test_a_recall_goes_on_after_any_stop(stops):
    """Killed after any correction and started again, it settles each reply; none is corrected more than once more."""
    store = Store("sqlite+aiosqlite:///:memory:")
    await store.open()
    await sent(store, 30)
    discord = Discord()
    left = [0]

    async def correct(receipt):
        done = await discord(receipt)
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return done

    recall = Recall(store.recalls, correct, lambda: NOW, sleep=no_sleep)
    number = (await recall.begin(["faq:x"], "new", 7, 1)).id
    for stop in stops:
        left[0] = stop
        with contextlib.suppress(Killed):
            await Recall(store.recalls, correct, lambda: NOW, sleep=no_sleep).resume()
    left[0] = 0
    await Recall(store.recalls, correct, lambda: NOW, sleep=no_sleep).resume()
    report = await recall.report(number)
    await store.close()
    assert report.pending == 0 and report.settled[Settled.CORRECTED] == 30
    assert sum(discord.corrected.values()) <= 30 + len(stops)


async def test_two_recalls_do_not_run_into_each_other(store):
    """Started at once they are worked off one after the other."""
    await sent(store, 20)
    await store.receipts.add(Receipt(900, 1, 1, ("faq:y",), "old", NOW))
    running, most = [0], [0]

    async def correct(receipt):
        running[0] += 1
        most[0] = max(most[0], running[0])
        await asyncio.sleep(0)
        running[0] -= 1
        return Settled.CORRECTED

    recall = Recall(store.recalls, correct, lambda: NOW, sleep=no_sleep)
    first, second = [(await recall.begin([e], "new", 7, 1)).id for e in ("faq:x", "faq:y")]
    reports = await asyncio.gather(recall.run(first), recall.run(second))
    assert [r.settled[Settled.CORRECTED] for r in reports] == [20, 1]
    assert most[0] == 1


async def test_an_unknown_recall_is_said_to_be_unknown(store):
    """A number that does not exist is a plain sentence."""
    recall = Recall(store.recalls, Discord(), lambda: NOW)
    with pytest.raises(NotFoundError, match="no such recall"):
        await recall.report(99)


async def test_one_reply_that_cannot_be_shown_holds_up_no_other(store):
    """An error nobody foresaw counts as a failed reply after its tries; the ones behind it are corrected."""
    await sent(store, 4)
    discord = Discord({2: [RuntimeError("a bug")] * TRIES, 3: [RuntimeError("a moment")]})
    recall = Recall(store.recalls, discord, lambda: NOW, sleep=no_sleep)
    report = await recall.run((await recall.begin(["faq:x"], "new", 7, 1)).id)
    assert (report.settled[Settled.CORRECTED], report.settled[Settled.FAILED]) == (3, 1)


async def test_a_database_that_is_away_for_long_delays_a_recall(store, monkeypatch):
    """Whether it fails to tell what is pending or to note what was done: nothing is left behind, and nobody restarts it."""
    await sent(store, 3)
    recall = Recall(store.recalls, Discord(), lambda: NOW, sleep=no_sleep)
    number = (await recall.begin(["faq:x"], "new", 7, 1)).id
    for name in ("pending", "settle"):
        left, real = [3 * TRIES], getattr(store.recalls, name)

        async def away(*arguments, left=left, real=real):
            left[0] -= 1
            if left[0] > 0:
                raise StoreError("The database does not answer.")
            return await real(*arguments)

        monkeypatch.setattr(store.recalls, name, away)
    report = await recall.run(number)
    assert (report.pending, report.settled[Settled.CORRECTED]) == (0, 3)


async def test_a_reply_that_was_on_its_way_when_the_recall_began(store):
    """Its receipt comes after the last reply known so far was corrected, and it is corrected too."""
    await sent(store, 1)
    discord = Discord()

    async def sleep(seconds):
        if seconds == LATE:
            await store.receipts.add(Receipt(70, 1, 1, ("faq:x",), "old", NOW))

    recall = Recall(store.recalls, discord, lambda: NOW, sleep=sleep)
    report = await recall.run((await recall.begin(["faq:x"], "new", 7, 1)).id)
    assert set(discord.corrected) == {1, 70} and report.pending == 0


async def test_the_end_is_told_once(store):
    """A second run, as after a new session with Discord, finds nothing to do and tells nobody."""
    await sent(store, 2)
    told = []

    async def done(report):
        told.append(report.settled[Settled.CORRECTED])

    recall = Recall(store.recalls, Discord(), lambda: NOW, done=done, sleep=no_sleep)
    number = (await recall.begin(["faq:x"], "new", 7, 1)).id
    await asyncio.gather(recall.run(number), recall.run(number))
    assert told == [2]
