"""A question people ask, in several wordings, and the reviewed answer."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.model.base import Passage, Record, Sentence, Slug
from bot.model.review import Review
from bot.model.vocabulary import Group, Risk, Topic

Wording = Annotated[str, StringConstraints(min_length=2, max_length=400)]


class FaqAnswer(Record):
    """`short` answers the question in one or two sentences; `body` gives the grounds, cited inline."""

    short: Sentence
    body: Passage | None = None
    ask_a_professional: Sentence | None = None


class Faq(Record):
    """`variants` are also search tests: each must find this entry, and each `not_for` must not."""

    id: Slug
    question: Wording
    variants: tuple[Wording, ...] = ()
    not_for: tuple[Wording, ...] = ()
    answer: FaqAnswer
    relies_on: tuple[str, ...] = ()
    compounds: tuple[Slug, ...] = ()
    classes: tuple[Slug, ...] = ()
    topics: tuple[Topic, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    risk: Risk
    policy: bool = False
    """True for entries about the bot itself or its house rules; these alone need no source."""
    related: tuple[Slug, ...] = ()
    review: Review
