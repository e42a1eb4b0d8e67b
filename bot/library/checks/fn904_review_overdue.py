"""An entry that should have been read again."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reviews import due, reviewed_entries


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in reviewed_entries(inspection.library):
        day = due(entry.record)
        if day < inspection.today:
            late = (inspection.today - day).days
            message = f"The review of `{entry.key}` is {late} days overdue; it was due on {day}."
            remedy = "Read it against its sources, correct what changed, and set `review.date`."
            yield Finding(entry.place("review", "date"), message, remedy)


RULE = Rule("FN904", _find)
