"""Which reply was made of which entries: without it a wrong fact stays in old messages."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, literal, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.records import Receipt, Settled
from bot.state.tables import RecallEntry, RecallItem, RecallRow, ReceiptEntry, ReceiptRow

UNDER_WAY = timedelta(minutes=2)
"""A reply worked out before an edit may be sent after it."""
WAITING = RecallItem.result.is_(None)
AT_ONCE = 1000
"""Ids in one statement: both databases limit them."""


class StoredReceipts:
    """Implements `Receipts`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, receipt: Receipt) -> None:
        """Keep a receipt, and give it to the recalls it comes too late for."""
        entries = tuple(dict.fromkeys(receipt.entries))
        async with self._db.writing() as connection:
            await connection.execute(
                self._db.upsert(
                    ReceiptRow,
                    ("message",),
                    message=receipt.message,
                    channel=receipt.channel,
                    guild=receipt.guild,
                    version=receipt.version,
                    sent=receipt.sent,
                    language=receipt.language,
                    surface=receipt.surface,
                    region=receipt.region,
                    person=receipt.person,
                )
            )
            await connection.execute(delete(ReceiptEntry).where(ReceiptEntry.message == receipt.message))
            if entries:
                rows = [
                    {"message": receipt.message, "entry": e, "position": n} for n, e in enumerate(entries)
                ]
                await connection.execute(self._db.insert(ReceiptEntry).values(rows))
                await connection.execute(self._late(receipt))

    def _late(self, receipt: Receipt) -> Insert:
        begun_after = (
            select(RecallRow.id, literal(receipt.message).label("message"))
            .join(RecallEntry, RecallEntry.recall == RecallRow.id)
            .where(RecallEntry.entry.in_(receipt.entries), RecallRow.version != receipt.version)
            .where(RecallRow.begun >= receipt.sent - UNDER_WAY)
            .distinct()
        )
        into = self._db.insert(RecallItem).from_select(["recall", "message"], begun_after)
        return into.on_conflict_do_nothing()

    async def of(self, message: int) -> Receipt | None:
        """The receipt of a reply."""
        found = made(await self._db.rows(receipts(ReceiptRow.message == message)))
        return found[0] if found else None

    async def behind(self, entries: Collection[str], after: int = 0, limit: int = 200) -> list[Receipt]:
        """Replies made of any of the entries, each once, by message id."""
        of_them = select(ReceiptEntry.message).where(ReceiptEntry.entry.in_(tuple(entries)))
        page = (
            select(ReceiptRow.message)
            .where(ReceiptRow.message.in_(of_them), ReceiptRow.message > after)
            .order_by(ReceiptRow.message)
            .limit(limit)
        )
        return made(await self._db.rows(receipts(ReceiptRow.message.in_(page))))

    async def forget(self, message: int) -> None:
        """The reply is gone."""
        async with self._db.writing() as connection:
            await drop(connection, ReceiptRow.message == message, Settled.GONE)

    async def forget_guild(self, guild: int) -> None:
        """Every reply in a server is gone."""
        async with self._db.writing() as connection:
            await drop(connection, ReceiptRow.guild == guild, Settled.GONE)

    async def expire(self, before: datetime) -> int:
        """Delete what was sent before; what a recall waits for stays."""
        awaited = select(RecallItem.message).where(WAITING)
        async with self._db.writing() as connection:
            return await drop(connection, (ReceiptRow.sent < before) & ReceiptRow.message.not_in(awaited))


def receipts(where: ColumnElement[bool]) -> Select[Any]:
    """Receipts with their entries, one row an entry."""
    joined = select(ReceiptRow.__table__, ReceiptEntry.entry).outerjoin(
        ReceiptEntry, ReceiptEntry.message == ReceiptRow.message
    )
    return joined.where(where).order_by(ReceiptRow.message, ReceiptEntry.position)


def made(rows: Iterable[Row[Any]]) -> list[Receipt]:
    """The rows of `receipts` as records."""
    found = []
    for _, group in groupby(rows, key=lambda row: row.message):
        lines = list(group)
        values = {name: value for name, value in lines[0]._mapping.items() if name != "entry"}
        entries = tuple(line.entry for line in lines if line.entry is not None)
        found.append(Receipt(entries=entries, **values))
    return found


async def drop(connection: AsyncConnection, where: ColumnElement[bool], how: Settled | None = None) -> int:
    """Delete receipts with their entries; recalls that wait for them settle them so. How many there were."""
    gone = delete(ReceiptRow).where(where).returning(ReceiptRow.message)
    messages = list((await connection.scalars(gone)).all())
    for start in range(0, len(messages), AT_ONCE):
        some = messages[start : start + AT_ONCE]
        await connection.execute(delete(ReceiptEntry).where(ReceiptEntry.message.in_(some)))
        if how is not None:
            waiting = update(RecallItem).where(RecallItem.message.in_(some), WAITING)
            await connection.execute(waiting.values(result=how.value))
    return len(messages)
