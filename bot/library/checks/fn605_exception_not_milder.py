"""An exception lowers a severity; anything else is a record of its own."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.interaction import Interaction
from bot.model.vocabulary import Severity

_WORST_FIRST = list(Severity)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Interaction):
        severity = Severity(entry.record.severity)
        for i, exception in enumerate(entry.record.exceptions):
            place = entry.place("exceptions", i, "severity")
            if exception.severity is Severity.UNKNOWN:
                message = "`unknown` is never milder than something known."
                yield Finding(place, message, "Take the exception out; unknown is never safe.")
            elif _WORST_FIRST.index(exception.severity) <= _WORST_FIRST.index(severity):
                message = f"This exception is not milder than the record (`{severity.value}`)."
                yield Finding(
                    place, message, "Write a record of its own for this pair, and take the exception out."
                )


RULE = Rule("FN605", _find)
