"""An exception lowers a severity; anything else is a record of its own."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
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


RULE = Rule(
    "FN605",
    Level.ERROR,
    "Exception that is not milder",
    "Exceptions are the only way to lower a severity, so they must do just that, with a reason and a source.",
    "severity: moderate with exceptions: [{severity: major}]",
    "severity: moderate with exceptions: [{severity: minor}]",
    _find,
)
