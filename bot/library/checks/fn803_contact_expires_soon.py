"""A contact whose check is due within 30 days."""

from collections.abc import Iterator
from datetime import timedelta

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import Contact

NOTICE = timedelta(days=30)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Contact):
        contact: Contact = entry.record
        if inspection.today <= contact.expires < inspection.today + NOTICE:
            message = f"The contact `{contact.id}` must be checked again by {contact.expires}."
            yield Finding(entry.place("seen"), message, "Open its source and compare every number.")


RULE = Rule("FN803", _find)
