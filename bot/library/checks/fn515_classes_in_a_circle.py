"""No class can be wider than itself."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.substance import DrugClass


def _find(inspection: Inspection) -> Iterator[Finding]:
    classes = inspection.library.of(DrugClass)
    for entry in inspection.library.entries_of(DrugClass):
        seen: set[str] = set()
        queue = list(entry.record.parents)
        while queue:
            key = queue.pop()
            if key not in seen and key in classes:
                seen.add(key)
                queue.extend(classes[key].parents)
        if entry.key in seen:
            message = f"The class `{entry.key}` is among its own wider classes."
            yield Finding(entry.place("parents"), message, "Take the parent out that leads back to it.")


RULE = Rule("FN515", _find)
