"""A stub is a name tag; with claims it should become a card."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound

ENOUGH = 10


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        card: Compound = entry.record
        if card.status == "stub" and len(card.claims) >= ENOUGH:
            message = f"This stub holds {len(card.claims)} claims."
            yield Finding(
                entry.place("status"), message, "Cover the missing topics and write `status: complete`."
            )


RULE = Rule("FN908", _find)
