"""Which compounds, medicines and classes a text names, and what it names that nobody here knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from rapidfuzz.distance import OSA

from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Risk
from bot.understand.collisions import CollisionGuard, MessageGuard
from bot.understand.neighbours import Neighbours, allowed_errors
from bot.understand.normalize import Normalized, normalize
from bot.understand.unknown import UnknownNames

MOST_LOOKUPS = 24
"""Unknown words of a message that are compared with the names; the rest of a very long one is not."""

_Near = tuple[int, str]
Kind = Literal["compound", "medicine", "class", "other"]
How = Literal["exact", "spelling"]

START = 6
"""Letters by which most words are known not to begin any name."""
LONGEST_NAME = 7
"""Words in the longest name that is looked for."""

T = TypeVar("T")

_ORDER: dict[Kind, int] = {"compound": 0, "medicine": 1, "class": 2, "other": 3}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text; `start:end` is its place in the original."""

    kind: Kind
    id: str
    surface: str
    start: int
    end: int
    how: How = "exact"


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A word that could be several names, or one name that is too easily taken for another: ask."""

    surface: str
    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Links:
    """Everything a text names. `unknown` are substance-like words that are in no list: they block answers."""

    mentions: tuple[Mention, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    unknown: tuple[str, ...] = ()

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Ids of one kind in the order of the text, each once."""
        return tuple(dict.fromkeys(m.id for m in self.mentions if m.kind == kind))

    @property
    def compounds(self) -> tuple[str, ...]:
        return self.ids("compound")

    @property
    def substances(self) -> tuple[str, ...]:
        """Compounds and medicines, each once."""
        return tuple(dict.fromkeys(m.id for m in self.mentions if m.kind in ("compound", "medicine")))


