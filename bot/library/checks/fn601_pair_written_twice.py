"""A pair has one record."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.interaction import Interaction


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for entry in inspection.library.entries_of(Interaction):
        owner = first.setdefault(entry.record.between, entry.key)
        if owner != entry.key:
            message = f"This pair is written in `{owner}` already."
            yield Finding(entry.place("between"), message, "Bring both together in one file.")


RULE = Rule("FN601", _find)
