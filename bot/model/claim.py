"""One plain sentence with its evidence: the unit everything else is made of."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.model.base import Record, Slug
from bot.model.vocabulary import Certainty, ClaimKind, Downgrade, Group, Result, Stance, Standing, Topic

ClaimText = Annotated[str, StringConstraints(min_length=10, max_length=420)]


class Evidence(Record):
    """A source and which way it points; `quote` is a few words, kept only to help checking."""

    source: Slug
    """The id of the source."""
    stance: Stance = Stance.SUPPORTS
    """Which way it points: `supports` when left out."""
    quote: Annotated[str, StringConstraints(max_length=200)] | None = None
    """A few words of it, only to help whoever checks."""


class Claim(Record):
    """Direction (`result`), strength (`certainty`) and standing (`status`) are three fields, never one grade."""

    id: Slug
    """A short name, unique in the card; the claim's address is `compound#id`."""
    kind: ClaimKind
    """What the claim says something about; it decides under which topic it is shown."""
    text: ClaimText
    """One or two plain sentences that stand alone: they name the compound or start with "It"."""
    outcome: str | None = None
    """What was measured, such as `attention`."""
    population: str | None = None
    """In whom or in which animal, such as `healthy adults` or `rats`."""
    group: Group | None = None
    """The group of people it is about; needed for the kind `special-population`."""
    result: Result | None = None
    """The direction of the finding."""
    certainty: Certainty | None = None
    """How sure the body of evidence lets us be; animals or cells alone are never more than `very-low`."""
    because: tuple[Downgrade, ...] = ()
    """Why the certainty was rated down."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The sources, each with the side it takes."""
    status: Standing = Standing.ACCEPTED
    """Contested and superseded claims stay on file and are shown as such."""
    note: str | None = None
    """A sentence that puts it in its place, such as why two trials differ."""


class Unknown(Record):
    """An answer of its own: what nobody has studied. `searched` says where we looked and when."""

    topic: Topic
    """The topic nobody has studied."""
    text: ClaimText
    """One plain sentence that says what is not known."""
    searched: Annotated[str, StringConstraints(min_length=8, max_length=200)]
    """Where we looked and when."""
    group: Group | None = None
    """The group of people it is about, if any."""
