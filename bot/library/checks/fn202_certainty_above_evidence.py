"""The certainty of a claim cannot be higher than its best source allows."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.checks.strength import ORDER, ceiling
from bot.model.compound import Compound
from bot.model.interaction import Interaction
from bot.model.source import Source
from bot.model.vocabulary import ClaimKind, Stance


def _find(inspection: Inspection) -> Iterator[Finding]:
    sources = inspection.library.of(Source)
    for entry in inspection.library.entries_of(Compound, Interaction):
        claims = entry.record.claims if entry.kind is Compound else (entry.record,)
        for i, claim in enumerate(claims):
            keys = [e.source for e in claim.evidence if e.stance is Stance.SUPPORTS]
            keys = keys or [e.source for e in claim.evidence]
            known = [sources[key] for key in keys if key in sources]
            if claim.certainty is None or len(known) < len(keys):
                continue
            limit, why = ceiling(claim.kind if entry.kind is Compound else ClaimKind.INTERACTION, known)
            if ORDER.index(claim.certainty) > ORDER.index(limit):
                route = ("claims", i, "certainty") if entry.kind is Compound else ("certainty",)
                message = f"`{claim.id}` is called `{claim.certainty.value}`, but {why}."
                remedy = f"Write `certainty: {limit.value}`, or add a stronger source."
                yield Finding(entry.place(*route), message, remedy)


RULE = Rule("FN202", _find)
