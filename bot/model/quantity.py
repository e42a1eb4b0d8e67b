"""Amounts and durations: a value or a range, always with a unit."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.model.base import Name, Record, Slug
from bot.model.vocabulary import Species

AmountUnit = Literal["ug", "mg", "g", "mg/kg", "g/kg", "ug/kg", "IU", "mL", "mg/mL", "CFU", "cups"]
TimeUnit = Literal["min", "h", "d", "wk", "mo", "a"]


class Span(Record):
    """`low` alone is one value; `low` and `high` are a range. Decimal keeps the precision that was typed."""

    low: Decimal = Field(ge=0)
    """The value, or the lower end of a range."""
    high: Decimal | None = Field(default=None, ge=0)
    """The upper end of a range; left out for one value."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.high is not None and self.high < self.low:
            raise ValueError("low must not be above high")
        return self


class Amount(Span):
    """A dose: `per` says of what (`dose`, `d` for day)."""

    unit: AmountUnit
    """The unit; `ug` is a microgram."""
    per: Literal["dose", "d", "wk"] = "d"
    """Per dose, day (`d`) or week (`wk`)."""


class Duration(Span):
    """A length of time; `a` is years (UCUM)."""

    unit: TimeUnit
    """The unit; `mo` is a month, `a` a year."""


class HalfLife(Duration):
    """A measured half-life, with whom it was measured in."""

    population: Name
    """In whom it was measured."""
    species: Species = Species.HUMAN
    """People, animals or cells."""
    route: Name = "oral"
    """How it was given."""
    note: str | None = None
    """A sentence that puts the figure in its place."""
    sources: tuple[Slug, ...] = Field(min_length=1)
    """The sources of the figure."""


class StudiedDose(Record):
    """What a trial used. Shown as history with its population, never as advice."""

    amount: Amount
    """How much, with its unit."""
    population: Name
    """In whom it was used."""
    purpose: Name | None = None
    """What it was tried for."""
    route: Name = "oral"
    """How it was given."""
    duration: Duration | None = None
    """For how long."""
    note: str | None = None
    """A sentence that puts the dose in its place."""
    sources: tuple[Slug, ...] = Field(min_length=1)
    """The sources of the figure."""
