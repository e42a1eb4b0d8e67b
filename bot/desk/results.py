"""What the desk shows and answers: frozen values that a form, a panel or a test can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from bot.library.problem import Problem

Texts = Mapping[str, str | None]
"""Files by their path inside the knowledge folder, with their whole text; nothing is a file that does not exist."""


class FieldKind(StrEnum):
    """How a value is typed: what a form must offer for it."""

    TEXT = "text"
    LINES = "lines"
    """A list: one item a line."""
    WORD = "word"
    """One of `Field.words`."""
    WORDS = "words"
    """Some of `Field.words`, one a line."""
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    """`true` or `false`."""
    YAML = "yaml"
    """A small piece of YAML, for lists of groups of fields such as doses and evidence."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry as a form shows it. `value` is text in the form that `kind` says; empty when unset.

    `path` names it: `answer.short`, `claims.headache.text` (list items by their id, else by their number).
    `longest` is the most characters it may have, if there is such a limit.
    """

    path: str
    label: str
    value: str
    kind: FieldKind
    help: str = ""
    longest: int | None = None
    required: bool = False
    risk: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry to edit: `entry` is its id (`faq:…`), `path` its file, `base` names the state of that file."""

    entry: str
    title: str
    path: str
    base: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to try before and after. `expects` is the entry that a golden row promises.

    With the origin `entry` it is no question but the id of a part of the edited entry, such as `card:x#dosage`.
    """

    question: str
    origin: Literal["wording", "golden", "recent", "entry"] = "wording"
    expects: str | None = None
    times: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What a question gets: the kind of outcome, its title and the entries behind it."""

    kind: str
    title: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answer changes; `same_entries` when only the words do."""

    asked: Asked
    before: Answered
    after: Answered

    @property
    def same_entries(self) -> bool:
        return (self.before.kind, self.before.entries) == (self.after.kind, self.after.entries)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a changed field was and becomes, in characters, and how long it may be."""

    path: str
    before: int
    after: int
    longest: int | None


@dataclass(frozen=True, slots=True)
class Radius:
    """What an edit touches. `changed` of `asked` questions (of `known`) get another answer, other entries first.

    `problems` are those the edit brings (errors stop it) or that stand in its file; `golden_broken` are promises
    that held before and would not hold any more. `grade` is the school year the entry's texts need.
    """

    diff: str
    changed: tuple[Changed, ...] = ()
    asked: int = 0
    known: int = 0
    touches: tuple[str, ...] = ()
    grade_before: float = 0.0
    grade_after: float = 0.0
    lengths: tuple[Length, ...] = ()
    problems: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()
    golden_broken: tuple[Asked, ...] = ()
    risk_fields: tuple[str, ...] = ()

    @property
    def risky(self) -> bool:
        """Whether a second moderator must agree."""
        return bool(self.risk_fields)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed: what it was, what stands there now, and what this edit would write."""

    path: str
    base: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Preview:
    """An edit that has changed nothing yet. `token` names it in controls; `Desk.held(token)` finds it again.

    `files` are the texts it would write, `base` what stood there when it was made. `proposal` is set when it waits
    for a second moderator.
    """

    token: str
    entry: str
    author: int
    radius: Radius
    files: Texts
    base: Texts
    version: str
    summary: str
    proposal: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    """Fields that somebody else changed too; `files` holds this edit's words there."""
    undoes: str | None = None
    """The commit that it takes back."""


class Reason(StrEnum):
    """Why an edit was not taken."""

    PROBLEMS = "problems"
    """The checks found errors; `Refused.problems` holds them."""
    GOLDEN = "golden"
    """Golden rows break; accept again with `confirmed` to take these rows out with the edit."""
    NOTHING = "nothing"
    """The edit changes nothing."""
    OWN_EDIT = "own_edit"
    """A moderator cannot be the second of their own edit."""
    UNCOMMITTED = "uncommitted"
    """Somebody changed the file by hand; `Desk.adopt` records that first."""
    GONE = "gone"
    """The proposal, revision or entry does not exist any more."""
    GIT = "git"
    """Git is missing, locked, in a merge, or the folder cannot be written."""
    NOT_SERVED = "not_served"
    """The new text could not be put to use and was taken back."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The edit is in the files, in git and in use. `changed` are the entries whose receipts a recall looks for.

    `safety_critical`: it touched a risk field, so the moderator should be asked about a recall. `warnings` are plain
    sentences, such as a push that failed and is tried again.
    """

    hash: str
    version: str
    entry: str
    changed: tuple[str, ...] = ()
    safety_critical: bool = False
    warnings: tuple[str, ...] = ()
    diff: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The edit is kept under a proposal id until a second moderator agrees."""

    proposal: str
    entry: str
    risk_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rebased:
    """Somebody else changed the entry meanwhile. Look at `preview`, made anew on top of theirs, and accept that."""

    preview: Preview
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed. `sentence` says why and what to do, in plain English."""

    reason: Reason
    sentence: str
    problems: tuple[Problem, ...] = ()
    golden: tuple[Asked, ...] = ()


Decision = Accepted | Waiting | Rebased | Refused


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that should be read again; `days` overdue (negative: still ahead), and what to open for it."""

    entry: str
    title: str
    due: date
    days: int
    risk: str
    sources: tuple[tuple[str, str], ...] = ()
    """(short name, link) of every source it cites."""


@dataclass(frozen=True, slots=True)
class Status:
    """How the knowledge stands. `trouble` are plain sentences about git, the folder or a push."""

    version: str
    counts: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
    errors: tuple[Problem, ...] = ()
    waiting: int = 0
    last_reload: datetime | None = None
    last_result: str = ""
    revision: str | None = None
    trouble: tuple[str, ...] = ()
