"""One plain sentence with its evidence: the unit everything else is made of."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.model.base import Record, Slug
from bot.model.vocabulary import Certainty, ClaimKind, Downgrade, Group, Result, Stance, Standing, Topic

ClaimText = Annotated[str, StringConstraints(min_length=10, max_length=420)]


class Evidence(Record):
    """A source and which way it points; `quote` is a few words, kept only to help checking."""

    source: Slug
    stance: Stance = Stance.SUPPORTS
    quote: Annotated[str, StringConstraints(max_length=200)] | None = None


class Claim(Record):
    """Direction (`result`), strength (`certainty`) and standing (`status`) are three fields, never one grade."""

    id: Slug
    kind: ClaimKind
    text: ClaimText
    outcome: str | None = None
    population: str | None = None
    group: Group | None = None
    result: Result | None = None
    certainty: Certainty | None = None
    because: tuple[Downgrade, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    status: Standing = Standing.ACCEPTED
    note: str | None = None


class Unknown(Record):
    """An answer of its own: what nobody has studied. `searched` says where we looked and when."""

    topic: Topic
    text: ClaimText
    searched: Annotated[str, StringConstraints(min_length=8, max_length=200)]
    group: Group | None = None
