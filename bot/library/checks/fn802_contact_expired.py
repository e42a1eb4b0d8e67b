"""A phone number that nobody checked for 90 days must not be shown."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
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


RULE = Rule(
    "FN802",
    Level.ERROR,
    "Contact past its date",
    "People dial these numbers in the worst hour of their lives; a dead line can cost a life.",
    "seen: a day more than 90 days ago",
    "seen: the day somebody opened the official page and compared the number",
    _find,
)
