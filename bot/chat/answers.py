"""What the client needs of the core, whatever stands behind it."""

from collections.abc import Callable
from typing import Protocol

from bot.answer.directory import Directory
from bot.model.knowledge import Knowledge
from bot.model.outcome import Outcome
from bot.model.question import Question
from bot.triage.alarm import Alarm
from bot.understand.understanding import Understanding


class Answers(Protocol):
    """What the client needs of the core."""

    @property
    def knowledge(self) -> Knowledge: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def assess(self) -> Callable[[str], Alarm | None]: ...

    def answer(self, question: Question) -> Outcome: ...

    def asks(self, text: str) -> bool: ...

    def read(self, text: str) -> Understanding: ...

    def open(self, entry: str) -> Outcome: ...

    def urgent(self, card: str | None, region: str | None) -> Outcome: ...
