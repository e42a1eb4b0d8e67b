"""What waits for moderators, and who did what: suggestions, proposed edits, the audit."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Row

from bot.state.database import Database
from bot.state.records import (
    SUGGESTION,
    AuditLine,
    Proposal,
    Reason,
    ReviewEnd,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from bot.state.tables import AuditRow, ReviewRow, SuggestionRow

OPEN = SuggestionRow.state == SuggestionState.OPEN.value


class StoredSuggestions:
    """Implements `Suggestions`."""

    def __init__(self, database: Database) -> None:
        self._db = database

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
        """Put it in the queue. Raises ValueError for a text above `SUGGESTION` characters."""
        if len(text) > SUGGESTION:
            raise ValueError(f"a suggestion has at most {SUGGESTION} characters")
        new = insert(SuggestionRow).values(
            kind=kind.value,
            author=author,
            guild=guild,
            entry=entry,
            text=text,
            at=at,
            state=SuggestionState.OPEN.value,
        )
        async with self._db.writing() as connection:
            made = (await connection.execute(new.returning(SuggestionRow.__table__))).one()
        return _suggestion(made)

    async def open(self, guild: int | None, limit: int = 50) -> list[Suggestion]:
        """What nobody decided, oldest first; None: of every server."""
        query = select(SuggestionRow.__table__).where(OPEN).order_by(SuggestionRow.id).limit(limit)
        if guild is not None:
            query = query.where(SuggestionRow.guild == guild)
        return [_suggestion(row) for row in await self._db.rows(query)]

    async def of(self, id: int) -> Suggestion | None:
        """A suggestion, if it is still kept."""
        rows = await self._db.rows(select(SuggestionRow.__table__).where(SuggestionRow.id == id))
        return _suggestion(rows[0]) if rows else None

    async def assign(self, id: int, moderator: int | None) -> Suggestion | None:
        """Take on or put back; None when it is gone or decided."""
        return await self._change(id, moderator=moderator)

    async def decide(
        self, id: int, moderator: int, state: SuggestionState, reason: Reason
    ) -> Suggestion | None:
        """Accept or decline; None when it is gone or somebody decided before."""
        return await self._change(id, moderator=moderator, state=state.value, reason=reason.value)

    async def of_author(self, user: int) -> list[Suggestion]:
        """What a person wrote, oldest first."""
        query = select(SuggestionRow.__table__).where(SuggestionRow.author == user).order_by(SuggestionRow.id)
        return [_suggestion(row) for row in await self._db.rows(query)]

    async def forget_author(self, user: int) -> int:
        """Delete what a person wrote."""
        return await self._db.write(delete(SuggestionRow).where(SuggestionRow.author == user))

    async def expire(self, before: datetime) -> int:
        """Delete what was written before, decided or not: that was the consent."""
        return await self._db.write(delete(SuggestionRow).where(SuggestionRow.at < before))

    async def _change(self, id: int, **values: object) -> Suggestion | None:
        row = update(SuggestionRow).where(SuggestionRow.id == id, OPEN).values(values)
        async with self._db.writing() as connection:
            changed = (await connection.execute(row.returning(SuggestionRow.__table__))).first()
        return _suggestion(changed) if changed else None


class StoredReviews:
    """Implements `Reviews`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def propose(self, proposal: Proposal) -> bool:
        """Keep a proposal; the same id again replaces it, unless somebody closed it meanwhile: False."""
        values = {name: getattr(proposal, name) for name in Proposal.__dataclass_fields__}
        row = self._db.upsert(ReviewRow, ("id",), ReviewRow.end.is_(None), **values | {"closed": None})
        return await self._db.write(row) == 1

    async def waiting(self, guild: int | None = None, limit: int = 50) -> list[Proposal]:
        """Oldest first; None: of every server."""
        query = select(ReviewRow.__table__).where(ReviewRow.end.is_(None))
        query = query.order_by(ReviewRow.at, ReviewRow.id).limit(limit)
        if guild is not None:
            query = query.where(ReviewRow.guild == guild)
        return [_proposal(row) for row in await self._db.rows(query)]

    async def of(self, id: str) -> Proposal | None:
        """A proposal, open or closed."""
        rows = await self._db.rows(select(ReviewRow.__table__).where(ReviewRow.id == id))
        return _proposal(rows[0]) if rows else None

    async def close(self, id: str, by: int, how: ReviewEnd, at: datetime) -> bool:
        """Only one of two who press at once gets True."""
        row = update(ReviewRow).where(ReviewRow.id == id, ReviewRow.end.is_(None))
        return await self._db.write(row.values(end=how.value, closed_by=by, closed=at)) == 1

    async def expire(self, before: datetime) -> int:
        """Delete what was closed before, or proposed before and never closed."""
        return await self._db.write(
            delete(ReviewRow).where(func.coalesce(ReviewRow.closed, ReviewRow.at) < before)
        )


class StoredAudit:
    """Implements `Audit`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def write(self, line: AuditLine) -> None:
        """Add a line."""
        values = {name: getattr(line, name) for name in AuditLine.__dataclass_fields__}
        await self._db.write(insert(AuditRow).values(values))

    async def recent(
        self, guild: int | None = None, limit: int = 50, entry: str | None = None
    ) -> list[AuditLine]:
        """The latest first; None: of every server."""
        query = select(AuditRow.__table__).order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit)
        if guild is not None:
            query = query.where(AuditRow.guild == guild)
        if entry is not None:
            query = query.where(AuditRow.entry == entry)
        rows = await self._db.rows(query)
        return [AuditLine(*(row._mapping[n] for n in AuditLine.__dataclass_fields__)) for row in rows]

    async def expire(self, before: datetime) -> int:
        """Delete older lines."""
        return await self._db.write(delete(AuditRow).where(AuditRow.at < before))


def _suggestion(row: Row[Any]) -> Suggestion:
    values = dict(row._mapping)
    values |= {"kind": SuggestionKind(row.kind), "state": SuggestionState(row.state)}
    return Suggestion(**values | {"reason": row.reason and Reason(row.reason)})


def _proposal(row: Row[Any]) -> Proposal:
    values = {name: row._mapping[name] for name in Proposal.__dataclass_fields__}
    return Proposal(**values | {"end": row.end and ReviewEnd(row.end)})
