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
    kinds: tuple[str, ...] = ()
    risk: tuple[Risk, ...] = ()
    severity: tuple[Severity, ...] = ()


class Disclaimer(Record):
    id: Slug
    when: When
    position: Literal["before", "after"]
    text: Passage


class GroupWarning(Record):
    """The line an answer must show for a group of people; `cues` are words that put a question in the group."""

    group: Group
    label: Name
    cues: tuple[Name, ...] = Field(min_length=1)
    text: Passage
    sources: tuple[Slug, ...] = ()


class Refusal(Record):
    """One calm fixed text: what we do not do and what is offered instead."""

    id: Slug
    kind: Literal["refuse_sourcing", "refuse_other"]
    title: Name
    text: Passage
    instead: Passage
    related: tuple[Slug, ...] = ()


class Contact(Record):
    """A service to call or text, exactly as its source gives it."""

    id: Slug
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    kind: Literal["emergency", "poison", "crisis", "pet-poison", "child", "directory"]
    name: Name
    phone: Name | None = None
    text: Name | None = None
    url: str | None = None
    hours: Name | None = None
    note: Sentence | None = None
    source: str
    seen: date
    secondary: bool = True

    @property
    def expires(self) -> date:
        return self.seen + timedelta(days=CONTACT_DAYS)


class EmergencyCard(Record):
    """Fixed reviewed text; contacts are inserted by region, nothing else is."""

    id: Slug
    kind: Literal["emergency", "crisis"]
    variant: Literal["default", "minor", "third-party", "pet", "poison", "opioid", "pregnancy"] = "default"
    title: Name
    action: Annotated[str, StringConstraints(max_length=200)]
    steps: tuple[Sentence, ...] = Field(min_length=1)
    never: tuple[Sentence, ...] = ()
    contacts: tuple[Literal["emergency", "poison", "crisis", "pet-poison", "child", "directory"], ...]
    footer: Passage
    reviewed: date
