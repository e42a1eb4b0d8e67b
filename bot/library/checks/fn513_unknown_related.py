"""A related question must exist."""

from collections.abc import Iterator

from bot.library.checks.known import unknown_ids
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.safety import Refusal


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Faq, Refusal):
        yield from unknown_ids(inspection.library, entry, "related", "question", Faq, Compound)


RULE = Rule("FN513", _find)
