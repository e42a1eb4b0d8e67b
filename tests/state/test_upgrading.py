"""A database made by any earlier bot is brought to today's version, once, and one made by a newer bot is left alone."""

import asyncio
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.errors import StoreError
from bot.state.database import Database
from bot.state.records import Preferences, ServerSettings, Verdict
from bot.state.store import Store
from bot.state.tables import Base
from bot.state.upgrading import upgrade, versions
from tests.state import writer

FIXTURES = Path(__file__).parent / "versions"
EARLIER = versions()[:-1]


@pytest.fixture(params=["file", "postgresql"])
def empty(request, tmp_path):
    """A place where nothing was ever kept."""
    if request.param == "postgresql":
        return request.getfixturevalue("empty_postgres")
    return f"sqlite:///{tmp_path / 'a.db'}"


async def run(address, *statements):
    database = Database(address)
    async with database.writing() as connection:
        for statement in statements:
            await connection.execute(text(statement.replace(":", "\\:")))
    await database.engine.dispose()


async def build(address, version):
    """A database as a bot of that version left it."""
    database = Database(address)
    await upgrade(database, version)
    await database.engine.dispose()
    lines = (FIXTURES / f"{version}.sql").read_text(encoding="utf-8").splitlines()
    await run(address, *(line for line in lines if line.startswith("INSERT")))


def test_every_earlier_version_has_a_fixture():
    """Whoever adds a version keeps a database of the one before."""
    assert {path.stem for path in FIXTURES.glob("*.sql")} == set(EARLIER)


async def is_whole(address):
    """What the earlier bot kept is there, in a schema that is today's to the last rule."""
    store = Store(address)
    await store.open()
    assert await store.server(501) == ServerSettings(
        channels=(11, 12), unprompted=(13,), private=True, follow_deletion=False, cooldown=30, region="GB",
        language="pt-BR", surface="plain", moderator_role=9, moderator_channel=10,
    )  # fmt: skip
    assert await store.server(502) == ServerSettings()
    assert await store.preferences(701) == Preferences("embed", "de", "AT")
    assert await store.feedback("faq:x") == {
        Verdict.UNSAFE: 3,
        Verdict.HELPFUL: 1,
        Verdict.NOT_HELPFUL: 0,
    }
    assert await store.remembered("commands") == "a" * 64
    await is_todays(store)
    await store.close()


async def is_todays(store):
    def compare(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        rules = {
            name: {rule["name"] for rule in inspect(connection).get_check_constraints(name)}
            for name in Base.metadata.tables
        }
        return compare_metadata(context, Base.metadata), rules

    async with store._database.reading() as connection:
        differences, rules = await connection.run_sync(compare)
    assert differences == []
    assert rules == {
        name: {rule.name for rule in table.constraints if str(rule.name).endswith("_rule")}
        for name, table in Base.metadata.tables.items()
    }


@pytest.mark.parametrize("version", EARLIER)
async def test_a_database_of_an_earlier_version_is_upgraded(empty, version):
    """With everything in it, and opening it again changes nothing."""
    await build(empty, version)
    await is_whole(empty)
    await is_whole(empty)


async def test_a_database_from_before_there_were_versions_is_taken_in(tmp_path):
    """It has the tables and no version."""
    file = tmp_path / "a.db"
    connection = sqlite3.connect(file)
    connection.executescript((FIXTURES / "0001.sql").read_text(encoding="utf-8"))
    connection.close()
    await is_whole(f"sqlite:///{file}")


async def test_an_old_database_that_lacks_a_table_is_taken_in(tmp_path):
    """The very first bots had fewer."""
    file = tmp_path / "a.db"
    connection = sqlite3.connect(file)
    connection.executescript((FIXTURES / "0001.sql").read_text(encoding="utf-8"))
    connection.execute("DROP TABLE facts")
    connection.close()
    store = Store(f"sqlite:///{file}")
    await store.open()
    assert await store.remembered("commands") is None
    await is_todays(store)
    await store.close()


async def test_a_new_database_is_todays(empty):
    """Made from nothing."""
    store = Store(empty)
    await store.open()
    await is_todays(store)
    await store.close()


async def test_a_newer_database_is_refused_and_left_alone(empty):
    """One sentence says what to do."""
    store = Store(empty)
    await store.open()
    await store.save_preferences(7, Preferences("plain"))
    await run(empty, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        StoreError, match=r"version 9999 and this bot knows only up to \d{4}: start the newer bot"
    ):
        await Store(empty).open()
    assert await store.preferences(7) == Preferences("plain")
    await store.close()


async def test_an_upgrade_that_fails_changes_nothing(empty):
    """The old version stays whole, and the next start succeeds."""
    await build(empty, "0001")
    await run(empty, "CREATE TABLE audit (in_the_way INTEGER)")
    with pytest.raises(StoreError):
        await Store(empty).open()
    database = Database(empty)
    async with database.reading() as connection:
        tables = await connection.run_sync(lambda it: set(inspect(it).get_table_names()))
    await database.engine.dispose()
    assert tables == {"alembic_version", "servers", "people", "feedback", "facts", "audit"}
    await run(empty, "DROP TABLE audit")
    await is_whole(empty)


@pytest.mark.parametrize("version", [None, "0001"])
async def test_processes_that_start_together_do_not_collide(empty, version):
    """One of them upgrades, the others wait for it."""
    if version:
        await build(empty, version)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.state.writer"])
    starts = [context.Process(target=writer.start, args=(empty, n)) for n in range(6)]
    for each in starts:
        each.start()
    for each in starts:
        await asyncio.to_thread(each.join, 60)
    assert [each.exitcode for each in starts] == [0] * 6
    store = Store(empty)
    await store.open()
    assert [await store.remembered(f"start:{n}") for n in range(6)] == ["done"] * 6
    await is_todays(store)
    await store.close()
