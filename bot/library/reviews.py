"""When an entry is due to be read again: computed from its kind and its risk, never typed."""

from collections.abc import Iterator
from datetime import date

from bot.library.reader import Entry, Library
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction

Reviewed = Compound | Faq | Interaction


def due(record: Reviewed) -> date:
    """The day by which an entry should have been read again."""
    return record.review.due(record.risk)


def reviewed_entries(library: Library) -> Iterator[Entry]:
    """The entries that carry a review."""
    yield from library.entries_of(Compound, Faq, Interaction)


def overdue(library: Library, today: date) -> list[Entry]:
    """The entries whose day has passed, the longest overdue first."""
    late = [entry for entry in reviewed_entries(library) if due(entry.record) < today]
    return sorted(late, key=lambda entry: due(entry.record))
