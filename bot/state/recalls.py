"""Corrections of replies already given: what is done is on disk before the next is tried, so a restart goes on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, insert, literal, select, update

from bot.state.database import Database
from bot.state.receipts import WAITING, drop, made, receipts
from bot.state.records import RecallReport, Receipt, Settled
from bot.state.tables import RecallEntry, RecallItem, RecallRow, ReceiptEntry, ReceiptRow


class StoredRecalls:
    """Implements `Recalls`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def begin(
        self, entries: Collection[str], version: str, moderator: int, guild: int | None, at: datetime
    ) -> int:
        """Take in every receipt behind the entries that is of another version; the recall's id."""
        about = sorted(set(entries))
        new = insert(RecallRow).values(version=version, moderator=moderator, guild=guild, begun=at)
        async with self._db.writing() as connection:
            recall: int = (await connection.execute(new.returning(RecallRow.id))).scalar_one()
            if about:
                rows = [{"recall": recall, "entry": entry} for entry in about]
                await connection.execute(insert(RecallEntry).values(rows))
            wrong = (
                select(literal(recall).label("recall"), ReceiptRow.message)
                .join(ReceiptEntry, ReceiptEntry.message == ReceiptRow.message)
                .where(ReceiptEntry.entry.in_(about), ReceiptRow.version != version)
                .distinct()
            )
            await connection.execute(insert(RecallItem).from_select(["recall", "message"], wrong))
        return recall

    async def pending(self, recall: int, limit: int = 50) -> list[Receipt]:
        """What is not settled yet, by message id."""
        page = select(RecallItem.message).where(RecallItem.recall == recall, WAITING)
        page = page.order_by(RecallItem.message).limit(limit)
        return made(await self._db.rows(receipts(ReceiptRow.message.in_(page))))

    async def settle(self, recall: int, message: int, result: Settled) -> bool:
        """Durable when it returns; False when it was settled before."""
        item = update(RecallItem).where(RecallItem.recall == recall, RecallItem.message == message, WAITING)
        receipt = select(ReceiptRow.message).where(ReceiptRow.message == message).with_for_update()
        async with self._db.writing() as connection:
            await connection.execute(
                receipt
            )  # Locked first, as everywhere, or two would wait for each other.
            first = (await connection.execute(item.values(result=result.value))).rowcount == 1
            if first and result is Settled.CORRECTED:
                version = select(RecallRow.version).where(RecallRow.id == recall).scalar_subquery()
                corrected = update(ReceiptRow).where(ReceiptRow.message == message)
                await connection.execute(corrected.values(version=version))
            elif first and result is Settled.GONE:
                await drop(connection, ReceiptRow.message == message, Settled.GONE)
        return first

    async def report(self, recall: int) -> RecallReport | None:
        """How far it is."""
        async with self._db.reading() as connection:
            row = (
                await connection.execute(select(RecallRow.__table__).where(RecallRow.id == recall))
            ).first()
            if row is None:
                return None
            about = select(RecallEntry.entry).where(RecallEntry.recall == recall).order_by(RecallEntry.entry)
            entries = tuple((await connection.scalars(about)).all())
            items = select(RecallItem.result, func.count()).where(RecallItem.recall == recall)
            counted = dict((await connection.execute(items.group_by(RecallItem.result))).tuples().all())
        settled = {result: counted.get(result.value, 0) for result in Settled}
        return RecallReport(entries=entries, pending=counted.get(None, 0), settled=settled, **row._mapping)

    async def open(self) -> list[int]:
        """Recalls with anything pending, oldest first."""
        waiting = select(RecallItem.recall).where(WAITING).distinct().order_by(RecallItem.recall)
        return [row.recall for row in await self._db.rows(waiting)]

    async def expire(self, before: datetime) -> int:
        """Delete recalls begun before, finished or not."""
        old = select(RecallRow.id).where(RecallRow.begun < before)
        async with self._db.writing() as connection:
            await connection.execute(delete(RecallItem).where(RecallItem.recall.in_(old)))
            await connection.execute(delete(RecallEntry).where(RecallEntry.recall.in_(old)))
            return (await connection.execute(delete(RecallRow).where(RecallRow.begun < before))).rowcount
