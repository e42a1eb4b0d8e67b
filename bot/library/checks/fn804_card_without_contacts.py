"""An emergency card must find the contacts it shows."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
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


RULE = Rule(
    "FN804",
    Level.ERROR,
    "Card without contacts",
    "A card that says whom to call and shows no number fails at the one thing it is for.",
    "contacts: [poison] without a contact of that kind",
    "contacts: [emergency, poison]",
    _find,
)
