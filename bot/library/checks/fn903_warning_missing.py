"""A card with a risk begins with its warning."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import Risk


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        if entry.record.risk is not Risk.INFO and not entry.record.warning:
            message = f"The risk is `{entry.record.risk.value}`, but the card has no warning."
            remedy = "Add `warning:` with the thing a reader must know first, and its source."
            yield Finding(entry.place("risk"), message, remedy)


RULE = Rule("FN903", _find)
