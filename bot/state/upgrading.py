"""Brings a database to the version this bot knows: in one transaction, and one process at a time."""

import asyncio
import logging
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.state.database import BUSY, WAIT, Database

log = structlog.get_logger(__name__)
logging.getLogger("alembic").setLevel(logging.WARNING)

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x666F6F746E6F7465
"""The name of the lock among PostgreSQL's: "footnote" in bytes."""


async def upgrade(database: Database, to: str = "head") -> None:
    """Migrate, or take in a database from before there were versions. Raises StoreError and then changed nothing."""
    async with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            await _alone(connection)
        await connection.run_sync(_migrate, to)


async def _alone(connection: AsyncConnection) -> None:
    """Wait until no other process migrates; the lock goes with the transaction, even when the process is killed."""
    for _ in range(WAIT * 10):
        if await connection.scalar(text("SELECT pg_try_advisory_xact_lock(:name)"), {"name": LOCK}):
            return
        await asyncio.sleep(0.1)
    raise StoreError(BUSY)


def versions() -> tuple[str, ...]:
    """The versions this bot knows, oldest first."""
    known = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([each.revision for each in known]))


def _migrate(connection: Connection, to: str) -> None:
    known = versions()
    found = MigrationContext.configure(connection).get_current_heads()
    newer = set(found) - set(known)
    if newer:
        raise StoreError(
            f"The database is of version {max(newer)} and this bot knows only up to {known[-1]}: start the newer bot, or "
            "put back the copy made before it."
        )
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if found != known[-1:]:
        log.info("database upgraded", before=found, to=to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
