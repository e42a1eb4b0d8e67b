"""Killed at any moment, by many at once: what was acknowledged is there, and nothing is half."""

import asyncio
import multiprocessing
import os
import random
import sqlite3
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.state.records import Settled, Verdict
from bot.state.store import Store
from bot.state.tables import RecallItem, ReceiptEntry, ReceiptRow, SuggestionRow
from tests.state import writer

KILLS = 50
"""For each database."""
WRITERS = 1000
SEED = 20300501


@pytest.fixture(scope="module")
def processes():
    """Children are forked from a server that has everything loaded: each starts in milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.state.writer"])
    return context


async def one(store, query):
    return (await store._database.rows(query))[0][0]


async def kept(store):
    """How many of each kind of write are there."""
    gap = await store.gaps.ranked(at_least=1)
    assert [each.askers for each in gap] == [each.asked for each in gap]
    entries = select(func.count()).select_from(ReceiptEntry).group_by(ReceiptEntry.message)
    assert {row[0] for row in await store._database.rows(entries)} <= {2}, "a receipt without its entries"
    return (
        (await store.feedback("faq:x"))[Verdict.UNSAFE],
        await one(store, select(func.count()).select_from(ReceiptRow)),
        sum(each.asked for each in gap),
        await one(store, select(func.count()).select_from(SuggestionRow)),
    )


async def test_a_thousand_who_write_at_once_lose_nothing(lasting):
    """In one process."""
    store = Store(lasting)
    await store.open()
    await asyncio.gather(*(writer.write(store, number) for number in range(WRITERS)))
    assert await kept(store) == (WRITERS / 4,) * 4
    await store.close()


async def test_a_thousand_in_four_processes_lose_nothing(lasting, processes):
    """They share the database."""
    jobs = [
        processes.Process(target=writer.write_many, args=(lasting, first, WRITERS // 4))
        for first in range(0, WRITERS, WRITERS // 4)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        await asyncio.to_thread(job.join, 60)
    assert [job.exitcode for job in jobs] == [0] * 4
    store = Store(lasting)
    await store.open()
    assert await kept(store) == (WRITERS / 4,) * 4
    await store.close()


def killed(processes, address, seed):
    """What a process acknowledged until it was killed, at a moment the seed chooses."""
    chosen = random.Random(seed)
    ours, theirs = processes.Pipe(duplex=False)
    job = processes.Process(target=writer.write_until_killed, args=(address, seed, theirs))
    job.start()
    theirs.close()
    said = b""
    enough = chosen.randrange(1, 9)
    while said.count(b"\n") < enough and (more := os.read(ours.fileno(), 4096)):
        said += more
    time.sleep(chosen.uniform(0, 0.01))
    job.kill()
    job.join()
    while more := os.read(ours.fileno(), 4096):
        said += more
    ours.close()
    return [(line[:1], int(line[1:])) for line in said.decode().splitlines()]


async def test_what_was_acknowledged_outlives_a_kill(lasting, processes):
    """Feedback, receipts, gaps, suggestions and settled recalls; at most what was under way is there unacknowledged."""
    print("seeds", SEED, "to", SEED + KILLS - 1)
    store = Store(lasting)
    await store.open()
    begun = datetime(2030, 5, 1, 12, tzinfo=UTC)
    recall = await store.recalls.begin(["faq:a"], "v2", 42, 5, begun)
    written, settled = [], set()
    for seed in range(SEED, SEED + KILLS):
        for what, number in await asyncio.to_thread(killed, processes, lasting, seed):
            if what == "w":
                written.append(number)
            else:
                settled.add(number)
        if lasting.startswith("sqlite"):
            with sqlite3.connect(lasting.removeprefix("sqlite:///")) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], seed
            connection.close()
        acknowledged = [len({n for n in written if n % 4 == kind}) for kind in range(4)]
        found = await kept(store)
        assert all(a <= f for a, f in zip(acknowledged, found, strict=True)), (seed, acknowledged, found)
        assert sum(found) <= sum(acknowledged) + seed - SEED + 1, (seed, acknowledged, found)
    assert settled
    corrected = select(RecallItem.message).where(RecallItem.result == Settled.CORRECTED.value)
    assert settled <= {row[0] for row in await store._database.rows(corrected)}
    report = await store.recalls.report(recall)
    assert report.total == await one(store, select(func.count()).select_from(ReceiptRow))
    await store.close()
