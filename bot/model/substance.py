"""Drug classes and the medicines and drugs in them, so that what members take is recognised."""

from typing import Literal

from pydantic import Field

from bot.model.base import Name, Record, Sentence, Slug


class DrugClass(Record):
    """A class such as SSRIs. `parents` are wider classes (an SSRI is a serotonergic)."""

    id: Slug
    """A short name that never changes."""
    name: Name
    """The name that is shown."""
    names: tuple[Name, ...] = ()
    """Other words people use for the class."""
    definition: Sentence
    """What belongs to it, in one sentence."""
    parents: tuple[Slug, ...] = ()
    """Ids of wider classes; their interactions hold here too."""
    sources: tuple[Slug, ...] = ()
    """Sources of the definition, if it needs any."""


class Medicine(Record):
    """A medicine or drug without a card of its own; it is recognised and checked through its classes."""

    id: Slug
    """A short name that never changes."""
    name: Name
    """The name that is shown."""
    names: tuple[Name, ...] = ()
    """Brands, street names and other spellings."""
    classes: tuple[Slug, ...] = Field(min_length=1)
    """Ids of its drug classes."""
    kind: Literal["medicine", "recreational", "food", "supplement"] = "medicine"
    """What sort of thing it is."""
