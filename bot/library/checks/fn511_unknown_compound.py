"""A compound that is named must have a card."""

from collections.abc import Iterator

from bot.library.checks.known import unknown_ids
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Faq):
        yield from unknown_ids(inspection.library, entry, "compounds", "compound", Compound)


RULE = Rule("FN511", _find)
