"""A phone number that nobody checked for 90 days must not be shown."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import CONTACT_DAYS, Contact


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Contact):
        contact: Contact = entry.record
        place = entry.place("seen")
        if contact.expires < inspection.today:
            message = f"`{contact.id}` was last checked on {contact.seen}, more than {CONTACT_DAYS} days ago."
            yield Finding(
                place, message, "Open its source, compare every number, and set `seen` to that day."
            )
        elif contact.seen > inspection.today:
            yield Finding(
                place, "The day in `seen` is in the future.", "Write the day the number was checked."
            )


RULE = Rule("FN802", _find)
