"""Emergency cards and refusals hold no amounts."""

from collections.abc import Iterator

from bot.library.checks.fn301_dose_without_population import AMOUNT
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import EmergencyCard, Refusal


def _find(inspection: Inspection) -> Iterator[Finding]:
    for text in inspection.prose(EmergencyCard, Refusal):
        if said := AMOUNT.search(text.text):
            message = f"`{said.group()}` is a dose in a fixed safety text."
            yield Finding(text.find(said.group()), message, "Take the amount out.")


RULE = Rule("FN806", _find)
