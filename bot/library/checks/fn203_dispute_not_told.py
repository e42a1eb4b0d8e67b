"""When a source disputes a claim, the reader must learn that."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import Stance, Standing


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            disputed = [j for j, e in enumerate(claim.evidence) if e.stance is Stance.DISPUTES]
            supported = len(disputed) < len(claim.evidence)
            if disputed and supported and claim.status is Standing.ACCEPTED and not claim.note:
                message = f"A source disputes `{claim.id}`, but the claim is accepted without a note."
                remedy = "Write `status: contested`, or say in `note` why the claim stands all the same."
                yield Finding(entry.place("claims", i, "evidence", disputed[0]), message, remedy)


RULE = Rule("FN203", _find)
