"""The values that are stored, frozen and free of any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

TERMS = 200
"""Characters a set of known terms may have."""
SUGGESTION = 1000
"""Characters a suggestion or report may have; the only text of a person that is kept, by consent."""
DETAIL = 80
"""Characters of an audit detail: a hash or a code."""


class Verdict(StrEnum):
    """What a member can say about an answer with one press."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server's managers chose. Channels and roles are Discord ids; None and empty mean the default."""

    channels: tuple[int, ...] = ()
    """Where questions are answered; everywhere when empty."""
    unprompted: tuple[int, ...] = ()
    """Channels and forums where clear questions are answered without a mention; needs the operator's consent."""
    private: bool = False
    """`/ask` answers only the asker unless told otherwise."""
    follow_deletion: bool = True
    """A reply goes when its question is deleted."""
    cooldown: int = 0
    """Seconds between two questions of one person; 0 asks for no pause."""
    region: str | None = None
    """Two capital letters: whose emergency numbers come first."""
    language: str | None = None
    """A language code such as `de` for interface and safety texts in public replies."""
    surface: str | None = None
    """`card`, `embed` or `plain`."""
    moderator_role: int | None = None
    """Its members may dismiss replies, like everyone who may delete messages."""
    moderator_channel: int | None = None
    """Where reports and alarms about answers go."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person chose for the replies they get; None means as the server has it."""

    surface: str | None = None
    language: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where one reply of the bot stands and which entries it was made of. All times are aware and in UTC."""

    message: int
    channel: int
    guild: int | None
    entries: tuple[str, ...]
    version: str
    """The knowledge version the reply was made from."""
    sent: datetime
    language: str = "en"
    surface: str = "card"
    region: str | None = None
    person: int | None = None
    """Whom a direct message went to, so that it is found when they want to be forgotten; None in a server."""


class Settled(StrEnum):
    """How a recalled reply ended."""

    CORRECTED = "corrected"
    POSTED = "posted"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecallReport:
    """How far a recall is; every receipt it began with is counted once."""

    id: int
    entries: tuple[str, ...]
    version: str
    moderator: int
    guild: int | None
    begun: datetime
    pending: int
    settled: Mapping[Settled, int]
    """Every way to end, with zeros."""

    @property
    def total(self) -> int:
        """Receipts the recall began with."""
        return self.pending + sum(self.settled.values())


class GapKind(StrEnum):
    """How a question ended that the knowledge did not answer."""

    ABSTAIN = "abstain"
    SUGGEST = "suggest"
    NOT_HELPFUL = "not_helpful"


class GapState(StrEnum):
    """What moderators made of a gap."""

    OPEN = "open"
    DRAFTED = "drafted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Gap:
    """A set of known terms that was asked for and not answered."""

    terms: str
    askers: int
    """People, counted anew each day: nobody can be recognised on the next."""
    kinds: Mapping[GapKind, int]
    """Every kind, with zeros."""
    last: date
    state: GapState = GapState.OPEN

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Shape:
    """A set of known terms, the entry that answered it, and how often."""

    terms: str
    entry: str
    asked: int


class SuggestionKind(StrEnum):
    """Why a member wrote."""

    SUGGESTION = "suggestion"
    REPORT = "report"


class SuggestionState(StrEnum):
    """Where a suggestion stands in the queue."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a suggestion was accepted or declined."""

    ADDED = "added"
    CORRECTED = "corrected"
    ALREADY_COVERED = "already_covered"
    NO_SOURCE = "no_source"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"
    NOT_SAFE = "not_safe"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a member sent to the moderators, and what became of it."""

    id: int
    kind: SuggestionKind
    author: int
    guild: int | None
    entry: str | None
    text: str
    at: datetime
    state: SuggestionState = SuggestionState.OPEN
    moderator: int | None = None
    """Whoever took it on or decided it."""
    reason: Reason | None = None


class ReviewEnd(StrEnum):
    """How a proposed edit ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit that waits for somebody; its text lives in git, only hashes are here."""

    id: str
    entry: str
    commit: str
    base: str
    author: int
    guild: int | None
    at: datetime
    needs_second: bool = True
    end: ReviewEnd | None = None
    closed_by: int | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what, in codes."""

    at: datetime
    actor: int
    """A Discord id; 0 is the bot itself, or a moderator who asked to be forgotten."""
    guild: int | None
    action: str
    """A short code such as `edit` or `gap_dismiss`."""
    entry: str | None = None
    detail: str | None = None
    """A hash or a code, never a sentence."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Days that things are kept."""

    receipts: int = 90
    recalls: int = 30
    suggestions: int = 30
    gaps: int = 180
    shapes: int = 180
    reviews: int = 180
    audit: int = 730
