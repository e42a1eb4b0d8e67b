"""Both parties of an interaction must exist."""

from collections.abc import Iterator

from bot.library.checks.pairs import PARTY_KINDS, party_exists
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.nearest import nearest
from bot.library.reader import Library
from bot.library.strict_yaml import Route
from bot.model.interaction import Interaction


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    for entry in library.entries_of(Interaction):
        parties: list[tuple[str, Route]] = [
            (party, ("between", i)) for i, party in enumerate(entry.record.between)
        ]
        parties += [(e.party, ("exceptions", i, "party")) for i, e in enumerate(entry.record.exceptions)]
        for party, route in parties:
            if not party_exists(library, party):
                place = entry.find(party, *route)
                yield Finding(place, f"There is no `{party}`.", _remedy(library, party))


def _remedy(library: Library, party: str) -> str:
    kind, _, key = party.partition(":")
    for other, record in PARTY_KINDS.items():
        if other != kind and library.exists(record, key):
            return f"Did you mean `{other}:{key}`?"
    if near := nearest(key, library.of(PARTY_KINDS[kind])):
        return f"Did you mean `{kind}:{near}`?"
    return f"Add it as a {kind} first, or name another party."


RULE = Rule("FN604", _find)
