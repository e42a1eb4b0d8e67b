"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.library.codes import all_codes
from bot.library.problem import Edit, Place, Problem
from bot.library.prose import PROSE_FIELDS, Prose, prose
from bot.library.reader import Library
from bot.library.references import Mention, mentions
from bot.model.base import Record

Searcher = Callable[[str], list[str]]
"""A question → ids of the FAQ entries it finds, best first, then entry ids of other answers such as `card:x#topic`.

The retriever is handed in, never imported."""


@dataclass(frozen=True)
class Inspection:
    """What a rule may look at. Without a `search`, the rules on wordings have nothing to say."""

    library: Library
    today: date
    search: Searcher | None = None

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of a source."""
        return tuple(mentions(self.library))

    def prose(self, *kinds: type[Record]) -> Iterator[Prose]:
        """The texts of some kinds of entries; of all kinds when none is named."""
        for kind in kinds or tuple(self._prose):
            yield from self._prose.get(kind, ())

    @cached_property
    def _prose(self) -> dict[type[Record], list[Prose]]:
        return {kind: list(prose(self.library, kind)) for kind in PROSE_FIELDS}


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, one plain sentence, what to write instead, and the edit that does so when there is only one."""

    place: Place
    message: str
    remedy: str
    fix: Edit | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule looks for; its level and the words about it stand in `codes.yaml` under its code."""

    code: str
    find: Callable[[Inspection], Iterable[Finding]]

    def problems(self, inspection: Inspection) -> Iterator[Problem]:
        """The rule's findings as problems."""
        level = all_codes()[self.code].level
        for found in self.find(inspection):
            yield Problem(self.code, level, found.place, found.message, found.remedy, found.fix)
