"""A near miss must not find the entry it is excluded from."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    if inspection.search is None:
        return
    for entry in inspection.library.entries_of(Faq):
        for i, text in enumerate(entry.record.not_for):
            if inspection.search(text)[:1] == [entry.key]:
                remedy = "Write an entry that answers it, or take words out of `variants` that both share."
                message = "This near miss finds the entry that it must not find."
                yield Finding(entry.place("not_for", i), message, remedy)


RULE = Rule("FN702", _find)
