"""The moderators' desk, and rules in the database that keep what people write out of every column but one."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
OLD = {
    "servers": {"region": 2, "language": 8, "surface": 8},
    "people": {"surface": 8, "language": 8, "region": 2},
    "feedback": {"entry": 200, "version": 16, "verdict": 12},
    "facts": {"name": 80, "value": 80},
}


def upgrade() -> None:
    """Rules for the old tables, then the new ones."""
    for table, columns in OLD.items():
        with op.batch_alter_table(table) as batch:
            for column, length in columns.items():
                batch.create_check_constraint(f"{table}_{column}_rule", _code(column, length))
            for column in ("channels", "unprompted") if table == "servers" else ():
                no_text = f'CAST("{column}" AS VARCHAR(4000)) NOT LIKE \'%"%\''
                batch.create_check_constraint(f"servers_{column}_rule", no_text)
    _receipts()
    _recalls()
    _gaps()
    _queue()
    _make(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("actor", sa.BigInteger, nullable=False, index=True),
        sa.Column("guild", sa.BigInteger),
        codes={"action": 24, "entry?": 200, "detail?": 80},
        sqlite_autoincrement=True,
    )


def _receipts() -> None:
    _make(
        "receipts",
        _id("message"),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger, index=True),
        sa.Column("sent", MOMENT, nullable=False, index=True),
        sa.Column("person", sa.BigInteger, index=True),
        codes={"version": 16, "language": 8, "surface": 8, "region?": 2},
    )
    _make(
        "receipt_entries",
        sa.Column("entry", sa.String(200), primary_key=True),
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        keys={"entry": 200},
    )


def _recalls() -> None:
    _make(
        "recalls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("moderator", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("begun", MOMENT, nullable=False),
        codes={"version": 16},
        sqlite_autoincrement=True,
    )
    _make(
        "recall_entries",
        sa.Column("recall", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.String(200), primary_key=True),
        keys={"entry": 200},
    )
    _make(
        "recall_items",
        sa.Column("recall", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        codes={"result?": 12},
    )


def _gaps() -> None:
    _make(
        "gaps",
        _terms(),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("abstain", "suggest", "not_helpful")),
        sa.Column("askers", sa.Integer, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        codes={"state": 12},
        texts={"terms": 200},
    )
    _make(
        "gap_askers",
        _terms(),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("asker", sa.String(64), primary_key=True),
        keys={"asker": 64},
        texts={"terms": 200},
    )
    _make(
        "shapes",
        _terms(),
        sa.Column("entry", sa.String(200), primary_key=True),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        keys={"entry": 200},
        texts={"terms": 200},
    )


def _queue() -> None:
    _make(
        "suggestions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("author", sa.BigInteger, nullable=False, index=True),
        sa.Column("guild", sa.BigInteger),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("moderator", sa.BigInteger),
        codes={"kind": 12, "entry?": 200, "state": 12, "reason?": 24},
        texts={"text": 1000},
        sqlite_autoincrement=True,
    )
    _make(
        "reviews",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("author", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("needs_second", sa.Boolean, nullable=False),
        sa.Column("closed_by", sa.BigInteger),
        sa.Column("closed", MOMENT),
        codes={"entry": 200, "commit": 64, "base": 64, "end?": 12},
        keys={"id": 32},
    )


def _make(
    table: str,
    *columns: sa.Column[Any],
    codes: dict[str, int] | None = None,
    keys: dict[str, int] | None = None,
    texts: dict[str, int] | None = None,
    sqlite_autoincrement: bool = False,
) -> None:
    """A table; `codes` are further columns without a space (`?`: may be empty), `keys` and `texts` rules for given ones."""
    codes, keys, texts = codes or {}, keys or {}, texts or {}
    more = [sa.Column(name.rstrip("?"), sa.String(n), nullable="?" in name) for name, n in codes.items()]
    rules = {name.rstrip("?"): _code(name.rstrip("?"), n) for name, n in (codes | keys).items()}
    rules |= {name: f'length("{name}") <= {n}' for name, n in texts.items()}
    checks = [sa.CheckConstraint(text, name=f"{table}_{name}_rule") for name, text in rules.items()]
    op.create_table(table, *columns, *more, *checks, sqlite_autoincrement=sqlite_autoincrement)


def _code(name: str, length: int) -> str:
    return f'length("{name}") <= {length} AND "{name}" NOT LIKE \'% %\''


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)


def _terms() -> sa.Column[Any]:
    return sa.Column("terms", sa.String(200), primary_key=True)
