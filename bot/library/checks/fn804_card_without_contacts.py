"""An emergency card must find the contacts it shows."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import Contact, EmergencyCard


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    if any(kind is Contact for kind, _ in library.lost):
        return
    kinds = {contact.kind for contact in library.of(Contact).values()}
    for entry in library.entries_of(EmergencyCard):
        if not entry.record.contacts:
            yield Finding(entry.place("contacts"), "This card shows no contacts.", "Name the kinds to show.")
        for i, kind in enumerate(entry.record.contacts):
            if kind not in kinds:
                message = f"There is no contact of the kind `{kind}`."
                remedy = "Add one in `safety/contacts.yaml`, or take the kind out here."
                yield Finding(entry.place("contacts", i), message, remedy)


RULE = Rule("FN804", _find)
