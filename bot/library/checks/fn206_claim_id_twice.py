"""A claim's id is its address, so it can be used once in a card."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        first: dict[str, int] = {}
        for i, claim in enumerate(entry.record.claims):
            if first.setdefault(claim.id, i) != i:
                line = entry.place("claims", first[claim.id]).line
                message = f"The claim id `{claim.id}` is used twice; the first is on line {line}."
                yield Finding(entry.place("claims", i, "id"), message, "Give this claim another id.")


RULE = Rule("FN206", _find)
