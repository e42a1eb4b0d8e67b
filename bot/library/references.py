"""Every mention of a source in the knowledge, wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.problem import Place
from bot.library.reader import Entry, Library
from bot.library.strict_yaml import Route
from bot.model.citation import cited_keys
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.safety import GroupWarning
from bot.model.substance import DrugClass

CITING = (Compound, Faq, Interaction, GroupWarning, DrugClass)


@dataclass(frozen=True, slots=True)
class Mention:
    """`key` is cited in `entry` at `route`."""

    key: str
    entry: Entry
    route: Route

    @property
    def place(self) -> Place:
        """Where the id stands in the file."""
        return self.entry.find(self.key, *self.route)


def mentions(library: Library) -> Iterator[Mention]:
    """Sources named in lists (`sources:`, `evidence:`) and inline in texts."""
    for entry in library.entries_of(*CITING):
        for key, route in _walk(entry.value, ()):
            yield Mention(key, entry, route)


def _walk(value: object, route: Route) -> Iterator[tuple[str, Route]]:
    if isinstance(value, dict):
        for name, child in value.items():
            if name == "sources" and isinstance(child, list):
                yield from ((key, (*route, name, i)) for i, key in enumerate(child))
            elif name == "source" and isinstance(child, str):
                yield child, (*route, name)
            else:
                yield from _walk(child, (*route, name))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _walk(child, (*route, i))
    elif isinstance(value, str) and "[@" in value:
        yield from ((key, route) for key in cited_keys(value))
