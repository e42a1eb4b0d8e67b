"""What the moderators' desk needs of the store: one protocol a concern, so that tests can use a fake for one."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from bot.state.records import (
    AuditLine,
    Gap,
    GapKind,
    GapState,
    Proposal,
    Reason,
    RecallReport,
    Receipt,
    ReviewEnd,
    Settled,
    Shape,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)


class Receipts(Protocol):
    """Which reply was made of which entries."""

    async def add(self, receipt: Receipt) -> None:
        """Keep a receipt; one for the same message replaces the earlier, for replies are edited in place.

        One that comes after a recall of its entries has begun joins that recall: look at `Recalls.open` again.
        """
        ...

    async def of(self, message: int) -> Receipt | None: ...

    async def behind(self, entries: Collection[str], after: int = 0, limit: int = 200) -> list[Receipt]:
        """Replies made of any of the entries, each once, by message id, beginning after `after`."""
        ...

    async def forget(self, message: int) -> None:
        """The reply is gone; a recall that waits for it counts it as gone."""
        ...

    async def forget_guild(self, guild: int) -> None:
        """As `forget`, for every reply in a server."""
        ...

    async def expire(self, before: datetime) -> int:
        """Delete receipts sent before; those a recall still waits for stay until it settled them."""
        ...


class Recalls(Protocol):
    """Corrections of replies already given: resumable, each reply settled once."""

    async def begin(
        self, entries: Collection[str], version: str, moderator: int, guild: int | None, at: datetime
    ) -> int:
        """Take in every receipt behind the entries that is of another version than `version`; the recall's id."""
        ...

    async def pending(self, recall: int, limit: int = 50) -> list[Receipt]:
        """What is not settled yet, by message id."""
        ...

    async def settle(self, recall: int, message: int, result: Settled) -> bool:
        """Durable when it returns. False when it was settled before. A corrected receipt gets the new version."""
        ...

    async def report(self, recall: int) -> RecallReport | None: ...

    async def open(self) -> list[int]:
        """Recalls with anything pending, oldest first: resume these on start."""
        ...


class Gaps(Protocol):
    """What was asked for and not answered, in known terms only."""

    async def key(self, day: date) -> str:
        """The day's random key for hashing askers, 64 hex digits, one for all processes; swept with the day."""
        ...

    async def note(self, terms: str, kind: GapKind, asker: str, day: date) -> None:
        """Count one question. `terms`: ids and `topic:…`/`word:…`, sorted, joined by one space; `asker`: a hex hash."""
        ...

    async def ranked(self, at_least: int = 5, limit: int = 50, state: GapState = GapState.OPEN) -> list[Gap]:
        """Gaps with at least so many askers, most askers first, then most asked, then latest."""
        ...

    async def close(self, terms: str, how: GapState) -> bool:
        """Set what became of it; False when there is no such gap or somebody closed it before."""
        ...

    async def forget_asker(self, asker: str) -> None:
        """Delete a hash of today; counts stay, they belong to nobody."""
        ...

    async def expire(self, before: date) -> int:
        """Delete gaps last asked before the day."""
        ...


class Shapes(Protocol):
    """How often a set of known terms was answered by an entry."""

    async def note(self, terms: str, entry: str, day: date) -> None: ...

    async def frequent(self, limit: int = 200, at_least: int = 1) -> list[Shape]:
        """The most asked first."""
        ...

    async def expire(self, before: date) -> int: ...


class Suggestions(Protocol):
    """The queue of what members wrote, by consent."""

    async def add(
        self,
        kind: SuggestionKind,
        author: int,
        text: str,
        *,
        guild: int | None,
        entry: str | None,
        at: datetime,
    ) -> Suggestion:
        """Raises ValueError for a text above records.SUGGESTION characters: the form limits it."""
        ...

    async def open(self, guild: int | None, limit: int = 50) -> list[Suggestion]:
        """What nobody decided, oldest first; None: of every server."""
        ...

    async def of(self, id: int) -> Suggestion | None: ...

    async def assign(self, id: int, moderator: int | None) -> Suggestion | None:
        """Take on (None: put back); None when it is gone or decided."""
        ...

    async def decide(
        self, id: int, moderator: int, state: SuggestionState, reason: Reason
    ) -> Suggestion | None:
        """Accept or decline; None when it is gone or somebody decided before."""
        ...

    async def of_author(self, user: int) -> list[Suggestion]: ...

    async def forget_author(self, user: int) -> int: ...

    async def expire(self, before: datetime) -> int: ...


class Reviews(Protocol):
    """Edits that wait for a second moderator."""

    async def propose(self, proposal: Proposal) -> bool:
        """The same id again replaces it, as after a rebase; False when somebody closed it meanwhile."""
        ...

    async def waiting(self, guild: int | None = None, limit: int = 50) -> list[Proposal]:
        """Oldest first; None: of every server."""
        ...

    async def of(self, id: str) -> Proposal | None: ...

    async def close(self, id: str, by: int, how: ReviewEnd, at: datetime) -> bool:
        """False when it was closed before or never was: only one of two who press at once gets True."""
        ...

    async def expire(self, before: datetime) -> int:
        """Delete what was closed before, or proposed before and never closed."""
        ...


class Audit(Protocol):
    """Who did what."""

    async def write(self, line: AuditLine) -> None: ...

    async def recent(
        self, guild: int | None = None, limit: int = 50, entry: str | None = None
    ) -> list[AuditLine]:
        """The latest first; None: of every server."""
        ...

    async def expire(self, before: datetime) -> int: ...
