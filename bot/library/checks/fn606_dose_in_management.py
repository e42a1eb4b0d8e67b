"""What to do about an interaction is whom to ask and what to watch, never a dose."""

from collections.abc import Iterator

from bot.library.checks.fn301_dose_without_population import AMOUNT
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.faq import Faq
from bot.model.interaction import Interaction


def _find(inspection: Inspection) -> Iterator[Finding]:
    fields = ((Interaction, ("management",)), (Faq, ("answer", "ask_a_professional")))
    for kind, route in fields:
        for entry in inspection.library.entries_of(kind):
            record = entry.record
            text = (record.management if kind is Interaction else record.answer.ask_a_professional) or ""
            if said := AMOUNT.search(text):
                message = f"`{said.group()}` is a dose in a text that tells people what to do."
                yield Finding(entry.find(said.group(), *route), message, "Say whom to ask and what to watch.")


RULE = Rule("FN606", _find)
