"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.library.problem import Edit, Level, Place, Problem
from bot.library.reader import Library

Searcher = Callable[[str], list[str]]
"""A question → ids of the FAQ entries it finds, best first. The retriever is handed in, never imported."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a rule may look at. Without a `search`, the rules on wordings have nothing to say."""

    library: Library
    today: date
    search: Searcher | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, one plain sentence, what to write instead, and the edit that does so when there is only one."""

    place: Place
    message: str
    remedy: str
    fix: Edit | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` and the two examples are shown by `footnote explain CODE` and in the list of rules."""

    code: str
    level: Level
    title: str
    why: str
    wrong: str
    right: str
    find: Callable[[Inspection], Iterable[Finding]]

    def problems(self, inspection: Inspection) -> Iterator[Problem]:
        """The rule's findings as problems."""
        for found in self.find(inspection):
            yield Problem(self.code, self.level, found.place, found.message, found.remedy, found.fix)
