"""A contested claim should show who contests it."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import Stance, Standing


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            disputed = any(e.stance is Stance.DISPUTES for e in claim.evidence)
            if claim.status is Standing.CONTESTED and not disputed and not claim.note:
                message = f"`{claim.id}` is contested, but no source disputes it and no note says why."
                remedy = "Add the other side with `stance: disputes`, or a `note`."
                yield Finding(entry.place("claims", i, "status"), message, remedy)


RULE = Rule("FN204", _find)
