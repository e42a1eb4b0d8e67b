"""Disclaimers, warnings, refusals, emergency cards and contacts."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.model.base import Name, Passage, Record, Sentence, Slug
from bot.model.vocabulary import Group, Risk, Severity

CONTACT_DAYS = 90
"""A phone number older than this fails the check: people dial it."""


class When(Record):
    """A disclaimer or warning applies when any listed value matches; `always` matches everything."""

    always: bool = False
    """`true`: with every answer."""
    kinds: tuple[str, ...] = ()
    """Kinds of outcome, such as `answer` or `abstain`."""
    risk: tuple[Risk, ...] = ()
    """Risks of the entry; what is written for `caution` also goes with `high`."""
    severity: tuple[Severity, ...] = ()
    """Severities of an interaction."""


class Disclaimer(Record):
    id: Slug
    """A short name that never changes."""
    when: When
    """The answers it goes with."""
    position: Literal["before", "after"]
    """Above or below the answer."""
    text: Passage
    """The text, word for word."""


class GroupWarning(Record):
    """The line an answer must show for a group of people; `cues` are words that put a question in the group."""

    group: Group
    """The group it is for."""
    label: Name
    """Its heading."""
    cues: tuple[Name, ...] = Field(min_length=1)
    """Words that show that a question is about the group."""
    text: Passage
    """The text, word for word."""
    sources: tuple[Slug, ...] = ()
    """The sources behind it."""


class Refusal(Record):
    """One calm fixed text: what we do not do and what is offered instead."""

    id: Slug
    """A short name that never changes."""
    kind: Literal["refuse_sourcing", "refuse_other"]
    """What is refused."""
    title: Name
    """Its heading."""
    text: Passage
    """The text, word for word."""
    instead: Passage
    """What is offered instead."""
    related: tuple[Slug, ...] = ()
    """Ids of questions that are offered next."""


class Contact(Record):
    """A service to call or text, exactly as its source gives it."""

    id: Slug
    """A short name that never changes."""
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """Two capital letters, such as `US`; `ZZ` for everywhere."""
    kind: Literal["emergency", "poison", "crisis", "pet-poison", "child", "directory"]
    """What it helps with."""
    name: Name
    """Its name."""
    phone: Name | None = None
    """The number, exactly as its source shows it."""
    text: Name | None = None
    """The number for text messages."""
    url: str | None = None
    """Its page."""
    hours: Name | None = None
    """When it is open."""
    note: Sentence | None = None
    """One sentence, such as whom it serves."""
    source: str
    """The id of the source, or the page where it was seen."""
    seen: date
    """The day the number was checked; 90 days later it expires."""
    secondary: bool = True
    """`true` until it was seen on the service's own page."""

    @property
    def expires(self) -> date:
        return self.seen + timedelta(days=CONTACT_DAYS)


class EmergencyCard(Record):
    """Fixed reviewed text; contacts are inserted by region, nothing else is."""

    id: Slug
    """A short name that never changes."""
    kind: Literal["emergency", "crisis"]
    """Medical emergency or crisis."""
    variant: Literal["default", "minor", "third-party", "pet", "poison", "opioid", "pregnancy"] = "default"
    """For whom this card is."""
    title: Name
    """Its heading."""
    action: Annotated[str, StringConstraints(max_length=200)]
    """The first line: what to do now."""
    steps: tuple[Sentence, ...] = Field(min_length=1)
    """What to do next, one step a line."""
    never: tuple[Sentence, ...] = ()
    """What not to do."""
    contacts: tuple[Literal["emergency", "poison", "crisis", "pet-poison", "child", "directory"], ...]
    """The kinds of contacts to show, in this order."""
    footer: Passage
    """The last lines."""
    reviewed: date
    """The day it was last reviewed."""
