"""Which groups of people a question speaks of: conditions, medicines, ages and shorthand, as the safety data lists them."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from bot.model.safety import GroupWarning
from bot.model.substance import Medicine
from bot.model.vocabulary import Group
from bot.understand.ages import ages
from bot.understand.cues import NUMBER, Cue, Words, parse_cue
from bot.understand.normalize import Normalized, normalize

_SLIP_FROM = 7
"""Words this long may hold one slip of the finger; shorter ones are too near others."""
_HEAD, _TAIL = 300, 150
"""Words read at either end: more is no question."""
_NAME_FROM = 3
"""Names of medicines shorter than this are too often something else."""


class GroupFinder:
    """Holds the cues of the groups, and the medicines by whose class a cue may name them.

    `find` is linear in the number of words.
    """

    def __init__(self, groups: Iterable[GroupWarning], medicines: Iterable[Medicine] = ()) -> None:
        self._cues: dict[str, list[tuple[Cue, Group]]] = {}
        self._names: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        self._order: list[Group] = []
        known: set[str] = set()
        for warning in groups:
            self._order.append(warning.group)
            for text in warning.cues:
                cue = parse_cue(text)
                known |= cue.words
                for first in cue.firsts:
                    self._cues.setdefault(first, []).append((cue, warning.group))
        for medicine in medicines:
            if medicine.kind == "medicine":
                self._learn(medicine)
        self._known = frozenset(known)
        self._long: dict[tuple[str, int], list[str]] = {}
        for word in known:
            if len(word) >= _SLIP_FROM and word.isalpha():
                for length in (len(word) - 1, len(word), len(word) + 1):
                    self._long.setdefault((word[0], length), []).append(word)

    def _learn(self, medicine: Medicine) -> None:
        classes = frozenset({"medicine", *medicine.classes})
        for name in (medicine.name, *medicine.names):
            words = _words(name)
            if words and len(name) >= _NAME_FROM:
                self._names.setdefault(words[0], []).append((words, classes))

    def find(self, text: str | Normalized) -> tuple[Group, ...]:
        """The groups that a text names, in the order of the safety data."""
        words = _words(text)
        words = words if len(words) <= _HEAD + _TAIL else words[:_HEAD] + words[-_TAIL:]
        read = Words(words, tuple(map(self._readings, words)), tuple(self._named(words)))
        found = set(ages(words))
        for at in range(len(words)):
            for first in self._firsts(read, at):
                for cue, group in self._cues.get(first, ()):
                    if group not in found and cue.fits(read, at):
                        found.add(group)
        return tuple(group for group in self._order if group in found)

    def _firsts(self, read: Words, at: int) -> Iterator[str]:
        yield from read.readings[at]
        if read.number(at) is not None:
            yield NUMBER
        for classes, _ in read.names[at]:
            yield from (f"<{c}>" for c in classes)

    def _named(self, words: tuple[str, ...]) -> Iterator[tuple[tuple[frozenset[str], int], ...]]:
        """For every word the medicines whose name begins there: their classes, and where the name ends."""
        for at, word in enumerate(words):
            yield tuple(
                (classes, at + len(name))
                for name, classes in self._names.get(word, ())
                if words[at : at + len(name)] == name
            )

    def _readings(self, word: str) -> frozenset[str]:
        """The cue words that a word may stand for: itself, its singular, or one that it misspells."""
        if word in self._known:
            return frozenset({word})
        if word.endswith("s") and word[:-1] in self._known:
            return frozenset({word[:-1]})
        if len(word) >= _SLIP_FROM and word.isalpha():
            return frozenset(k for k in self._long.get((word[0], len(word)), ()) if _one_slip(word, k))
        return frozenset()


def _one_slip(word: str, known: str) -> bool:
    return OSA.distance(word, known, score_cutoff=1) <= 1


def _words(read: str | Normalized) -> tuple[str, ...]:
    """Words and numbers without apostrophes; a `/` or `+` stays between two numbers, as in 150/95."""
    normalized = normalize(read) if isinstance(read, str) else read
    texts = [token.text for token in normalized.tokens]
    kept = []
    for at, text in enumerate(texts):
        between = 0 < at < len(texts) - 1 and texts[at - 1][-1].isdigit() and texts[at + 1][0].isdigit()
        if text[0].isalnum() or (text in ("/", "+") and between):
            kept.append(text.replace("'", ""))
    return tuple(kept)
