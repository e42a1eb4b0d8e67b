"""Nothing can have been checked tomorrow."""

from collections.abc import Iterator
from datetime import date

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reader import Entry
from bot.library.reviews import reviewed_entries
from bot.library.strict_yaml import Route
from bot.model.compound import Compound
from bot.model.safety import EmergencyCard
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    library, today = inspection.library, inspection.today
    days: list[tuple[Entry, date | None, Route]] = [
        (e, e.record.review.date, ("review", "date")) for e in reviewed_entries(library)
    ]
    days += [(e, e.record.reviewed, ("reviewed",)) for e in library.entries_of(EmergencyCard)]
    days += [(e, e.record.integrity.checked, ("integrity", "checked")) for e in library.entries_of(Source)]
    for card in library.entries_of(Compound):
        days += [(card, r.as_of, ("regulatory", i, "as_of")) for i, r in enumerate(card.record.regulatory)]
    for entry, day, route in days:
        if day and day > today:
            yield Finding(entry.place(*route), f"{day} is in the future.", "Write the day it was checked.")


RULE = Rule("FN905", _find)
