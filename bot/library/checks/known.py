"""Whether an id points to something, and what it should have been."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding
from bot.library.nearest import did_you_mean
from bot.library.reader import Entry, Library
from bot.model.base import Record

CREATE: dict[str, str] = {
    "compound": "Add the card with `footnote new compound`, or take the id out.",
    "question": "Add the question with `footnote new faq`, or take the id out.",
    "class": "Use a class of `vocabulary/classes.yaml`, or add it there.",
    "medicine": "Use a medicine of `vocabulary/medicines/`, or add it there.",
}


def unknown_ids(
    library: Library, entry: Entry, field: str, what: str, *kinds: type[Record]
) -> Iterator[Finding]:
    """A finding for each id in a list field that is in none of `kinds`; `what` names the kind in words."""
    for i, key in enumerate(getattr(entry.record, field)):
        if not any(library.exists(kind, key) for kind in kinds):
            known = [known for kind in kinds for known in library.of(kind)]
            remedy = did_you_mean(key, known) or CREATE[what]
            yield Finding(entry.find(key, field, i), f"There is no {what} `{key}`.", remedy)
