"""Commits as the desk writes and reads them: who changed which entry, who agreed, and what the files were before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.desk.git import Git
from bot.desk.results import Texts

_NAMES = ("Moderator", "Second", "Entry", "Proposal")
_FORMAT = "%H%x1f%ct%x1f%s" + "".join(
    f"%x1f%(trailers:key={name},valueonly,separator=%x2C)" for name in _NAMES
)


@dataclass(frozen=True, slots=True)
class Message:
    """What a commit says. Moderator 0 is somebody outside the desk; `proposal` is the id an edit waits or waited under."""

    summary: str
    entry: str
    moderator: int
    second: int | None = None
    proposal: str | None = None

    def __str__(self) -> str:
        values = (self.moderator, self.second, self.entry, self.proposal)
        trailers = (f"{name}: {value}\n" for name, value in zip(_NAMES, values, strict=True) if value)
        return f"{self.summary}\n\n{''.join(trailers)}"


@dataclass(frozen=True, slots=True)
class Revision:
    """A change in the history, or one that waits for a second moderator."""

    hash: str
    at: datetime
    message: Message


@dataclass(frozen=True, slots=True)
class Edit:
    """A commit as a change of files: what stood there before and after."""

    base: Texts
    files: Texts
    message: Message


def revisions(git: Git, *which: str) -> Iterator[Revision]:
    """The commits that `git log` finds with these arguments, in its order."""
    for row in git.ask("log", "-z", f"--format={_FORMAT}", *which).split("\0"):
        if row:
            hash, at, summary, moderator, second, entry, proposal = row.split("\x1f")
            said = Message(summary, entry, _number(moderator) or 0, _number(second), proposal or None)
            yield Revision(hash, datetime.fromtimestamp(int(at), UTC), said)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) else None
