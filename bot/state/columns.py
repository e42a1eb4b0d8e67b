"""The kinds of columns there are, and the rules the database itself keeps so that none takes in what somebody wrote."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, DateTime, Dialect, String, Table, TypeDecorator


class Code(String):
    """A hash, an id of the knowledge or a word of a closed list: short and without a space."""


class Terms(String):
    """Known terms in alphabetical order: a set, from which no sentence can be read."""


class ConsentedText(String):
    """What a person wrote, kept because they agreed to it in the form they wrote it in."""


class Moment(TypeDecorator[datetime]):
    """An aware time, in UTC whatever the database makes of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def rule(column: Column[Any]) -> str | None:
    """What the database must refuse, as SQL both databases know. SQLite by itself keeps no length."""
    name = f'"{column.name}"'
    if isinstance(column.type, JSON):
        return f"CAST({name} AS VARCHAR(4000)) NOT LIKE '%\"%'"
    if not isinstance(column.type, String):
        return None
    short = f"length({name}) <= {column.type.length}"
    return f"{short} AND {name} NOT LIKE '% %'" if isinstance(column.type, Code) else short


def guard(table: Table) -> None:
    """Give every column of a table its rule."""
    for column in table.columns:
        if text := rule(column):
            table.append_constraint(CheckConstraint(text, name=f"{table.name}_{column.name}_rule"))
