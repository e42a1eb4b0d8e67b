"""Words as data: what a name can also mean, what only looks like a name, and which words point to a topic."""

from pydantic import Field

from bot.model.base import Name, Record, Sentence, Slug
from bot.model.vocabulary import Topic


class Collision(Record):
    """A name that is also something else (zinc in coins, the word `same`).

    The words are read as the substance unless one of `elsewhere` stands in the message, and, with `needs_context`, only
    when a word of the supplement context does. A spelling in `certain` (`SAMe`) is always the substance.
    """

    id: Slug
    words: tuple[Name, ...] = Field(min_length=1)
    elsewhere: tuple[Name, ...] = ()
    needs_context: bool = False
    certain: tuple[Name, ...] = ()


class Lookalike(Record):
    """Words that are never a name nor a misspelling of one, however close they look (creatinine, creatine kinase)."""

    id: Slug
    words: tuple[Name, ...] = Field(min_length=1)
    meaning: Sentence


class WordList(Record):
    """A plain list of words with one job; the ids are fixed by the code that reads them."""

    id: Slug
    words: tuple[Name, ...] = Field(min_length=1)


class TopicCues(Record):
    """Phrases that point to a topic. `X` stands for any compound or medicine, `*` for up to three words."""

    id: Topic
    strong: tuple[Name, ...] = ()
    plain: tuple[Name, ...] = ()
    weak: tuple[Name, ...] = ()
    never: tuple[Name, ...] = ()
