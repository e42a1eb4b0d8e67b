"""A claim whose only sources dispute it is the opposite of what they say."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.interaction import Interaction
from bot.model.vocabulary import Stance, Standing


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound, Interaction):
        claims = entry.record.claims if entry.kind is Compound else (entry.record,)
        for i, claim in enumerate(claims):
            route = ("claims", i, "evidence") if entry.kind is Compound else ("evidence",)
            if claim.status is Standing.ACCEPTED and all(e.stance is Stance.DISPUTES for e in claim.evidence):
                message = f"Every source of `{claim.id}` disputes it."
                remedy = "Let the claim say what its sources found, or add a source that supports it."
                yield Finding(entry.place(*route), message, remedy)


RULE = Rule("FN201", _find)
