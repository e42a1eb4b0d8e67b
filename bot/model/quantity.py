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
    high: Decimal | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.high is not None and self.high < self.low:
            raise ValueError("low must not be above high")
        return self


class Amount(Span):
    """A dose: `per` says of what (`dose`, `d` for day)."""

    unit: AmountUnit
    per: Literal["dose", "d", "wk"] = "d"


class Duration(Span):
    """A length of time; `a` is years (UCUM)."""

    unit: TimeUnit


class HalfLife(Duration):
    """A measured half-life, with whom it was measured in."""

    population: Name
    species: Species = Species.HUMAN
    route: Name = "oral"
    note: str | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)


class StudiedDose(Record):
    """What a trial used. Shown as history with its population, never as advice."""

    amount: Amount
    population: Name
    purpose: Name | None = None
    route: Name = "oral"
    duration: Duration | None = None
    note: str | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)
