"""The database itself refuses what somebody wrote, in every column but the one they agreed to."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Date, DateTime, Integer, String, insert

from bot.errors import StoreError
from bot.state.columns import Code, ConsentedText, Moment, Terms
from bot.state.people import ACTED, THEIRS
from bot.state.tables import Base
from tests.state.statement import DOCS, STATEMENT

TABLES = Base.metadata.tables
KINDS = {
    Moment: "time", Date: "day", Boolean: "flag", BigInteger: "id", Integer: "number", JSON: "ids", Code: "code",
    Terms: "terms", ConsentedText: "text",
}  # fmt: skip
WRITTEN = (
    "can i take modafinil with my antidepressants",
    "I'm Jane Doe",
    "¿Es seguro tomarlo cada día? " * 40,
    '{"who": "Jane"}',
)


def kind_of(column):
    return next(kind for type_, kind in KINDS.items() if isinstance(column.type, type_))


def test_the_statement_and_the_schema_are_the_same():
    """Every table and every column is told, with what it can hold, and nothing is told that is not there."""
    told = {name: table["columns"] for name, table in STATEMENT.items()}
    assert told == {
        name: {column.name: kind_of(column) for column in table.columns} for name, table in TABLES.items()
    }


def test_the_statement_names_every_column_that_names_a_person():
    """Each is one that `/privacy` deletes or detaches, and the other way round."""
    told = {
        (name, column, how) for name, t in STATEMENT.items() for column, how in t.get("person", {}).items()
    }
    deleted = {(c.class_.__tablename__, c.key, "delete") for c in THEIRS.values()}
    detached = {(c.class_.__tablename__, c.key, "detach") for c in ACTED.values()}
    assert told == deleted | detached
    likely = {"user", "author", "moderator", "actor", "closed_by", "member", "person"}
    assert {(t, c.name) for t, table in TABLES.items() for c in table.columns if c.name in likely} == {
        (table, column) for table, column, _ in told
    }


def test_the_policy_tells_the_days_of_the_statement():
    """Whoever publishes it says what is done."""
    policy = (DOCS / "privacy-policy.md").read_text(encoding="utf-8")
    days = {table["kept"]["days"] for table in STATEMENT.values() if "days" in table["kept"]}
    told = {int(number) for number in re.findall(r"(\d+) days", policy)}
    assert told == days - {1}
    assert "for one day" in policy


def test_one_column_holds_what_a_person_wrote():
    """It is the one with consent."""
    holding = [
        (t.name, c.name) for t in TABLES.values() for c in t.columns if isinstance(c.type, ConsentedText)
    ]
    assert holding == [("suggestions", "text")]


def row_of(table):
    """A row the table takes."""

    def value(column):
        if isinstance(column.type, DateTime | Moment):
            return datetime(2030, 1, 1, tzinfo=UTC)
        if isinstance(column.type, Date):
            return date(2030, 1, 1)
        if isinstance(column.type, String):
            return "x"
        return [1] if isinstance(column.type, JSON) else 1

    return {
        column.name: True if isinstance(column.type, Boolean) else value(column) for column in table.columns
    }


def codes():
    return [(t.name, c.name) for t in TABLES.values() for c in t.columns if isinstance(c.type, Code | JSON)]


async def test_no_column_takes_in_a_message(store):
    """A question, a name or an object put into any column of codes or ids is refused, on every database."""
    for table, column in codes():
        row = row_of(TABLES[table])
        await store._database.write(insert(TABLES[table]).values(row), TABLES[table].delete())
        for text in WRITTEN:
            value = [text] if isinstance(TABLES[table].c[column].type, JSON) else text
            with pytest.raises(StoreError):
                await store._database.write(insert(TABLES[table]).values(row | {column: value}))


async def test_no_column_takes_in_more_than_it_declares(store):
    """SQLite by itself would."""
    for table in TABLES.values():
        for column in table.columns:
            if isinstance(column.type, String):
                long = row_of(table) | {column.name: "x" * (column.type.length + 1)}
                with pytest.raises(StoreError):
                    await store._database.write(insert(table).values(long))


async def test_a_failure_tells_no_text(store, capsys):
    """Neither the error nor the log carries what was to be written."""
    row = row_of(TABLES["suggestions"]) | {"text": "SECRET" * 999}
    with pytest.raises(StoreError) as refused:
        await store._database.write(insert(TABLES["suggestions"]).values(row))
    chain, error = "", refused.value
    while error is not None:
        chain, error = chain + str(error), error.__cause__
    assert "SECRET" not in chain + "".join(capsys.readouterr())
