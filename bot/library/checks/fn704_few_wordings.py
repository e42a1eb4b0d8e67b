"""A question with few wordings is found only by people who ask like its author."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.faq import Faq

WANTED = 5


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Faq):
        count = len(entry.record.variants)
        if count < WANTED:
            message = f"This question has {count} other wordings; {WANTED} or more find it better."
            remedy = "Add a short one, a chatty one, a misspelt one and a long one under `variants`."
            yield Finding(entry.place("variants" if count else "question"), message, remedy)


RULE = Rule("FN704", _find)
