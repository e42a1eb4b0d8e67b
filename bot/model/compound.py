"""A compound card: identity, numbers, claims, and what is not known."""

from datetime import date
from typing import Literal

from pydantic import Field

from bot.model.base import Name, Passage, Record, Sentence, Slug
from bot.model.claim import Claim, Unknown
from bot.model.quantity import HalfLife, StudiedDose
from bot.model.review import Review
from bot.model.vocabulary import Risk

RegulatoryStatus = Literal[
    "approved-medicine", "prescription-only", "controlled", "not-approved", "not-a-dietary-ingredient", "supplement",
    "food", "unscheduled", "banned", "prohibited-in-sport", "not-prohibited-in-sport", "monitored-in-sport", "varies",
]  # fmt: skip


class Names(Record):
    """Every name people type. A name belongs to one compound only."""

    synonyms: tuple[Name, ...] = ()
    codes: tuple[Name, ...] = ()
    brands: tuple[Name, ...] = ()
    forms: tuple[Name, ...] = ()
    misspellings: tuple[Name, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.synonyms, *self.codes, *self.brands, *self.forms, *self.misspellings)


class Identifiers(Record):
    cas: str | None = None
    pubchem_cid: str | None = None
    inchikey: str | None = None
    wikidata: str | None = None


class Regulatory(Record):
    """A legal or sport status somewhere, dated because it changes. Region `sport` is anti-doping."""

    region: Name
    status: RegulatoryStatus
    text: Sentence
    as_of: date
    sources: tuple[Slug, ...] = Field(min_length=1)


class Compound(Record):
    """A card. `status: stub` has a name, classes, summary, warning and sources only."""

    id: Slug
    name: Name
    names: Names = Names()
    identifiers: Identifiers = Identifiers()
    classes: tuple[Slug, ...] = Field(min_length=1)
    risk: Risk
    summary: Passage
    warning: Passage | None = None
    status: Literal["complete", "stub"]
    confusable_with: tuple[Slug, ...] = ()
    regulatory: tuple[Regulatory, ...] = ()
    half_life: tuple[HalfLife, ...] = ()
    doses_studied: tuple[StudiedDose, ...] = ()
    claims: tuple[Claim, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    review: Review
