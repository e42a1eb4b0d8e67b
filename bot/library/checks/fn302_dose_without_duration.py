"""How long a dose was used belongs to the dose."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, dose in enumerate(entry.record.doses_studied):
            if dose.duration is None and dose.amount.per != "dose" and not dose.note:
                message = "This studied dose does not say for how long it was used."
                remedy = (
                    "Add `duration: {low: 12, unit: wk}`, or say in `note` that the source does not tell."
                )
                yield Finding(entry.place("doses_studied", i), message, remedy)


RULE = Rule("FN302", _find)
