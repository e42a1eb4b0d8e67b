"""Correcting answers already given: every reply behind a changed entry, one after the other, across restarts."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Protocol, TypeVar

import structlog

from bot.errors import NotFoundError, StoreError
from bot.model.outcome import Outcome
from bot.state.moderation import Recalls
from bot.state.records import RecallReport, Receipt, Settled

log = structlog.get_logger(__name__)

T = TypeVar("T")

PACE = 0.25
"""Seconds between two corrections: four a second is a twelfth of what Discord allows a bot in all."""
TRIES = 5
"""Attempts at one reply within a run before it counts as failed."""
WAIT, LONGEST = 5.0, 300.0
"""Seconds after the first failed attempt; each further one waits twice as long, up to a limit."""
LATE = 5.0
"""Seconds until it is looked again for replies whose receipt was still on its way when the recall began."""
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
        settled once, when its correction is known to have arrived or to be impossible. A run that finds nothing to
        do tells nobody."""
        async with self._one:
            tries: Counter[int] = Counter()
            if await self._all_pending(recall, tries):
                await self._sleep(LATE)
                await self._all_pending(recall, tries)
        report = await self.report(recall)
        if tries and self._done:
            log.info("recall finished", recall=recall, **{k.value: n for k, n in report.settled.items() if n})
            await self._done(report)
        return report

    async def _all_pending(self, recall: int, tries: Counter[int]) -> bool:
        found = False
        while portion := await self._patiently(lambda: self._recalls.pending(recall, PORTION)):
            found = True
            for receipt in portion:
                await self._one_reply(recall, receipt, tries)
                await self._sleep(PACE)
        return found

    async def resume(self) -> None:
        """Finish what a stop interrupted, oldest first."""
        for recall in await self._recalls.open():
            await self.run(recall)

    async def _one_reply(self, recall: int, receipt: Receipt, tries: Counter[int]) -> None:
        tries[receipt.message] += 1
        try:
            settled = await self._correct(receipt)
        except Exception as error:  # Whatever is wrong with one reply, the others must not wait for it.
            if not isinstance(error, TryAgain):
                log.warning("not corrected", error=type(error).__name__)
            if tries[receipt.message] < TRIES:
                await self._sleep(getattr(error, "after", None) or WAIT * 2 ** (tries[receipt.message] - 1))
                return
            settled = Settled.FAILED
        await self._patiently(lambda: self._recalls.settle(recall, receipt.message, settled))

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """A database that is away delays a recall, however long it takes."""
        wait = WAIT
        while True:
            try:
                return await ask()
            except StoreError:
                log.warning("recall waits for the database")
                await self._sleep(wait)
                wait = min(2 * wait, LONGEST)


def behind(outcome: Outcome) -> tuple[str, ...]:
    """Every entry a reply was made of, the one that opens it again first; a card stands for each compound in it.

    `pair:` and `compare:` answers hold facts of each card, and every answer may carry a card's warning.
    """
    draft = outcome.draft
    address = (draft.address,) if draft.address else ()
    cards = (f"card:{key}" for key in draft.compounds)
    return tuple(dict.fromkeys((*address, *draft.entries, *cards)))
