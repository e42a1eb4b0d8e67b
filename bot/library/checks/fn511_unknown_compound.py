"""A compound that is named must have a card."""

from collections.abc import Iterator

from bot.library.checks.known import unknown_ids
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.model.compound import Compound
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Faq):
        yield from unknown_ids(inspection.library, entry, "compounds", "compound", Compound)


RULE = Rule(
    "FN511",
    Level.ERROR,
    "Unknown compound",
    "An answer about a compound without a card is never found under its name, and misses its warning.",
    "compounds: [cafeine]",
    "compounds: [caffeine]",
    _find,
)
