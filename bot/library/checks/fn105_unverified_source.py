"""A source counts only after somebody saw its title and its identifier together."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source

_NOT_SEEN = re.compile(
    r"\b(?:not (?:yet )?(?:checked|verified|compared|opened)|unverified|from memory|to be checked)\b", re.I
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Source):
        verified = entry.record.verified
        if verified.date > inspection.today:
            place = entry.place("verified", "date")
            yield Finding(
                place, "The day of verification is in the future.", "Write the day the page was seen."
            )
        if said := _NOT_SEEN.search(verified.how):
            remedy = "Open the page, compare title and identifier, and say which page it was."
            place = entry.find(said.group(), "verified", "how")
            yield Finding(place, "This source says itself that it was not verified.", remedy)


RULE = Rule("FN105", _find)
