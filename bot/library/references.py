"""Every mention of a source in the knowledge, wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.problem import Place
from bot.library.prose import texts_of
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
    for entry in library.texts_of(*CITING):
        for text, route in texts_of(entry):
            names = [step for step in route if isinstance(step, str)]
            if names[-1:] in (["sources"], ["source"]):
                yield Mention(text, entry, route)
            elif "[@" in text:
                yield from (Mention(key, entry, route) for key in cited_keys(text))
