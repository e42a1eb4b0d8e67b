"""Laws change; a status that is more than two years old needs a look."""

from collections.abc import Iterator
from datetime import timedelta

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound

LIFE = timedelta(days=730)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, status in enumerate(entry.record.regulatory):
            if status.as_of + LIFE < inspection.today:
                message = f"The status in `{status.region}` is known as of {status.as_of}."
                remedy = "Open its source again, correct it if need be, and set `as_of`."
                yield Finding(entry.place("regulatory", i, "as_of"), message, remedy)


RULE = Rule("FN909", _find)
