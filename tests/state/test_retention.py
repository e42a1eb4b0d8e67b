"""What the data statement promises is done: each thing goes when its time is over, and not before."""

import asyncio
import json
from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bot.app import _keep
from bot.errors import StoreError
from bot.settings import Settings
from bot.state.people import ACTED, THEIRS
from bot.state.records import Keep, Receipt
from bot.state.retention import PAUSE, Retention
from bot.state.store import Store
from bot.state.tables import Base
from tests.state.filled import MEMBER, MODERATOR, NOON, counts, fill
from tests.state.statement import STATEMENT

LIMITED = {name: table["kept"]["days"] for name, table in STATEMENT.items() if "days" in table["kept"]}
TIED = {name: table["kept"]["with"] for name, table in STATEMENT.items() if "with" in table["kept"]}
UNLIMITED = set(STATEMENT) - set(LIMITED) - set(TIED)


async def test_everything_goes_when_its_time_is_over(store):
    """Day after day on a clock of our own, every table holds its rows until the promised day and not beyond."""
    await fill(store)
    full = await counts(store)
    assert all(full.values())
    for days in sorted({*LIMITED.values(), 2}):
        for now in (NOON + timedelta(days=days, hours=-13), NOON + timedelta(days=days, seconds=1)):
            await store.sweep(now)
            left = await counts(store)
            for table in LIMITED:
                promised = NOON + timedelta(days=LIMITED[table])
                if now > promised:
                    assert left[table] == 0, (table, now)
                elif table not in ("gap_askers", "gaps", "shapes") or now.date() < promised.date():
                    assert left[table] == full[table], (table, now)
            for table, owner in TIED.items():
                assert bool(left[table]) == bool(left[owner]), (table, now)
    assert {table for table, rows in left.items() if rows} == UNLIMITED
    assert left["facts"] == full["facts"] - 1, "the day's key went with the day"


async def test_a_recall_under_way_holds_its_receipts_but_not_for_ever(store):
    """What still has to be corrected stays until it is, or until the recall itself is too old."""
    await store.receipts.add(Receipt(10, 3, 5, ("faq:x",), "v1", NOON))
    recall = await store.recalls.begin(["faq:x"], "v2", 1, 5, NOON + timedelta(days=80))
    await store.sweep(NOON + timedelta(days=100))
    assert [each.message for each in await store.recalls.pending(recall)] == [10]
    assert (await store.sweep(NOON + timedelta(days=111)))["receipts"] == 1
    assert await store.recalls.open() == []


def test_the_days_are_the_settings(monkeypatch):
    """The defaults are what the statement says, and each can be set where it names a setting."""
    days = {"recalls": Keep().recalls}
    assert {name: getattr(Keep(), name) for name in LIMITED if name != "gap_askers"} == {
        name: kept for name, kept in LIMITED.items() if name != "gap_askers"
    }
    assert _keep(Settings(_env_file=None)) == Keep()
    for name, table in STATEMENT.items():
        if variable := table["kept"].get("setting"):
            monkeypatch.setenv(variable, "30")
            days[name] = 30
    assert _keep(Settings(_env_file=None)) == Keep(**days)


def test_texts_cannot_be_kept_longer_than_was_agreed(monkeypatch):
    """The form says 30 days."""
    monkeypatch.setenv("FOOTNOTE_SUGGESTION_DAYS", "31")
    with pytest.raises(ValidationError):
        Settings(_env_file=None)


async def test_the_job_sweeps_at_once_and_then_each_hour(store):
    """With a database that is away in between, it tries again the next time."""
    times, pauses = iter(NOON + timedelta(hours=n) for n in range(9)), []
    swept = []

    async def sweep(now):
        swept.append(now)
        if len(swept) == 2:
            raise StoreError("away")
        return {"audit": 1}

    async def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Retention(sweep, clock=lambda: next(times), pause=pause).run()
    assert swept == [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)]
    assert pauses == [PAUSE] * 3


@pytest.mark.parametrize("person", [MEMBER, MODERATOR])
async def test_a_person_sees_everything_that_names_them(store, person):
    """Every row in the whole database with their id in any column is in what they get, and it is plain data."""
    await fill(store)
    shown = json.dumps(await store.person(person))
    named = await _rows_naming(store, person)
    assert named
    assert json.loads(shown).keys() == {section for section, column in {**THEIRS, **ACTED}.items()
                                        if any(column.class_.__table__ is table and column.key == name
                                               for table, name in named)}  # fmt: skip
    assert await store.person(1) == {}


async def test_a_moderator_sees_no_text_of_a_member(store):
    """Whose suggestion they handled is not theirs to take along."""
    await fill(store)
    assert "10 mg" in json.dumps(await store.person(MEMBER))
    theirs = json.dumps(await store.person(MODERATOR))
    assert "10 mg" not in theirs
    assert str(MEMBER) not in theirs


async def test_a_person_is_forgotten_at_once(store):
    """No column of any table holds their id; what they did as a moderator stays, without them."""
    await fill(store)
    before = await counts(store)
    await store.forget_person(MEMBER)
    await store.forget_person(MODERATOR)
    for person in (MEMBER, MODERATOR):
        assert await _rows_naming(store, person) == []
        assert await store.person(person) == {}
    assert await counts(store) == before | {
        "people": 0,
        "suggestions": 0,
        "receipts": before["receipts"] - 1,
        "receipt_entries": before["receipt_entries"] - 1,
    }
    assert [line.actor for line in await store.audit.recent()] == [0]


async def _rows_naming(store, person):
    found = []
    for table in Base.metadata.tables.values():
        for row in await store._database.rows(select(table)):
            found += [(table, name) for name, value in row._mapping.items() if value == person]
    return found


async def test_what_was_forgotten_is_not_in_the_file(tmp_path):
    """The database overwrites what it deletes."""
    file = tmp_path / "a.db"
    store = Store(f"sqlite:///{file}")
    await store.open()
    await fill(store)
    await store.forget_person(MEMBER)
    await store.close()
    assert b"It says 10 mg" not in file.read_bytes()
