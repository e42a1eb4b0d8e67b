"""An effect needs a direction and a certainty, or it cannot be compared."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import ClaimKind


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            if claim.kind is not ClaimKind.EFFECT:
                continue
            missing = [name for name in ("result", "certainty") if getattr(claim, name) is None]
            if missing:
                words = " and ".join(f"`{name}`" for name in missing)
                message = f"The effect `{claim.id}` has no {words}."
                yield Finding(entry.place("claims", i), message, f"Add {words}, or use another `kind`.")


RULE = Rule("FN205", _find)
