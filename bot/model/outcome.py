"""What goes out: exactly one outcome, which cannot exist without its safety block."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.safety import Disclaimer
from bot.model.source import Source
from bot.model.vocabulary import Certainty, Risk, Severity, Topic


class Kind(StrEnum):
    """The kinds of outcome, most urgent first."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    REFUSE_SOURCING = "refuse_sourcing"
    REFUSE_OTHER = "refuse_other"
    ANSWER_WITH_WARNING = "answer_with_warning"
    ANSWER = "answer"
    SUGGEST = "suggest"
    ABSTAIN = "abstain"


URGENT = frozenset({Kind.EMERGENCY, Kind.CRISIS})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Reviewed text; `[@key]` marks become footnote numbers when it is rendered."""

    text: str
    label: str | None = None
    """A short heading such as "Mechanism", or the standing of a contested claim."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote: its number in this reply and the source behind it."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the member may pick next; `entry` is an entry id such as `faq:…` or `compound:…#topic`."""

    entry: str
    title: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why this answer: shown on request. Holds names from the knowledge only, never the member's text."""

    matched: tuple[str, ...] = ()
    topic: Topic | None = None
    score: float | None = None
    confidence: float | None = None
    runner_up: str | None = None
    steps: tuple[str, ...] = ()
    review_due: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer without its safety block; only `disclose` turns it into an `Outcome`."""

    kind: Kind
    title: str
    sections: tuple[Section, ...]
    warnings: tuple[Paragraph, ...] = ()
    severity: Severity | None = None
    certainty: Certainty | None = None
    evidence_line: str | None = None
    choices: tuple[Choice, ...] = ()
    related: tuple[Choice, ...] = ()
    entries: tuple[str, ...] = ()
    address: str | None = None
    """The entry id that opens exactly this again, where that is not the first of `entries`."""
    compounds: tuple[str, ...] = ()
    topic: Topic = Topic.OTHER
    risk: Risk = Risk.INFO
    courtesy: bool = False
    """A greeting or thanks: it gets the standing line and no further warning."""
    confidence: float = 0.0
    why: Why = field(default_factory=Why)


@dataclass(frozen=True, slots=True)
class SafetyBlock:
    """The texts every reply must carry. Refuses to be empty or to lack the standing line at the end."""

    before: tuple[Disclaimer, ...]
    after: tuple[Disclaimer, ...]

    def __post_init__(self) -> None:
        if not self.after or not all(d.text.strip() for d in (*self.before, *self.after)):
            raise ValueError("a safety block needs at least one text after the answer, and no empty text")

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(d.id for d in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished answer. `safety` has no default: without it there is no outcome."""

    draft: Draft
    safety: SafetyBlock
    citations: tuple[Citation, ...]
    knowledge_version: str

    def __post_init__(self) -> None:
        if not isinstance(self.safety, SafetyBlock):
            raise TypeError("an outcome needs a SafetyBlock")

    @property
    def kind(self) -> Kind:
        return self.draft.kind
