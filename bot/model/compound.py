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
    """Other names of the same substance."""
    codes: tuple[Name, ...] = ()
    """Code names of studies and companies, such as `NS-105`."""
    brands: tuple[Name, ...] = ()
    """Names it is sold under as a medicine."""
    forms: tuple[Name, ...] = ()
    """Salts, esters and extracts."""
    misspellings: tuple[Name, ...] = ()
    """Frequent wrong spellings."""

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.synonyms, *self.codes, *self.brands, *self.forms, *self.misspellings)


class Identifiers(Record):
    cas: str | None = None
    """CAS number, such as `58-08-2`."""
    pubchem_cid: str | None = None
    """PubChem compound number."""
    inchikey: str | None = None
    """InChIKey: 27 letters in three groups."""
    wikidata: str | None = None
    """Wikidata item, such as `Q60235`."""


class Regulatory(Record):
    """A legal or sport status somewhere, dated because it changes. Region `sport` is anti-doping."""

    region: Name
    """Two capital letters such as `US`, or `sport` for anti-doping."""
    status: RegulatoryStatus
    """The status in one word."""
    text: Sentence
    """One sentence that says it in full."""
    as_of: date
    """The day up to which the status is known: that of the source, or the day it was confirmed."""
    sources: tuple[Slug, ...] = Field(min_length=1)
    """The sources that say so."""


class Compound(Record):
    """A card. `status: stub` has a name, classes, summary, warning and sources only."""

    id: Slug
    """The file name without `.yaml`; it never changes."""
    name: Name
    """The name that is shown."""
    names: Names = Names()
    """Every other name people type; a name belongs to one compound only."""
    identifiers: Identifiers = Identifiers()
    """Numbers of this substance in registries."""
    classes: tuple[Slug, ...] = Field(min_length=1)
    """Ids from `vocabulary/classes.yaml`; interactions are inferred through them."""
    risk: Risk
    """How much harm a wrong reading could do."""
    summary: Passage
    """Two to four plain sentences: what it is, what it is used for, how good the evidence is. Cited."""
    warning: Passage | None = None
    """What a reader must know first; it stands above every answer. Needed for `caution` and `high`. Cited."""
    status: Literal["complete", "stub"]
    """A complete card answers every topic; a stub has a name, classes, summary, warning and sources."""
    confusable_with: tuple[Name, ...] = ()
    """Names or ids that look alike but are another thing; the bot asks instead of guessing."""
    regulatory: tuple[Regulatory, ...] = ()
    """Legal and sport status by region."""
    half_life: tuple[HalfLife, ...] = ()
    """Measured half-lives, each with the population."""
    doses_studied: tuple[StudiedDose, ...] = ()
    """What trials used: a record of research, never advice."""
    claims: tuple[Claim, ...] = ()
    """What sources say, one plain sentence each; the most important of a kind comes first."""
    unknowns: tuple[Unknown, ...] = ()
    """What nobody has studied: also an answer."""
    review: Review
    """Who read the card and when."""
