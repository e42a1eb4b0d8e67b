"""A drug class that is named must be in the vocabulary."""

from collections.abc import Iterator

from bot.library.checks.known import unknown_ids
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.substance import DrugClass, Medicine


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound, Faq, Medicine):
        yield from unknown_ids(inspection.library, entry, "classes", "class", DrugClass)
    for entry in inspection.library.entries_of(DrugClass):
        yield from unknown_ids(inspection.library, entry, "parents", "class", DrugClass)


RULE = Rule("FN512", _find)
