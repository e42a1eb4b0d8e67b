"""A confusable id without a card is fine for a word such as creatinine, and a slip when nearly a card."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.nearest import nearest
from bot.model.compound import Compound
from bot.model.substance import Medicine


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    for entry in library.entries_of(Compound):
        for i, key in enumerate(entry.record.confusable_with):
            if library.exists(Compound, key) or library.exists(Medicine, key):
                continue
            near = nearest(key, (known for known in library.of(Compound) if known != entry.key), cutoff=88)
            if near:
                message = f"There is no card or medicine `{key}`."
                yield Finding(entry.find(key, "confusable_with", i), message, f"Did you mean `{near}`?")


RULE = Rule("FN503", _find)
