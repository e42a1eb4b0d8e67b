"""One database behind a small surface: an engine, transactions, and every failure as one plain sentence."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import asyncpg  # type: ignore[import-untyped]
import structlog
from sqlalchemy import ColumnElement, Connection, Executable, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Row, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import SettingsError, StoreError
from bot.state.tables import Base

log = structlog.get_logger(__name__)

FAILURES = (SQLAlchemyError, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""Whatever a database can fail with: not every driver's error arrives wrapped."""
TURN = 60
"""Seconds a write waits for those of the same process before it."""
WAIT = 30
"""Seconds a query waits for the server."""
REPEATED = 60
"""Seconds after which a failure that lasts is logged again."""
LOCKED = 5
"""Seconds a write waits for another process."""

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}

GENERAL = "The database failed, so nothing was kept. Check its file, its disk and its log."
FULL = "The database's disk is full, so nothing was kept. Free some space; the bot goes on by itself."
BUSY = "The database is locked by another program, so nothing was kept. Try again when that has finished."
READ_ONLY = (
    "The database can only be read, so nothing was kept. Give the bot's user the right to write to it."
)
AWAY = "The database does not answer, so nothing was kept. Start it; the bot goes on by itself."
CLOSED = "The database cannot be opened. Check FOOTNOTE_DATABASE: its folder, or its name and password."
DAMAGED = "The database file is damaged. Stop the bot and put back the last copy of it."

SQLITE = (
    ("SQLITE_FULL", FULL), ("SQLITE_BUSY", BUSY), ("SQLITE_LOCKED", BUSY),
    ("SQLITE_READONLY", READ_ONLY), ("SQLITE_CANTOPEN", CLOSED), ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
)  # fmt: skip
POSTGRES = (
    ("53100", FULL), ("53", BUSY), ("55P03", BUSY), ("40", BUSY), ("25006", READ_ONLY), ("08", AWAY),
    ("57", AWAY), ("3D", CLOSED), ("28", CLOSED), ("XX001", DAMAGED),
)  # fmt: skip


class Database:
    """`address` is an SQLAlchemy URL; for SQLite and PostgreSQL the driver may be left out. Raises SettingsError."""

    def __init__(self, address: str) -> None:
        self._said, self._said_until = "", 0.0
        self.engine = make_engine(address)
        self._writer = self.engine.execution_options(immediate=True)
        # SQLite lets one write at a time: waiting here is fair, waiting there is a lottery with a time limit.
        self._turn = asyncio.Lock() if self.engine.dialect.name == "sqlite" else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads. Raises StoreError."""
        try:
            async with self.engine.connect() as connection:
                yield connection
        except FAILURES as error:
            raise self._told(error) from error

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, durable when left without an error. Raises StoreError, and then nothing of it is kept."""
        try:
            async with self._my_turn(), self._writer.begin() as connection:
                yield connection
        except FAILURES as error:
            raise self._told(error) from error

    async def rows(self, query: Executable) -> list[Row[Any]]:
        """What a query finds."""
        async with self.reading() as connection:
            return list((await connection.execute(query)).all())

    async def write(self, *statements: Executable) -> int:
        """Statements in one transaction; how many rows the first of them touched."""
        async with self.writing() as connection:
            touched = [(await connection.execute(each)).rowcount for each in statements]
        return touched[0]

    def insert(self, table: type[Base]) -> sqlite.Insert:
        """An insert that knows `on_conflict_…`, which both databases spell alike."""
        if self.engine.dialect.name == "postgresql":
            return cast(sqlite.Insert, postgresql.insert(table))
        return sqlite.insert(table)

    def upsert(
        self,
        table: type[Base],
        keys: tuple[str, ...],
        where: ColumnElement[bool] | None = None,
        **values: object,
    ) -> sqlite.Insert:
        """Insert a row, or replace the one with the same keys if it is as in `where`."""
        new = {name: value for name, value in values.items() if name not in keys}
        row = self.insert(table).values(values)
        return row.on_conflict_do_update(index_elements=keys, set_=new, where=where)

    def _told(self, error: BaseException) -> StoreError:
        """A failure as a sentence that says what to do; it is logged, for the chat shows a text of its own."""
        sentence = sentence_of(error)
        if sentence != self._said or time.monotonic() > self._said_until:
            log.error("database failed", told=sentence, error=type(error).__name__)
            self._said, self._said_until = sentence, time.monotonic() + REPEATED
        return StoreError(sentence)

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        if self._turn is None:
            yield
            return
        async with asyncio.timeout(TURN):
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()


def make_engine(address: str) -> AsyncEngine:
    """The engine of an address; it connects to nothing yet. Raises SettingsError."""
    try:
        url = make_url(address)
        if url.drivername in DRIVERS:
            url = url.set(drivername=DRIVERS[url.drivername])
        return _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _postgres_engine(url)
    except (ArgumentError, ImportError) as error:
        raise SettingsError(
            "FOOTNOTE_DATABASE is not an address of a database. Write it like sqlite:////data/footnote.db or "
            "postgresql://name:password@host/footnote."
        ) from error


def _postgres_engine(url: URL) -> AsyncEngine:
    patience = {
        "timeout": 10,
        "command_timeout": WAIT,
        "server_settings": {"lock_timeout": f"{LOCKED}s", "application_name": "footnote"},
    }
    return create_async_engine(url, pool_pre_ping=True, connect_args=patience, hide_parameters=True)


def _sqlite_engine(url: URL) -> AsyncEngine:
    # A database in memory is its one connection: whoever needs it waits, or two transactions would mix.
    alone: dict[str, Any] = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    engine = create_async_engine(
        url, hide_parameters=True, **(alone if url.database in (None, "", ":memory:") else {})
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _: object) -> None:
        connection.isolation_level = None  # The driver must not begin or end transactions of its own.
        cursor: DBAPICursor = connection.cursor()
        for pragma in (
            f"busy_timeout={LOCKED * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # One that first reads and then writes can be refused at once; one that asks to write at first waits its turn.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def sentence_of(error: BaseException) -> str:
    """What failed and what to do, in one plain sentence."""
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "sqlite_errorname", None)
        found = _starting(SQLITE, code) or _starting(POSTGRES, getattr(cause, "sqlstate", None))
        if found:
            return found
        cause = getattr(cause, "orig", None) or cause.__cause__
    if isinstance(error, PoolTimeout):
        return BUSY
    if isinstance(error, OSError | asyncpg.InterfaceError):
        return AWAY
    return GENERAL


def _starting(sentences: tuple[tuple[str, str], ...], code: object) -> str | None:
    return next((text for start, text in sentences if isinstance(code, str) and code.startswith(start)), None)
