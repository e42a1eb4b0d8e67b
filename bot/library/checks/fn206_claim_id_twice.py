"""A claim's id is its address, so it can be used once in a card."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.model.compound import Compound


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        first: dict[str, int] = {}
        for i, claim in enumerate(entry.record.claims):
            if first.setdefault(claim.id, i) != i:
                line = entry.place("claims", first[claim.id]).line
                message = f"The claim id `{claim.id}` is used twice; the first is on line {line}."
                yield Finding(entry.place("claims", i, "id"), message, "Give this claim another id.")


RULE = Rule(
    "FN206",
    Level.ERROR,
    "Claim id used twice",
    "Answers point to claims as `compound#claim`; with two of a name, one of them can never be reached.",
    "two claims with id: headache",
    "id: headache and id: headache-withdrawal",
    _find,
)
