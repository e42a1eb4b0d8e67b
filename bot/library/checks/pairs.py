"""Interactions seen as pairs of parties."""

from collections.abc import Mapping

from bot.library.reader import Library
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.substance import DrugClass, Medicine

PARTY_KINDS: Mapping[str, type[Record]] = {"compound": Compound, "class": DrugClass, "medicine": Medicine}


def party_exists(library: Library, party: str) -> bool:
    """Whether `kind:id` points to something."""
    kind, _, key = party.partition(":")
    return library.exists(PARTY_KINDS[kind], key)


def expected_id(between: tuple[str, str]) -> str:
    """The id of an interaction: both ids, with the kind in front unless it is a compound."""
    return "--".join(party.removeprefix("compound:").replace(":", "-") for party in between)
