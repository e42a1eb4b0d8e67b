"""The repository on SQLAlchemy: SQLite by default, PostgreSQL by its address. Settings are cached, writes go through."""

import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

import structlog
from sqlalchemy import ColumnElement, Executable, delete, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import StoreError
from bot.state.records import Preferences, ServerSettings, Verdict
from bot.state.tables import Base, Fact, FeedbackCount, Person, Server

log = structlog.get_logger(__name__)

T = TypeVar("T")
Cache = dict[int, tuple[T, float]]
CACHED = 20_000
"""Servers and people kept in memory; beyond that the cache starts anew."""
FRESH = 300
"""Seconds after which a setting is read again: another process may have changed it."""


class Store:
    """Implements `Repository`. `address` is an SQLAlchemy URL of an async driver.

    A read that fails gives the defaults, so that questions and emergencies are answered without a database; a write
    that fails raises StoreError.
    """

    def __init__(self, address: str) -> None:
        self._engine = make_engine(address)
        self._servers: Cache[ServerSettings] = {}
        self._people: Cache[Preferences] = {}

    async def open(self) -> None:
        """Create what is missing. Raises StoreError."""
        try:
            async with self._engine.begin() as connection:
                await connection.run_sync(Base.metadata.create_all)
        except SQLAlchemyError as error:
            raise StoreError(
                "The database cannot be opened. Check FOOTNOTE_DATABASE and its folder."
            ) from error

    async def close(self) -> None:
        await self._engine.dispose()

    async def server(self, guild: int) -> ServerSettings:
        """A server's settings; the defaults when it never changed any."""
        if known := _known(self._servers, guild):
            return known
        try:
            row = await self._row(Server, Server.guild == guild)
        except SQLAlchemyError as error:
            return _unreadable(ServerSettings(), error)
        return _keep(self._servers, guild, _made(ServerSettings, row))

    async def save_server(self, guild: int, settings: ServerSettings) -> None:
        """Replace a server's settings."""
        values = {"guild": guild, **asdict(settings)}
        values |= {"channels": list(settings.channels), "unprompted": list(settings.unprompted)}
        await self._upsert(Server, ("guild",), values)
        _keep(self._servers, guild, settings)

    async def forget_server(self, guild: int) -> None:
        """Back to the defaults; nothing of the server stays."""
        await self._delete(Server, Server.guild == guild)
        self._servers.pop(guild, None)

    async def preferences(self, user: int) -> Preferences:
        """A person's choices; the defaults when they never made any."""
        if known := _known(self._people, user):
            return known
        try:
            row = await self._row(Person, Person.user == user)
        except SQLAlchemyError as error:
            return _unreadable(Preferences(), error)
        return _keep(self._people, user, _made(Preferences, row))

    async def save_preferences(self, user: int, preferences: Preferences) -> None:
        """Replace a person's choices."""
        await self._upsert(Person, ("user",), {"user": user, **asdict(preferences)})
        _keep(self._people, user, preferences)

    async def forget_person(self, user: int) -> None:
        """Nothing of the person stays."""
        await self._delete(Person, Person.user == user)
        self._people.pop(user, None)

    async def count_feedback(self, entry: str, verdict: Verdict, version: str) -> None:
        """One more press, added in the database so that two at once both count."""
        values = {"entry": entry[:200], "version": version[:16], "verdict": verdict.value, "count": 1}
        add = {"count": FeedbackCount.count + 1}
        await self._upsert(FeedbackCount, ("entry", "version", "verdict"), values, add)

    async def feedback(self, entry: str) -> dict[Verdict, int]:
        """All presses on an entry, over all knowledge versions."""
        totals = dict.fromkeys(Verdict, 0)
        query = select(FeedbackCount.verdict, FeedbackCount.count).where(FeedbackCount.entry == entry[:200])
        async with self._engine.connect() as connection:
            for verdict, count in await connection.execute(query):
                totals[Verdict(verdict)] += count
        return totals

    async def remembered(self, name: str) -> str | None:
        """The value of a fact, if there is one."""
        row = await self._row(Fact, Fact.name == name)
        return str(row["value"]) if row else None

    async def remember(self, name: str, value: str) -> None:
        """Set a fact."""
        await self._upsert(Fact, ("name",), {"name": name, "value": value})

    async def _row(self, table: type[Base], where: ColumnElement[bool]) -> Mapping[str, Any] | None:
        async with self._engine.connect() as connection:
            found = (await connection.execute(select(table.__table__).where(where))).mappings().first()
        return dict(found) if found else None

    async def _delete(self, table: type[Base], where: ColumnElement[bool]) -> None:
        await self._write(delete(table).where(where))

    async def _upsert(
        self,
        table: type[Base],
        keys: tuple[str, ...],
        values: dict[str, Any],
        change: dict[str, Any] | None = None,
    ) -> None:
        dialect: Any = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        new = change or {name: value for name, value in values.items() if name not in keys}
        statement = dialect.insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=new)
        await self._write(statement)

    async def _write(self, statement: Executable) -> None:
        try:
            async with self._engine.begin() as connection:
                await connection.execute(statement)
        except SQLAlchemyError as error:
            raise StoreError(
                "The database did not take the change. Check its file, its disk and its log."
            ) from error


def make_engine(address: str) -> AsyncEngine:
    """The engine of an address; SQLite files get a write-ahead log and wait for each other."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True)
    # A database in memory is its one connection: whoever needs it waits, or two transactions would mix.
    alone = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    in_memory = url.database in (None, "", ":memory:")
    engine = create_async_engine(url, **(alone if in_memory else {}))

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.close()

    return engine


def _made(kind: type[T], row: Mapping[str, Any] | None) -> T:
    if row is None:
        return kind()
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{n: tuple(v) if isinstance(v, list) else v for n, v in row.items() if n in names})


def _unreadable(default: T, error: Exception) -> T:
    log.warning("settings not read, using the defaults", error=type(error).__name__)
    return default


def _known(cache: "Cache[T]", key: int) -> T | None:
    value, until = cache.get(key, (None, 0.0))
    return value if until > time.monotonic() else None


def _keep(cache: "Cache[T]", key: int, value: T) -> T:
    if len(cache) >= CACHED:
        cache.clear()
    cache[key] = value, time.monotonic() + FRESH
    return value
