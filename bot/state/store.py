"""The repository on SQLAlchemy: SQLite by default, PostgreSQL by its address. Settings are cached, writes go through."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, select

from bot.errors import StoreError
from bot.state import people
from bot.state.database import Database
from bot.state.gaps import StoredGaps, StoredShapes
from bot.state.queues import StoredAudit, StoredReviews, StoredSuggestions
from bot.state.recalls import StoredRecalls
from bot.state.receipts import StoredReceipts
from bot.state.records import Keep, Preferences, ServerSettings, Verdict
from bot.state.retention import sweep
from bot.state.tables import Base, Fact, FeedbackCount, Person, Server
from bot.state.upgrading import upgrade

T = TypeVar("T")
Cache = dict[int, tuple[T, float]]
CACHED = 20_000
"""Servers and people kept in memory; beyond that the cache starts anew."""
PATIENCE = 2.0
"""Seconds that an answer waits for what somebody chose."""
FRESH = 300
"""Seconds after which a setting is read again: another process may have changed it."""


class Store:
    """Implements `Repository`. `address` is an SQLAlchemy URL; raises SettingsError when it is none.

    Settings and preferences that cannot be read in time are the defaults, so that questions and emergencies are answered
    without a database; everything else that fails raises StoreError.
    """

    def __init__(self, address: str, keep: Keep | None = None) -> None:
        self._database = Database(address)
        self._keep = keep or Keep()
        self._servers: Cache[ServerSettings] = {}
        self._people: Cache[Preferences] = {}
        self.receipts = StoredReceipts(self._database)
        self.recalls = StoredRecalls(self._database)
        self.gaps = StoredGaps(self._database)
        self.shapes = StoredShapes(self._database)
        self.suggestions = StoredSuggestions(self._database)
        self.reviews = StoredReviews(self._database)
        self.audit = StoredAudit(self._database)

    async def open(self) -> None:
        """Bring the database to this bot's version. Raises StoreError."""
        await upgrade(self._database)

    async def close(self) -> None:
        await self._database.engine.dispose()

    async def server(self, guild: int) -> ServerSettings:
        """A server's settings; the defaults when it never changed any."""
        return await self._chosen(self._servers, guild, ServerSettings, Server, Server.guild == guild)

    async def save_server(self, guild: int, settings: ServerSettings) -> None:
        """Replace a server's settings."""
        values = {**asdict(settings), "guild": guild}
        values |= {"channels": list(settings.channels), "unprompted": list(settings.unprompted)}
        await self._database.write(self._database.upsert(Server, ("guild",), **values))
        _remember(self._servers, guild, settings)

    async def forget_server(self, guild: int) -> None:
        """Back to the defaults."""
        await self._database.write(delete(Server).where(Server.guild == guild))
        _remember(self._servers, guild, ServerSettings())

    async def preferences(self, user: int) -> Preferences:
        """A person's choices; the defaults when they never made any."""
        return await self._chosen(self._people, user, Preferences, Person, Person.user == user)

    async def save_preferences(self, user: int, preferences: Preferences) -> None:
        """Replace a person's choices."""
        values = {**asdict(preferences), "user": user}
        await self._database.write(self._database.upsert(Person, ("user",), **values))
        _remember(self._people, user, preferences)

    async def forget_preferences(self, user: int) -> None:
        """Back to the defaults; nothing else of the person is touched."""
        await self._database.write(delete(Person).where(Person.user == user))
        self._people.pop(user, None)

    async def person(self, user: int) -> dict[str, Any]:
        """Everything kept about a person, as plain data."""
        return await people.export(self._database, user)

    async def forget_person(self, user: int) -> None:
        """Delete what is theirs; where a moderator acted, the act stays and the id becomes 0."""
        await people.forget(self._database, user)
        _remember(self._people, user, Preferences())

    async def count_feedback(self, entry: str, verdict: Verdict, version: str) -> None:
        """One more press, added in the database so that two at once both count."""
        keys = {"entry": entry[:200], "version": version[:16], "verdict": verdict.value}
        row = self._database.insert(FeedbackCount).values(**keys, count=1)
        more = {"count": FeedbackCount.count + 1}
        await self._database.write(row.on_conflict_do_update(index_elements=list(keys), set_=more))

    async def feedback(self, entry: str) -> dict[Verdict, int]:
        """All presses on an entry, over all knowledge versions."""
        totals = dict.fromkeys(Verdict, 0)
        counts = select(FeedbackCount.__table__).where(FeedbackCount.entry == entry[:200])
        for row in await self._database.rows(counts):
            totals[Verdict(row.verdict)] += row._mapping["count"]
        return totals

    async def remembered(self, name: str) -> str | None:
        """The value of a fact, if there is one."""
        row = await self._row(Fact, Fact.name == name)
        return str(row["value"]) if row else None

    async def remember(self, name: str, value: str) -> None:
        """Set a fact."""
        await self._database.write(self._database.upsert(Fact, ("name",), name=name, value=value))

    async def sweep(self, now: datetime) -> dict[str, int]:
        """Delete what is past its time; rows deleted by table."""
        return await sweep(self, self._keep, now)

    async def _chosen(
        self, cache: "Cache[T]", key: int, kind: type[T], table: type[Base], where: ColumnElement[bool]
    ) -> T:
        if known := _known(cache, key):
            return known

        async def read() -> T:
            try:
                found = _made(kind, await self._row(table, where))
            except StoreError:
                return kind()
            # What was saved or forgotten meanwhile is newer.
            return _known(cache, key) or _remember(cache, key, found)

        # Not cancelled when it takes long: a database in memory would go with its connection.
        reading = asyncio.create_task(read())
        done, _ = await asyncio.wait({reading}, timeout=PATIENCE)
        return reading.result() if done else kind()

    async def _row(self, table: type[Base], where: ColumnElement[bool]) -> Mapping[str, Any] | None:
        found = await self._database.rows(select(table.__table__).where(where))
        return dict(found[0]._mapping) if found else None


def _made(kind: type[T], row: Mapping[str, Any] | None) -> T:
    if row is None:
        return kind()
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{n: tuple(v) if isinstance(v, list) else v for n, v in row.items() if n in names})


def _known(cache: "Cache[T]", key: int) -> T | None:
    value, until = cache.get(key, (None, 0.0))
    return value if until > time.monotonic() else None


def _remember(cache: "Cache[T]", key: int, value: T) -> T:
    if len(cache) >= CACHED:
        cache.clear()
    cache[key] = value, time.monotonic() + FRESH
    return value
