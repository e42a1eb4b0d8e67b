"""A claim about a special group must say which group."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import ClaimKind


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            if claim.kind is ClaimKind.SPECIAL_POPULATION and claim.group is None:
                message = f"`{claim.id}` is about a special group but does not name it."
                yield Finding(
                    entry.place("claims", i, "kind"), message, "Add `group: …`, such as `group: kidney`."
                )


RULE = Rule("FN207", _find)
