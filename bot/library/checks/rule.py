"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.library.problem import Level, Place, Problem
from bot.library.reader import Library

Finding = tuple[Place, str, str]
"""Where, one plain sentence, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` is shown by `footnote explain CODE`."""

    code: str
    level: Level
    title: str
    why: str
    find: Callable[[Library, date], Iterable[Finding]]

    def problems(self, library: Library, today: date) -> Iterator[Problem]:
        for place, message, remedy in self.find(library, today):
            yield Problem(self.code, self.level, place, message, remedy)
