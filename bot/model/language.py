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
    """A short name that never changes."""
    words: tuple[Name, ...] = Field(min_length=1)
    """The words that are also something else."""
    elsewhere: tuple[Name, ...] = ()
    """Words that show that the other thing is meant."""
    needs_context: bool = False
    """`true`: a word of the supplement context must stand in the message."""
    certain: tuple[Name, ...] = ()
    """Spellings that are always the substance."""


class Lookalike(Record):
    """Words that are never a name nor a misspelling of one, however close (creatinine, creatine kinase).

    With `ask`, a word that could be a misspelling of these or of a name is asked about, else it is left alone.
    """

    id: Slug
    """A short name that never changes."""
    words: tuple[Name, ...] = Field(min_length=1)
    """The words."""
    meaning: Sentence
    """What they mean, in one sentence."""
    ask: bool = False
    """`true`: a word that could be a misspelling of these or of a name is asked about."""


class WordList(Record):
    """A plain list of words with one job; the ids are fixed by the code that reads them."""

    id: Slug
    """The name the code asks for."""
    words: tuple[Name, ...] = Field(min_length=1)
    """The words."""


class TopicCues(Record):
    """Phrases that point to a topic. `X` stands for any compound or medicine, `*` for up to three words."""

    id: Topic
    """The topic."""
    examples: tuple[Name, ...] = ()
    """Whole questions on the topic: what has no phrase is judged by its likeness to these."""
    naming: tuple[Name, ...] = ()
    """Words that name the topic itself (half life, side effects): they beat everything else."""
    strong: tuple[Name, ...] = ()
    """Phrases that settle it."""
    plain: tuple[Name, ...] = ()
    """Phrases that point to it."""
    weak: tuple[Name, ...] = ()
    """Phrases that only tip the scale."""
    never: tuple[Name, ...] = ()
    """Phrases after which it is another topic."""
