"""The knowledge in use: one immutable snapshot, swapped whole, and only for one that is no worse."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from bot.library.checks import Searcher, check
from bot.library.collecting import collector_held
from bot.library.problem import Level, Place, Problem, UnreadableFile
from bot.library.quiet import read_when_quiet
from bot.library.reader import Library, read_library
from bot.model.knowledge import Knowledge, SafetyTexts

T = TypeVar("T")

TIMED = frozenset({"FN802"})
"""Errors that come with the calendar: they must be mended, but they stop no edit and no start."""


_Key = tuple[str, str, str]


class Result(StrEnum):
    """What became of an attempt."""

    SWAPPED = "swapped"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Snapshot(Generic[T]):
    """Knowledge and what was built from it. Whoever holds one keeps a consistent view until they let go."""

    knowledge: Knowledge
    built: T


@dataclass(frozen=True, slots=True)
class Reload:
    """The report of one attempt: `version` serves now, `changed` names entries as `faq:id`."""

    result: Result
    version: str
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] = ()
    seconds: float = 0.0


class Snapshots(Generic[T]):
    """Holds the current snapshot and replaces it.

    `build` makes the index or the answerer from knowledge, in a thread. `report` is called after attempts
    that swapped or were refused. `floor` serves when nothing can be read.
    """

    def __init__(
        self,
        root: Path,
        build: Callable[[Knowledge], T],
        floor: SafetyTexts,
        *,
        report: Callable[[Reload], None] = lambda _: None,
        search: Callable[[T], Searcher] | None = None,
        today: Callable[[], date] = date.today,
        settle: float = 0.3,
    ) -> None:
        self._root, self._build, self._report, self._search = root, build, report, search
        self._today, self._settle = today, settle
        self._lock = asyncio.Lock()
        self._library: Library | None = None
        self._known: frozenset[_Key] | None = None
        empty = Knowledge(safety=floor)
        self._snapshot = Snapshot(empty, build(empty))

    @property
    def current(self) -> Snapshot[T]:
        """The snapshot that serves now; take it once for each question."""
        return self._snapshot

    def start(self) -> Reload:
        """Read the folder for the first time and serve what can be read; what cannot is reported, not raised.

        The rules are left to the first reload: a start must be quick, and what is there was checked before.
        """
        with collector_held():
            return self._start()

    def _start(self) -> Reload:
        started = time.monotonic()
        library = read_library(self._root)
        problems = list(library.problems)
        knowledge = _servable(library)
        if not knowledge.is_empty:
            try:
                self._take(library, Snapshot(knowledge, self._build(knowledge)), None)
            except Exception as error:
                problems.append(_not_built(library, error))
        result = Result.REFUSED if self._snapshot.knowledge.is_empty else Result.SWAPPED
        return self._reported(result, problems, started)

    async def reload(self) -> Reload:
        """Read the folder again and swap when it has no new error. Attempts wait for each other."""
        async with self._lock:
            started = time.monotonic()
            prepared = await asyncio.to_thread(self._attempt)
            if prepared is None:
                version = self._snapshot.knowledge.version
                return Reload(Result.UNCHANGED, version, seconds=time.monotonic() - started)
            if isinstance(prepared, list):
                return self._reported(Result.REFUSED, prepared, started)
            self._take(prepared.library, prepared.snapshot, prepared.problems)
            return self._reported(Result.SWAPPED, prepared.problems, started, prepared.changed)

    def _attempt(self) -> "_Prepared[T] | list[Problem] | None":
        """What to swap, why not, or nothing when nothing changed. Everything that takes time is done here."""
        with collector_held():
            try:
                return self._prepare()
            except UnreadableFile as refused:
                return list(refused.problems)

    def _prepare(self) -> "_Prepared[T] | None":
        """Read, check, build. Raises UnreadableFile when the result must not serve."""
        library = read_when_quiet(self._root, self._library, self._settle)
        if library.version == self._snapshot.knowledge.version:
            return None
        problems = check(library, self._today())
        knowledge = library.knowledge()
        if knowledge.is_empty and not self._snapshot.knowledge.is_empty:
            raise UnreadableFile((*problems, _vanished(library)))
        self._insist(problems)
        try:
            built = self._build(knowledge)
            if self._search:
                problems = check(library, self._today(), self._search(built))
        except Exception as error:
            raise UnreadableFile((_not_built(library, error),)) from error
        self._insist(problems)
        changed = changes(self._snapshot.knowledge, knowledge)
        return _Prepared(library, Snapshot(knowledge, built), problems, changed)

    def _insist(self, problems: list[Problem]) -> None:
        """Refuse errors that the serving snapshot does not have."""
        if self._known is None:
            self._known = _errors(check(self._library, self._today())) if self._library else frozenset()
        if new := _errors(problems) - self._known:
            raise UnreadableFile(tuple(p for p in problems if _key(p) in new))

    def _take(self, library: Library, snapshot: Snapshot[T], problems: list[Problem] | None) -> None:
        self._library, self._known = library, None if problems is None else _errors(problems)
        self._snapshot = snapshot

    def _reported(
        self, result: Result, problems: list[Problem], started: float, changed: tuple[str, ...] = ()
    ) -> Reload:
        version = self._snapshot.knowledge.version
        report = Reload(result, version, tuple(problems), changed, time.monotonic() - started)
        self._report(report)
        return report


@dataclass(frozen=True, slots=True)
class _Prepared(Generic[T]):
    library: Library
    snapshot: Snapshot[T]
    problems: list[Problem]
    changed: tuple[str, ...]


def changes(before: Knowledge, after: Knowledge) -> tuple[str, ...]:
    """The entries that were added, removed or changed, as `faq:id`."""
    pairs = (
        ("source", before.sources, after.sources),
        ("compound", before.compounds, after.compounds),
        ("faq", before.faqs, after.faqs),
        ("interaction", before.interactions, after.interactions),
        ("class", before.classes, after.classes),
        ("medicine", before.medicines, after.medicines),
    )
    return tuple(
        f"{kind}:{key}"
        for kind, old, new in pairs
        for key in sorted(old.keys() | new.keys())
        if old.get(key) is not new.get(key) and old.get(key) != new.get(key)
    )


def _servable(library: Library) -> Knowledge:
    """What can be read, without answers whose compound could not be: they would lack its warning."""
    knowledge = library.knowledge()
    faqs = {
        key: faq
        for key, faq in knowledge.faqs.items()
        if all(c in knowledge.compounds for c in faq.compounds)
    }
    return replace(knowledge, faqs=faqs) if len(faqs) < len(knowledge.faqs) else knowledge


def _key(problem: Problem) -> _Key:
    return problem.code, problem.place.file, problem.message


def _errors(problems: list[Problem]) -> frozenset[_Key]:
    return frozenset(_key(p) for p in problems if p.level is Level.ERROR and p.code not in TIMED)


def _vanished(library: Library) -> Problem:
    message = "The knowledge folder holds no answer any more."
    return Problem("FN018", Level.ERROR, Place(str(library.root)), message, "Put the files back.")


def _not_built(library: Library, error: Exception) -> Problem:
    message = f"The index could not be built from this knowledge ({type(error).__name__})."
    return Problem(
        "FN019", Level.ERROR, Place(str(library.root)), message, "Take the last change back and report it."
    )
