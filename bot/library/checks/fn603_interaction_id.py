"""The id of an interaction follows from its parties."""

from collections.abc import Iterator

from bot.library.checks.pairs import expected_id, party_exists
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.interaction import Interaction


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Interaction):
        wanted = expected_id(entry.record.between)
        if entry.key != wanted and all(party_exists(inspection.library, p) for p in entry.record.between):
            place = entry.place("id")
            message = f"The id of this pair should be `{wanted}`."
            remedy = f"Rename the file to `{wanted}.yaml` and write `id: {wanted}`."
            yield Finding(place, message, remedy)


RULE = Rule("FN603", _find)
