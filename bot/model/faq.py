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
    """The answer in one or two sentences. Cited."""
    body: Passage | None = None
    """The grounds in two to five sentences, each claim cited."""
    ask_a_professional: Sentence | None = None
    """Whom to ask and when; never a dose."""


class Faq(Record):
    """`variants` are also search tests: each must find this entry, and each `not_for` must not."""

    id: Slug
    """The file name without `.yaml`; it never changes."""
    question: Wording
    """The question as it is shown."""
    variants: tuple[Wording, ...] = ()
    """Other wordings, five or more: keywords, chatty, misspelt, long. Each must find this entry."""
    not_for: tuple[Wording, ...] = ()
    """Near misses that must not find this entry."""
    answer: FaqAnswer
    """The reviewed answer."""
    relies_on: tuple[str, ...] = ()
    """Claims (`compound#claim`) whose change should flag this answer."""
    compounds: tuple[Slug, ...] = ()
    """Ids of the compounds it is about, the main one first."""
    classes: tuple[Slug, ...] = ()
    """Ids of drug classes it is about."""
    topics: tuple[Topic, ...] = Field(min_length=1)
    """What it is about, the main topic first."""
    groups: tuple[Group, ...] = ()
    """Groups of people it is about."""
    risk: Risk
    """How much harm a wrong reading could do."""
    policy: bool = False
    """True for entries about the bot itself or its house rules; these alone need no source."""
    related: tuple[Slug, ...] = ()
    """Ids of questions that are offered next."""
    review: Review
    """Who read the answer and when."""
