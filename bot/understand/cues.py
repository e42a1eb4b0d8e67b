"""How the data writes what to look for: `quit|stop <medicine>`, `egfr <5-59>`, `due * march`, `im <5-42> weeks !in|on`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.understand.normalize import normalize

NUMBER: Final = "<number>"
FILLERS: Final = frozenset(
    "my the his her our your their a an some this that these taking using take use".split()
)
"""Words that may stand between the words of a cue."""
_MOST_FILLERS, _GAP = 2, 3
_RANGE = re.compile(r"<(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)>")
_SLOT = re.compile(r"<([a-z][a-z0-9-]*)>")


@dataclass(frozen=True)
class Words:
    """The words of a text; for each the cue words it may stand for, and `(classes, end)` of medicines named there."""

    words: tuple[str, ...]
    readings: tuple[frozenset[str], ...]
    names: tuple[tuple[tuple[frozenset[str], int], ...], ...]

    def number(self, at: int) -> float | None:
        """The number at a place, or None."""
        word = self.words[at] if at < len(self.words) else ""
        return float(word) if word.replace(".", "", 1).isdecimal() and word.isascii() else None


@dataclass(frozen=True)
class _Part:
    """One place of a cue. `without` forbids its phrases there and takes no word; `gap` lets a few words pass."""

    phrases: frozenset[tuple[str, ...]] = frozenset()
    ranges: tuple[tuple[float, float], ...] = ()
    classes: frozenset[str] = frozenset()
    without: bool = False
    gap: bool = False

    def ends(self, text: Words, at: int) -> Iterator[int]:
        """The places after it when it stands at `at`."""
        for phrase in self.phrases:
            end = at + len(phrase)
            if end <= len(text.words) and all(
                w in text.readings[at + i] or w == text.words[at + i] for i, w in enumerate(phrase)
            ):
                yield end
        number = text.number(at) if self.ranges else None
        if number is not None and any(low <= number <= high for low, high in self.ranges):
            yield at + 1
        if self.classes and at < len(text.words):
            yield from (end for classes, end in text.names[at] if classes & self.classes)


@dataclass(frozen=True)
class Cue:
    """The places of one cue in order."""

    parts: tuple[_Part, ...]

    @property
    def firsts(self) -> frozenset[str]:
        """What a text must hold where the cue begins: a word, `<number>`, or `<class>`."""
        part = self.parts[0]
        numbers = {NUMBER} if part.ranges else set()
        return frozenset({p[0] for p in part.phrases} | numbers | {f"<{c}>" for c in part.classes})

    @property
    def words(self) -> frozenset[str]:
        """All words of the cue."""
        return frozenset(word for part in self.parts for phrase in part.phrases for word in phrase)

    @property
    def classes(self) -> frozenset[str]:
        """The classes of medicines that it names; `medicine` is any."""
        return frozenset().union(*(part.classes for part in self.parts))

    def fits(self, text: Words, at: int) -> bool:
        """Whether the text holds the cue from the word at `at` on."""
        places = set(self.parts[0].ends(text, at))
        for part in self.parts[1:]:
            places = set(_after(part, text, places))
        return bool(places)


def _after(part: _Part, text: Words, places: Iterable[int]) -> Iterator[int]:
    for at in places:
        if part.gap:
            yield from range(at, min(at + _GAP, len(text.words)) + 1)
        elif part.without:
            if not any(True for _ in part.ends(text, at)):
                yield at
        else:
            for skipped in range(_MOST_FILLERS + 1):
                yield from part.ends(text, at + skipped)
                if at + skipped >= len(text.words) or text.words[at + skipped] not in FILLERS:
                    break


def parse_cue(text: str) -> Cue:
    """Read one cue; never fails. One that begins with `*` or `!`, or holds no word, has no `firsts` and fits nothing."""
    parts = tuple(_part(piece) for piece in text.split())
    return Cue(parts if parts and not parts[0].gap and not parts[0].without else (_Part(),))


def _part(piece: str) -> _Part:
    if piece == "*":
        return _Part(gap=True)
    phrases: set[tuple[str, ...]] = set()
    ranges, classes = [], set()
    for choice in piece.removeprefix("!").split("|"):
        if found := _RANGE.fullmatch(choice):
            ranges.append((float(found[1]), float(found[2])))
        elif slot := _SLOT.fullmatch(choice):
            classes.add(slot[1])
        elif choice in ("/", "+"):
            phrases.add((choice,))
        elif words := tuple(w.replace("'", "") for w in normalize(choice).words):
            phrases.add(words)
    return _Part(frozenset(phrases), tuple(ranges), frozenset(classes), without=piece.startswith("!"))
