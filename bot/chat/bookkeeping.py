"""What is kept after a reply went out: its receipt, and in known terms what was asked. It never delays an answer."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Protocol

import structlog

from bot.chat.manner import Manner
from bot.desk.gaps import GapBook
from bot.desk.recall import behind
from bot.errors import FootnoteError
from bot.model.knowledge import Knowledge
from bot.model.outcome import Kind, Outcome
from bot.state.records import Receipt
from bot.state.repository import Repository
from bot.understand.understanding import Understanding

log = structlog.get_logger(__name__)

WAITING = 500
"""Notes that may wait for a slow database; beyond that new ones are dropped, for answers must go on."""
RECEIPTED = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})


class Reader(Protocol):
    """The part of the answerer that knows what a text speaks of."""

    @property
    def knowledge(self) -> Knowledge: ...

    def read(self, text: str) -> Understanding: ...


def now() -> datetime:
    return datetime.now(UTC)


class Bookkeeping:
    """Notes in the background; `clock` gives aware times. Errors are logged by their kind and go no further."""

    def __init__(self, store: Repository, clock: Callable[[], datetime] = now) -> None:
        self.gaps = GapBook(store.gaps, store.shapes, clock)
        self._store, self._clock = store, clock
        self._tasks: set[asyncio.Task[None]] = set()

    def sent(
        self, message: int, place: tuple[int, int | None], outcome: Outcome, manner: Manner, asker: int
    ) -> None:
        """A reply stands in a `place` (channel, server): keep what it was made of, so that it can be corrected.

        Only in direct messages the receipt names the asker: it is theirs to see and to delete.
        """
        channel, guild = place
        if outcome.kind not in RECEIPTED:
            return
        receipt = Receipt(
            message=message,
            channel=channel,
            guild=guild,
            entries=behind(outcome),
            version=outcome.knowledge_version,
            sent=self._clock(),
            language=manner.language.code,
            surface=manner.surface.value,
            region=manner.region,
            person=asker if guild is None else None,
        )
        self._later(self._store.receipts.add(receipt))

    def gone(self, message: int) -> None:
        """A reply was deleted or dismissed."""
        self._later(self._store.receipts.forget(message))

    def asked(self, text: str, outcome: Outcome, reader: Reader, asker: int) -> None:
        """A question was answered or not. The text is read for known terms here and let go."""
        self._later(self._noted(text, outcome, reader, asker))

    def not_helpful(self, entry: str, knowledge: Knowledge, asker: int) -> None:
        """Somebody pressed "not helpful" on an answer."""
        self._later(self.gaps.not_helpful(entry, knowledge, asker))

    async def settled(self) -> None:
        """Wait until everything noted so far is stored or failed."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _noted(self, text: str, outcome: Outcome, reader: Reader, asker: int) -> None:
        await self.gaps.noted(outcome, reader.read(text), reader.knowledge, asker)

    def _later(self, note: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= WAITING:
            note.close()
            log.warning("note dropped", waiting=len(self._tasks))
            return
        task = asyncio.get_running_loop().create_task(_quietly(note))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(note: Coroutine[Any, Any, None]) -> None:
    try:
        await note
    except FootnoteError as error:
        log.warning("not noted", error=type(error).__name__)
    except Exception as error:
        log.exception("not noted", error=type(error).__name__)
