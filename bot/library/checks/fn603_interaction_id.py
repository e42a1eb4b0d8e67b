"""The id of an interaction follows from its parties."""

from collections.abc import Iterator

from bot.library.checks.pairs import expected_id
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Edit, Level
from bot.model.interaction import Interaction


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Interaction):
        wanted = expected_id(entry.record.between)
        if entry.key != wanted:
            place = entry.place("id")
            message = f"The id of this pair should be `{wanted}`."
            remedy = f"Rename the file to `{wanted}.yaml` and write `id: {wanted}`."
            yield Finding(place, message, remedy, Edit(place, entry.key, wanted))


RULE = Rule(
    "FN603",
    Level.ERROR,
    "Interaction with another id",
    "With one possible name for each pair, nobody can write it twice without noticing.",
    'id: ssri-5htp with between: ["class:ssri", "compound:5-htp"]',
    "id: class-ssri--5-htp",
    _find,
)
