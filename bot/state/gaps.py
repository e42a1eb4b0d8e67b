"""What was asked, in known terms only: what nobody answered, and which entry answered what."""

import re
import secrets
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from bot.state.database import Database
from bot.state.records import TERMS, Gap, GapKind, GapState, Shape
from bot.state.tables import Fact, GapAsker, GapRow, ShapeRow

TERM = re.compile(r"[\w:.+\-]{1,80}")
KEY = "gap_key:"


def terms_of(text: str) -> str:
    """Terms sorted, each once, as many as fit: whatever order somebody used is lost. Raises ValueError."""
    words = sorted(set(text.split()))
    if not words or any(TERM.fullmatch(word) is None for word in words):
        raise ValueError("terms are ids and vocabulary words joined by a space")
    while len(joined := " ".join(words)) > TERMS:
        words.pop()
    return joined


class StoredGaps:
    """Implements `Gaps`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def key(self, day: date) -> str:
        """The day's random key, one for all processes."""
        name = f"{KEY}{day.isoformat()}"
        known = select(Fact.value).where(Fact.name == name)
        if not (found := await self._db.rows(known)):
            fresh = self._db.insert(Fact).values(name=name, value=secrets.token_hex(32))
            await self._db.write(fresh.on_conflict_do_nothing())
            found = await self._db.rows(known)
        return str(found[0].value)

    async def note(self, terms: str, kind: GapKind, asker: str, day: date) -> None:
        """Count one question, and its asker once a day."""
        terms = terms_of(terms)
        new_asker = self._db.insert(GapAsker).values(terms=terms, day=day, asker=asker)
        async with self._db.writing() as connection:
            new = (await connection.execute(new_asker.on_conflict_do_nothing())).rowcount
            counts = {each.value: int(each is kind) for each in GapKind}
            row = self._db.insert(GapRow).values(
                terms=terms, askers=new, last=day, state=GapState.OPEN.value, **counts
            )
            change: dict[str, Any] = {
                kind.value: getattr(GapRow, kind.value) + 1,
                "askers": GapRow.askers + new,
                "last": day,
            }
            await connection.execute(row.on_conflict_do_update(index_elements=["terms"], set_=change))

    async def ranked(self, at_least: int = 5, limit: int = 50, state: GapState = GapState.OPEN) -> list[Gap]:
        """Most askers first, then most asked, then latest."""
        asked = GapRow.abstain + GapRow.suggest + GapRow.not_helpful
        query = (
            select(GapRow.__table__)
            .where(GapRow.askers >= at_least, GapRow.state == state.value)
            .order_by(GapRow.askers.desc(), asked.desc(), GapRow.last.desc(), GapRow.terms)
            .limit(limit)
        )
        return [
            Gap(
                terms=row.terms,
                askers=row.askers,
                kinds={kind: row._mapping[kind.value] for kind in GapKind},
                last=row.last,
                state=GapState(row.state),
            )
            for row in await self._db.rows(query)
        ]

    async def close(self, terms: str, how: GapState) -> bool:
        """Set what became of it; False when somebody did before."""
        row = update(GapRow).where(GapRow.terms == terms_of(terms), GapRow.state == GapState.OPEN.value)
        return await self._db.write(row.values(state=how.value)) == 1

    async def forget_asker(self, asker: str) -> None:
        """Delete a hash; counts stay, they belong to nobody."""
        await self._db.write(delete(GapAsker).where(GapAsker.asker == asker))

    async def expire(self, before: date) -> int:
        """Delete gaps last asked before the day."""
        return await self._db.write(delete(GapRow).where(GapRow.last < before))

    async def expire_askers(self, before: date) -> int:
        """Delete the hashes of days before, and the keys that made them."""
        keys = delete(Fact).where(Fact.name.startswith(KEY), Fact.name < f"{KEY}{before.isoformat()}")
        return await self._db.write(delete(GapAsker).where(GapAsker.day < before), keys)


class StoredShapes:
    """Implements `Shapes`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def note(self, terms: str, entry: str, day: date) -> None:
        """Count one answer."""
        row = self._db.insert(ShapeRow).values(terms=terms_of(terms), entry=entry, asked=1, last=day)
        change = {"asked": ShapeRow.asked + 1, "last": day}
        await self._db.write(row.on_conflict_do_update(index_elements=["terms", "entry"], set_=change))

    async def frequent(self, limit: int = 200, at_least: int = 1) -> list[Shape]:
        """The most asked first."""
        query = select(ShapeRow.terms, ShapeRow.entry, ShapeRow.asked)
        query = query.where(ShapeRow.asked >= at_least)
        query = query.order_by(ShapeRow.asked.desc(), ShapeRow.terms, ShapeRow.entry).limit(limit)
        return [Shape(row.terms, row.entry, row.asked) for row in await self._db.rows(query)]

    async def expire(self, before: date) -> int:
        """Delete what was last asked before the day."""
        return await self._db.write(delete(ShapeRow).where(ShapeRow.last < before))
