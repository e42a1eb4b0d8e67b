"""A problem in a knowledge file: where it is, what is wrong, and what to write instead."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; lines and columns start at 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """`message` is one plain sentence, `remedy` says what to do; neither ever holds a library's wording."""

    code: str
    level: Level
    place: Place
    message: str
    remedy: str