@dataclass(frozen=True, slots=True)
class _Target:
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word of the text that may be part of a name. `barrier` says that a mark stands before it."""

    text: str
    stem: str
    start: int
    end: int
    glued: bool
    barrier: bool


@dataclass
class _Found:
    """What has been found so far in one text."""

    mentions: list[Mention]
    ambiguous: list[Ambiguity] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def links(self) -> Links:
        mentions = sorted((m for m in self.mentions if m.kind != "other"), key=lambda m: m.start)
        return Links(tuple(mentions), tuple(self.ambiguous), tuple(dict.fromkeys(self.unknown)))


class NameIndex:
    """Links names in a text; built once per knowledge snapshot, read by many."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._exact: dict[str, list[_Target]] = {}
        self._shapes: dict[str, set[tuple[str, ...]]] = {}
        self._starts: set[str] = set()
        self._longest = 1
        self._risk = {c.id: c.risk for c in knowledge.compounds.values()}
        self._confusable = _confusable(knowledge)
        words: set[str] = set()
        for target, name in _names(knowledge):
            words.update(normalize(name).words)
            self._add(target, name)
        self.words = frozenset(words)
        self._neighbours = Neighbours(self._exact)
        self._asked = frozenset(x.id for x in knowledge.lookalikes.values() if x.ask)
        self._guard = CollisionGuard(knowledge)
        self._unknown = UnknownNames(knowledge)

    def link(self, normalized: Normalized) -> Links:
        """The names in a text, in its order. Overlaps are settled for the longest name."""
        atoms = _atoms(normalized)
        taken: list[Mention | None] = [None] * len(atoms)
        guard = self._guard.of(normalized)
        exact = self._link_exact(normalized.original, atoms, taken)
        found = _Found([m for m in exact if guard.admits(m.surface, m.start, exact)])
        index = looked = 0
        while index < len(atoms):
            if taken[index] is not None:
                index += 1
                continue
            width, near = (
                self._near(atoms, taken, index) if self._may_be_name(atoms, index, looked) else (1, [])
            )
            looked += bool(near) or not self._unknown.is_ordinary(atoms[index].text)
            settled = bool(near) and self._settle(
                normalized, atoms[index : index + width], near, found, guard
            )
            if not settled and self._unknown.looks_like_substance(atoms, taken, index):
                width = self._unknown.width(atoms, index)
                found.unknown.append("".join(a.text for a in atoms[index : index + width]))
            index += width
        return found.links()

    def _may_be_name(self, atoms: list[_Atom], index: int, looked: int) -> bool:
        return looked < MOST_LOOKUPS and not self._unknown.changes_meaning(atoms, index)

    def _add(self, target: _Target, name: str) -> None:
        atoms = _atoms(normalize(name))
        if not atoms or len(atoms) > LONGEST_NAME:
            return
        self._longest = max(self._longest, len(atoms))
        for key in {"".join(a.text for a in atoms).replace("'", ""), "".join(a.stem for a in atoms)}:
            targets = self._exact.setdefault(key, [])
            if target not in targets:
                targets.append(target)
                targets.sort(key=lambda t: _ORDER[t.kind])
            self._shapes.setdefault(key, set()).add(tuple(a.stem for a in atoms))
            self._starts.update(key[:end] for end in range(1, START + 1))

    def _link_exact(self, original: str, atoms: list[_Atom], taken: list[Mention | None]) -> list[Mention]:
        mentions: list[Mention] = []
        index = 0
        while index < len(atoms):
            width, mention = self._longest_at(original, atoms, index)
            if mention is not None:
                taken[index : index + width] = [mention] * width
                mentions.append(mention)
            index += width
        return mentions

    def _longest_at(self, original: str, atoms: list[_Atom], index: int) -> tuple[int, Mention | None]:
        first = atoms[index]
        if not {first.text.replace("'", "")[:START], first.stem[:START]} & self._starts:
            return 1, None
        for width in range(min(self._longest, len(atoms) - index), 0, -1):
            window = atoms[index : index + width]
            if any(a.barrier for a in window[1:]):
                continue
            for key in ("".join(a.text for a in window).replace("'", ""), "".join(a.stem for a in window)):
                targets = self._exact.get(key)
                if targets is None or not self._fits(key, window):
                    continue
                if self._unknown.changes_meaning(atoms, index):
                    return width, None
                start, end = window[0].start, window[-1].end
                target = targets[0]
                return width, Mention(target.kind, target.id, original[start:end], start, end)
        return 1, None

    def _fits(self, key: str, window: list[_Atom]) -> bool:
        """Short names must be written as a name is; `sa me` is not SAMe."""
        if len(key) > 5 or len(window) == 1 or all(a.glued for a in window[1:]):
            return True
        return tuple(a.stem for a in window) in self._shapes[key]

    def _near(self, atoms: list[_Atom], taken: list[Mention | None], index: int) -> tuple[int, list[_Near]]:
        """The run of up to three free words from `index` that is nearest to a name, and the names near it."""
        best: tuple[int, list[_Near]] = (1, [])
        for width in (1, 2, 3):
            window = atoms[index : index + width]
            if len(window) < width or any(taken[index : index + width]) or any(a.barrier for a in window[1:]):
                break
            if all(self._unknown.is_ordinary(a.text) for a in window):
                continue
            word = "".join(a.stem for a in window)
            near = [n for n in self._neighbours.near(word, extra=1) if self._same_shape(window, n[1])]
            if (
                near
                and near[0][0] <= allowed_errors(len(word))
                and (not best[1] or near[0][0] < best[1][0][0])
            ):
                best = (width, near)
        return best

    def _same_shape(self, window: list[_Atom], name: str) -> bool:
        """Several words are near a name only when it has as many words, each of them near."""
        if len(window) == 1:
            return True
        return any(
            len(shape) == len(window)
            and all(
                OSA.distance(a.stem, s) <= allowed_errors(len(s)) for a, s in zip(window, shape, strict=True)
            )
            for shape in self._shapes[name]
        )

    def _settle(
        self,
        normalized: Normalized,
        window: list[_Atom],
        near: list[_Near],
        found: "_Found",
        guard: MessageGuard,
    ) -> bool:
        """Take the nearest name, or ask when another is nearly as near or the likeness is loose.

        False when the word is rather something else, known or unknown.
        """
        start, end = window[0].start, window[-1].end
        surface = normalized.original[start:end]
        word = "".join(a.stem for a in window)
        least, name = near[0]
        best = _unique(t for errors, n in near if errors == least for t in self._exact[n])
        known = [t for t in best if t.kind != "other"]
        if not known or any(t.kind == "other" and t.id not in self._asked for t in best):
            return True
        alike = _consonants(word) == _consonants(name)
        loose = least > 1 and not alike
        if loose and self._unknown.has_substance_ending(word):
            return False
        close = _unique(
            t
            for errors, n in near
            if errors <= (least if alike and least == 1 else least + 1)
            for t in self._exact[n]
        )
        rivals = [t for t in close if t.id != known[0].id and (t in best or self._differs(known[0], t))]
        if rivals or loose:
            ids = _unique(t.id for t in (*known, *rivals) if t.kind != "other")
            found.ambiguous.append(Ambiguity(surface, tuple(ids), start, end))
            return True
        mention = Mention(known[0].kind, known[0].id, surface, start, end, "spelling")
        if guard.admits(surface, start, found.mentions):
            found.mentions.append(mention)
        return True

    def _differs(self, one: _Target, other: _Target) -> bool:
        if other.kind == "other" or frozenset((one.id, other.id)) in self._confusable:
            return True
        return one.kind != other.kind or self._risk.get(one.id, Risk.CAUTION) != self._risk.get(
            other.id, Risk.CAUTION
        )


def _atoms(normalized: Normalized) -> list[_Atom]:
    atoms: list[_Atom] = []
    barrier = False
    for token in normalized.tokens:
        if token.is_word:
            atoms.append(_Atom(token.text, _stem(token.text), token.start, token.end, token.glued, barrier))
            barrier = False
        elif not (token.text == "." and atoms and len(atoms[-1].text) <= 2):
            barrier = True
    return atoms


def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    return (
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


def _consonants(word: str) -> str:
    """What is left when doubled letters, vowels and letters that sound alike are evened out."""
    kept = ""
    for letter in word.replace("ph", "f").replace("z", "s").replace("k", "c"):
        if letter not in "aeiouyh" and not kept.endswith(letter):
            kept += letter
    return kept


def _unique(values: Iterator[T]) -> list[T]:
    return list(dict.fromkeys(values))


def _names(knowledge: Knowledge) -> Iterator[tuple[_Target, str]]:
    for compound in knowledge.compounds.values():
        target = _Target("compound", compound.id)
        yield from ((target, name) for name in (compound.name, compound.id, *compound.names.all))
    for medicine in knowledge.medicines.values():
        target = _Target("medicine", medicine.id)
        yield from ((target, name) for name in (medicine.name, *medicine.names))
    for drug_class in knowledge.classes.values():
        target = _Target("class", drug_class.id)
        yield from ((target, name) for name in (drug_class.name, *drug_class.names))
    for lookalike in knowledge.lookalikes.values():
        target = _Target("other", lookalike.id)
        yield from ((target, name) for name in lookalike.words)


def _confusable(knowledge: Knowledge) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((compound.id, other))
        for compound in knowledge.compounds.values()
        for other in compound.confusable_with
    )
