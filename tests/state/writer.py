"""Bots in processes of their own: what they write they acknowledge, so that a test can tell what may not be lost."""

import asyncio
import os
import random
from datetime import UTC, datetime

from bot.state.records import GapKind, Receipt, Settled, SuggestionKind, Verdict
from bot.state.store import Store

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def start(address, number):
    """Open the store as a starting bot does, and leave a note."""

    async def run():
        store = Store(address)
        await store.open()
        await store.remember(f"start:{number}", "done")
        await store.close()

    asyncio.run(run())


def write_many(address, first, amount):
    """As many writers at once."""

    async def run():
        store = Store(address)
        await store.open()
        await asyncio.gather(*(write(store, first + n) for n in range(amount)))
        await store.close()

    asyncio.run(run())


async def write(store, number):
    """One of the things a bot writes, by its number."""
    kind = number % 4
    if kind == 0:
        await store.count_feedback("faq:x", Verdict.UNSAFE, "v1")
    elif kind == 1:
        await store.receipts.add(Receipt(number, 3, 5, ("faq:a", "faq:b"), "v1", NOON))
    elif kind == 2:
        await store.gaps.note("x topic:dosage", GapKind.ABSTAIN, f"{number:x}", NOON.date())
    else:
        await store.suggestions.add(
            SuggestionKind.SUGGESTION, number, "Please add it.", guild=5, entry=None, at=NOON
        )


def write_until_killed(address, seed, acknowledge):
    """Write and settle for ever in a store that was opened before; each number is told when its write has returned."""

    async def run():
        store = Store(address)
        numbers = random.Random(seed)
        while True:
            number = numbers.randrange(10**9)
            await write(store, number)
            os.write(acknowledge.fileno(), b"w%d\n" % number)
            (recall,) = await store.recalls.open() or [None]
            if recall is not None and number % 3 == 0:
                (waiting,) = await store.recalls.pending(recall, 1)
                if await store.recalls.settle(recall, waiting.message, Settled.CORRECTED):
                    os.write(acknowledge.fileno(), b"s%d\n" % waiting.message)

    asyncio.run(run())
