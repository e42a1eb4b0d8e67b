"""The tables. No column but one can hold a message, a question or a name; `docs/data-statement.yaml` tells each."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, Boolean, Date, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.state.columns import Code, ConsentedText, Moment, Terms, guard
from bot.state.records import DETAIL, SUGGESTION, TERMS

ENTRY = 200
NO_REUSE = {"sqlite_autoincrement": True}
"""An id stands on buttons: one that was deleted must not come back as another."""


class Base(DeclarativeBase):
    """All tables of the bot."""

    type_annotation_map: ClassVar = {int: BigInteger, datetime: Moment, date: Date, bool: Boolean}


class Server(Base):
    """One row a server that changed a setting."""

    __tablename__ = "servers"

    guild: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channels: Mapped[list[int]] = mapped_column(JSON)
    unprompted: Mapped[list[int]] = mapped_column(JSON)
    private: Mapped[bool]
    follow_deletion: Mapped[bool]
    cooldown: Mapped[int] = mapped_column(Integer)
    region: Mapped[str | None] = mapped_column(Code(2))
    language: Mapped[str | None] = mapped_column(Code(8))
    surface: Mapped[str | None] = mapped_column(Code(8))
    moderator_role: Mapped[int | None]
    moderator_channel: Mapped[int | None]


class Person(Base):
    """One row a person who chose how replies look."""

    __tablename__ = "people"

    user: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    surface: Mapped[str | None] = mapped_column(Code(8))
    language: Mapped[str | None] = mapped_column(Code(8))
    region: Mapped[str | None] = mapped_column(Code(2))


class FeedbackCount(Base):
    """How often an entry of one knowledge version was called helpful, not helpful or unsafe."""

    __tablename__ = "feedback"

    entry: Mapped[str] = mapped_column(Code(ENTRY), primary_key=True)
    version: Mapped[str] = mapped_column(Code(16), primary_key=True)
    verdict: Mapped[str] = mapped_column(Code(12), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class Fact(Base):
    """A small fact about the bot itself."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(Code(80), primary_key=True)
    value: Mapped[str] = mapped_column(Code(80))


class ReceiptRow(Base):
    """One row a reply that can still be corrected."""

    __tablename__ = "receipts"

    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[int]
    guild: Mapped[int | None] = mapped_column(index=True)
    version: Mapped[str] = mapped_column(Code(16))
    sent: Mapped[datetime] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(Code(8))
    surface: Mapped[str] = mapped_column(Code(8))
    region: Mapped[str | None] = mapped_column(Code(2))
    person: Mapped[int | None] = mapped_column(index=True)


class ReceiptEntry(Base):
    """Which entries a reply was made of."""

    __tablename__ = "receipt_entries"

    entry: Mapped[str] = mapped_column(Code(ENTRY), primary_key=True)
    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    position: Mapped[int] = mapped_column(Integer)


class RecallRow(Base):
    """One row a correction of replies already given."""

    __tablename__ = "recalls"
    __table_args__ = NO_REUSE

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[str] = mapped_column(Code(16))
    moderator: Mapped[int]
    guild: Mapped[int | None]
    begun: Mapped[datetime]


class RecallEntry(Base):
    """The entries a recall is about."""

    __tablename__ = "recall_entries"

    recall: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(Code(ENTRY), primary_key=True)


class RecallItem(Base):
    """One reply of a recall; no result while it waits."""

    __tablename__ = "recall_items"

    recall: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    result: Mapped[str | None] = mapped_column(Code(12))


class GapRow(Base):
    """A set of known terms that was not answered, and how often."""

    __tablename__ = "gaps"

    terms: Mapped[str] = mapped_column(Terms(TERMS), primary_key=True)
    abstain: Mapped[int] = mapped_column(Integer)
    suggest: Mapped[int] = mapped_column(Integer)
    not_helpful: Mapped[int] = mapped_column(Integer)
    askers: Mapped[int] = mapped_column(Integer)
    last: Mapped[date]
    state: Mapped[str] = mapped_column(Code(12))


class GapAsker(Base):
    """Who was counted today, as a hash whose key is deleted with it."""

    __tablename__ = "gap_askers"

    terms: Mapped[str] = mapped_column(Terms(TERMS), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    asker: Mapped[str] = mapped_column(Code(64), primary_key=True)


class ShapeRow(Base):
    """A set of known terms and the entry that answered it."""

    __tablename__ = "shapes"

    terms: Mapped[str] = mapped_column(Terms(TERMS), primary_key=True)
    entry: Mapped[str] = mapped_column(Code(ENTRY), primary_key=True)
    asked: Mapped[int] = mapped_column(Integer)
    last: Mapped[date]


class SuggestionRow(Base):
    """What a member wrote to the moderators."""

    __tablename__ = "suggestions"
    __table_args__ = NO_REUSE

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(Code(12))
    author: Mapped[int] = mapped_column(index=True)
    guild: Mapped[int | None]
    entry: Mapped[str | None] = mapped_column(Code(ENTRY))
    text: Mapped[str] = mapped_column(ConsentedText(SUGGESTION))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Code(12))
    moderator: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Code(24))


class ReviewRow(Base):
    """One row a proposed edit; the words are in git under this id."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(Code(32), primary_key=True)
    entry: Mapped[str] = mapped_column(Code(ENTRY))
    commit: Mapped[str] = mapped_column(Code(64))
    base: Mapped[str] = mapped_column(Code(64))
    author: Mapped[int]
    guild: Mapped[int | None]
    at: Mapped[datetime]
    needs_second: Mapped[bool]
    end: Mapped[str | None] = mapped_column(Code(12))
    closed_by: Mapped[int | None]
    closed: Mapped[datetime | None]


class AuditRow(Base):
    """Who did what, in codes."""

    __tablename__ = "audit"
    __table_args__ = NO_REUSE

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[int] = mapped_column(index=True)
    guild: Mapped[int | None]
    action: Mapped[str] = mapped_column(Code(24))
    entry: Mapped[str | None] = mapped_column(Code(ENTRY))
    detail: Mapped[str | None] = mapped_column(Code(DETAIL))


for _table in Base.metadata.tables.values():
    guard(_table)
