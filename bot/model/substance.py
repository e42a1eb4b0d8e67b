"""Drug classes and the medicines and drugs in them, so that what members take is recognised."""

from typing import Literal

from pydantic import Field

from bot.model.base import Name, Record, Sentence, Slug


class DrugClass(Record):
    """A class such as SSRIs. `parents` are wider classes (an SSRI is a serotonergic)."""

    id: Slug
    name: Name
    names: tuple[Name, ...] = ()
    definition: Sentence
    parents: tuple[Slug, ...] = ()
    sources: tuple[Slug, ...] = ()


class Medicine(Record):
    """A medicine or drug without a card of its own; it is recognised and checked through its classes."""

    id: Slug
    name: Name
    names: tuple[Name, ...] = ()
    classes: tuple[Slug, ...] = Field(min_length=1)
    kind: Literal["medicine", "recreational", "food", "supplement"] = "medicine"
