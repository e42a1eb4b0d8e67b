"""What can hurt somebody is read by two."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reviews import reviewed_entries
from bot.model.vocabulary import Risk


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in reviewed_entries(inspection.library):
        review = entry.record.review
        if entry.record.risk is Risk.HIGH and (review.second is None or review.second == review.by):
            message = f"`{entry.key}` can do harm when it is wrong, and nobody has read it a second time."
            remedy = "Let somebody who did not write it compare it with its sources and add `second:`."
            yield Finding(entry.place("review"), message, remedy)


RULE = Rule("FN907", _find)
