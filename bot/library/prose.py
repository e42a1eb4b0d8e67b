"""Every text a member may read, with its place: what the rules on wording look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.problem import Place
from bot.library.reader import Entry, Library
from bot.library.strict_yaml import Route
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source

PROSE_FIELDS: dict[type[Record], frozenset[str]] = {
    Compound: frozenset({"summary", "warning", "text", "note"}),
    Faq: frozenset({"short", "body", "ask_a_professional"}),
    Interaction: frozenset({"text", "effect", "management", "reason"}),
    Source: frozenset({"finding"}),
    Disclaimer: frozenset({"text"}),
    GroupWarning: frozenset({"text"}),
    Refusal: frozenset({"title", "text", "instead"}),
    EmergencyCard: frozenset({"title", "action", "steps", "never", "footer"}),
    Contact: frozenset({"note"}),
}
REVIEWED = (Compound, Faq, Interaction, GroupWarning)
"""What is written about substances; the rest is fixed safety text or describes a source."""


@dataclass(frozen=True, slots=True)
class Prose:
    """One text of an entry."""

    text: str
    entry: Entry
    route: Route

    @property
    def field(self) -> str:
        """The name of the field that holds it."""
        return next((step for step in reversed(self.route) if isinstance(step, str)), "")

    def find(self, words: str) -> Place:
        """Where some of its words stand in the file."""
        return self.entry.find(words, *self.route)


def prose(library: Library, kind: type[Record]) -> Iterator[Prose]:
    """The texts of one kind of entries."""
    for entry in library.texts_of(kind):
        for text, route in texts_of(entry):
            one = Prose(text, entry, route)
            if one.field in PROSE_FIELDS[kind]:
                yield one


def texts_of(entry: Entry) -> Iterator[tuple[str, Route]]:
    """Every text of an entry with its route, whatever its field is for."""
    yield from _walk(entry.value, ())


def _walk(value: object, route: Route) -> Iterator[tuple[str, Route]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _walk(child, (*route, name))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _walk(child, (*route, i))
    elif isinstance(value, str) and route:
        yield value, route
