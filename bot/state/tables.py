"""The tables. No column can hold a message, a question or a name: ids, numbers, flags and short codes only."""

from sqlalchemy import JSON, BigInteger, Boolean, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of the bot."""


class Server(Base):
    """One row a server that changed a setting."""

    __tablename__ = "servers"

    guild: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    channels: Mapped[list[int]] = mapped_column(JSON)
    unprompted: Mapped[list[int]] = mapped_column(JSON)
    private: Mapped[bool] = mapped_column(Boolean)
    follow_deletion: Mapped[bool] = mapped_column(Boolean)
    cooldown: Mapped[int] = mapped_column(Integer)
    region: Mapped[str | None] = mapped_column(String(2))
    language: Mapped[str | None] = mapped_column(String(8))
    surface: Mapped[str | None] = mapped_column(String(8))
    moderator_role: Mapped[int | None] = mapped_column(BigInteger)
    moderator_channel: Mapped[int | None] = mapped_column(BigInteger)


class Person(Base):
    """One row a person who chose how replies look."""

    __tablename__ = "people"

    user: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    surface: Mapped[str | None] = mapped_column(String(8))
    language: Mapped[str | None] = mapped_column(String(8))
    region: Mapped[str | None] = mapped_column(String(2))


class FeedbackCount(Base):
    """How often an entry of one knowledge version was called helpful, not helpful or unsafe."""

    __tablename__ = "feedback"

    entry: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(12), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class Fact(Base):
    """A small fact about the bot itself."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(String(80))
