"""What is kept about one person, to show it to them and to delete it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.state.database import Database
from bot.state.receipts import drop
from bot.state.records import Settled
from bot.state.tables import AuditRow, Person, RecallRow, ReceiptRow, ReviewRow, SuggestionRow

NOBODY = 0
"""Stands where a moderator was who asked to be forgotten."""
THEIRS: dict[str, InstrumentedAttribute[Any]] = {
    "preferences": Person.user,
    "suggestions": SuggestionRow.author,
    "direct_replies": ReceiptRow.person,
}
"""Belongs to the person and is deleted."""
ACTED: dict[str, InstrumentedAttribute[Any]] = {
    "handled": SuggestionRow.moderator,
    "proposed": ReviewRow.author,
    "reviewed": ReviewRow.closed_by,
    "recalls": RecallRow.moderator,
    "audit": AuditRow.actor,
}
"""What somebody did as a moderator; it stays without them."""
NOT_THEIRS = {"handled": {"text", "author"}}
"""Columns of a row that are another person's."""


async def export(database: Database, user: int) -> dict[str, Any]:
    """Every row that names the person, as plain data fit for JSON; empty sections are left out."""
    found: dict[str, Any] = {}
    async with database.reading() as connection:
        for section, column in {**THEIRS, **ACTED}.items():
            table = column.class_.__table__
            hidden = NOT_THEIRS.get(section, set())
            shown = [each for each in table.columns if each.name not in hidden]
            rows = (await connection.execute(select(*shown).where(column == user))).mappings().all()
            if rows:
                found[section] = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return found


async def forget(database: Database, user: int) -> None:
    """Delete or detach every row that names the person, all or nothing."""
    async with database.writing() as connection:
        await drop(connection, ReceiptRow.person == user, Settled.GONE)
        for column in THEIRS.values():
            await connection.execute(delete(column.class_).where(column == user))
        for column in ACTED.values():
            row = update(column.class_).where(column == user)
            await connection.execute(row.values({column.key: NOBODY}))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
