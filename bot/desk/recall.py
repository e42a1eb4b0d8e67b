"""Correcting answers already given: every reply behind a changed entry, one after the other, across restarts."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Protocol

import structlog

from bot.errors import NotFoundError, StoreError
from bot.model.outcome import Outcome
from bot.state.moderation import Recalls
from bot.state.records import RecallReport, Receipt, Settled

log = structlog.get_logger(__name__)

PACE = 0.25
"""Seconds between two corrections: four a second is a twelfth of what Discord allows a bot in all."""
TRIES = 5
"""Attempts at one reply within a run before it counts as failed."""
WAIT = 5.0
"""Seconds after the first failed attempt; each further one waits twice as long."""
PORTION = 50


class TryAgain(Exception):
    """Discord did not take the correction now, but may later. `after`: seconds it asked for, if it did."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__("not now")
        self.after = after


class Corrector(Protocol):
    """Corrects one reply where it stands. Raises TryAgain when it may work later."""

    async def __call__(self, receipt: Receipt) -> Settled: ...


class Recall:
    """One at a time: `run` waits for the one before. `done` is told of each finished recall."""

    def __init__(
        self,
        recalls: Recalls,
        correct: Corrector,
        clock: Callable[[], datetime],
        done: Callable[[RecallReport], Awaitable[None]] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._recalls, self._correct, self._clock = recalls, correct, clock
        self._done, self._sleep = done, sleep
        self._one = asyncio.Lock()

    async def begin(
        self, entries: Collection[str], version: str, moderator: int, guild: int | None
    ) -> RecallReport:
        """Take in every reply made of these entries before `version`; nothing is changed yet."""
        recall = await self._recalls.begin(entries, version, moderator, guild, self._clock())
        return await self.report(recall)

    async def report(self, recall: int) -> RecallReport:
        """How far it is. Raises NotFoundError."""
        report = await self._recalls.report(recall)
        if report is None:
            raise NotFoundError("There is no such recall any more. `/kb status` lists what is open.")
        return report

    async def run(self, recall: int) -> RecallReport:
        """Correct what is pending and return the report. May be stopped anywhere and run again: each reply is
        settled once, when its correction is known to have arrived or to be impossible."""
        async with self._one:
            tries: Counter[int] = Counter()
            while portion := await self._recalls.pending(recall, PORTION):
                for receipt in portion:
                    await self._one_reply(recall, receipt, tries)
                    await self._sleep(PACE)
        report = await self.report(recall)
        log.info("recall finished", recall=recall, **{k.value: n for k, n in report.settled.items() if n})
        if self._done:
            await self._done(report)
        return report

    async def resume(self) -> None:
        """Finish what a stop interrupted, oldest first."""
        for recall in await self._recalls.open():
            await self.run(recall)

    async def _one_reply(self, recall: int, receipt: Receipt, tries: Counter[int]) -> None:
        try:
            settled = await self._correct(receipt)
        except TryAgain as later:
            tries[receipt.message] += 1
            if tries[receipt.message] < TRIES:
                await self._sleep(later.after or WAIT * 2 ** (tries[receipt.message] - 1))
                return
            settled = Settled.FAILED
        await self._settle(recall, receipt.message, settled)

    async def _settle(self, recall: int, message: int, settled: Settled) -> None:
        """A database that is away for a while delays a recall; correcting a reply twice does no harm."""
        for number in range(TRIES):
            try:
                await self._recalls.settle(recall, message, settled)
                return
            except StoreError:
                if number == TRIES - 1:
                    raise
                await self._sleep(WAIT * 2**number)


def behind(outcome: Outcome) -> tuple[str, ...]:
    """Every entry a reply was made of, the one that opens it again first; a card stands for each compound in it.

    `pair:` and `compare:` answers hold facts of each card, and every answer may carry a card's warning.
    """
    draft = outcome.draft
    address = (draft.address,) if draft.address else ()
    cards = (f"card:{key}" for key in draft.compounds)
    return tuple(dict.fromkeys((*address, *draft.entries, *cards)))
