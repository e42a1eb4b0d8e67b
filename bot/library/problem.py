"""A problem in a knowledge file: where it is, what is wrong, and what to write instead."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import KnowledgeError


class Level(StrEnum):
    """An error can mislead a reader or stop the bot; a hint asks and never blocks."""

    ERROR = "error"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; lines and columns start at 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical fix: at `place` the file holds `old`, and it should hold `new`. Both stay on one line."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """`message` is one plain sentence, `remedy` says what to do; neither ever holds a library's wording."""

    code: str
    level: Level
    place: Place
    message: str
    remedy: str
    fix: Edit | None = None


class UnreadableFile(KnowledgeError):
    """A file from which nothing can be taken; `problems` says all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(f"{p.place.file}:{p.place.line}: {p.message} {p.remedy}" for p in problems))
        self.problems = problems
