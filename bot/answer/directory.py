"""Names for autocomplete: a typed beginning or a misspelling → what it belongs to, showing alias and name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.model.knowledge import Knowledge

CLOSE = 70
"""Least similarity (0 to 100) of a misspelt name."""


@dataclass(frozen=True)
class NameList:
    """(casefolded name, key) pairs and the display name of each key; one look-up costs a few milliseconds at most."""

    names: tuple[tuple[str, str], ...]
    display: dict[str, str]

    def complete(self, typed: str, limit: int = 25) -> list[tuple[str, str]]:
        """(key, shown name) pairs: names that start with the text, then those that hold it, then close spellings."""
        wanted = typed.casefold().strip()
        if not wanted:
            keys = sorted(self.display, key=lambda key: self.display[key].casefold())
            return [(key, self.display[key]) for key in keys[:limit]]
        found: dict[str, str] = {}
        for _, _, name, key in sorted((_rank(n, wanted), len(n), n, k) for n, k in self.names if wanted in n):
            found.setdefault(key, name)
        if len(found) < limit:
            close = process.extract(
                wanted, [name for name, _ in self.names], scorer=fuzz.ratio, score_cutoff=CLOSE, limit=limit
            )
            for name, _, place in close:
                found.setdefault(self.names[place][1], name)
        return [(key, self._shown(key, name)) for key, name in list(found.items())[:limit]]

    def exact(self, typed: str) -> str | None:
        """The key of a name typed in full, or of a key itself."""
        if typed in self.display:
            return typed
        wanted = typed.casefold().strip()
        return next((key for name, key in self.names if name == wanted), None)

    def _shown(self, key: str, alias: str) -> str:
        name = self.display[key]
        return name if alias == name.casefold() else f"{alias} → {name}"


@dataclass(frozen=True)
class Directory:
    """What can be typed where: compounds for cards, and everything that can take part in an interaction."""

    knowledge: Knowledge
    compounds: NameList = field(init=False, repr=False)
    parties: NameList = field(init=False, repr=False)

    def __post_init__(self) -> None:
        cards = list(_cards(self.knowledge))
        compounds = NameList(tuple(cards), {c.id: c.name for c in self.knowledge.compounds.values()})
        object.__setattr__(self, "compounds", compounds)
        object.__setattr__(self, "parties", _parties(self.knowledge, cards))


def _parties(knowledge: Knowledge, cards: Iterable[tuple[str, str]]) -> NameList:
    names = [(name, f"compound:{key}") for name, key in cards]
    display = {f"compound:{c.id}": c.name for c in knowledge.compounds.values()}
    for kind, records in (("medicine", knowledge.medicines), ("class", knowledge.classes)):
        for record in records.values():
            key = f"{kind}:{record.id}"
            display[key] = record.name
            names += [(name.casefold(), key) for name in (record.name, *record.names)]
    return NameList(tuple(names), display)


def _rank(name: str, wanted: str) -> int:
    return 0 if name == wanted else 1 if name.startswith(wanted) else 2


def _cards(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for card in knowledge.compounds.values():
        for name in (card.name, *card.names.all):
            yield name.casefold(), card.id
