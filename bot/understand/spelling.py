"""Mends typing errors in a question, so that its words meet the corpus; names of substances are never made."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.understand.english import frequencies, is_ordinary
from bot.understand.neighbours import Neighbours

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 3
"""Letters a word needs to be looked at."""
LONG = 6
"""From this length on two errors are thought possible."""
LONGEST = 12
MOST = 8
"""Strange words of one message that are looked at."""
THOROUGH = 4
"""The first of them, in which even two errors are looked for."""
COST = 2.2
CORPUS_BONUS = 3.0
PAIR_BONUS = 2.0
FIRST_LETTER = 0.8
"""Added cost of an error in the first letter, which people seldom mistype."""
DIGIT_WORDS = {"2": ("to", "too"), "4": ("for",), "1": ("one",)}


def _neighbouring_keys() -> dict[str, frozenset[str]]:
    places = {
        key: (row, column + row * 0.5) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)
    }
    return {
        key: frozenset(
            k for k, (r, c) in places.items() if k != key and abs(r - row) <= 1 and abs(c - column) <= 1.1
        )
        for key, (row, column) in places.items()
    }


_KEYS = _neighbouring_keys()


class SpellingRepair:
    """Built from the texts of a corpus; `never` holds words that no repair may produce (names of substances)."""

    def __init__(self, texts: Iterable[Sequence[str]], never: frozenset[str] = frozenset()) -> None:
        self._counts: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        for words in texts:
            self._counts.update(words)
            self._pairs.update(pairwise(words))
        self._never = never
        self._english = frequencies()
        self._near = Neighbours(w for w in self._counts if w.isalpha() and w not in never)

    def repair(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words with likely typing errors mended; words of the corpus or of English stay."""
        mended = list(words)
        tries = MOST
        for place, word in enumerate(words):
            before = mended[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            if word in DIGIT_WORDS:
                mended[place] = self._digit(word, before, after)
            elif tries and self._is_strange(word):
                tries -= 1
                mended[place] = self._best(word, before, after, tries >= MOST - THOROUGH)
        return tuple(mended)

    def _is_strange(self, word: str) -> bool:
        return word.isalpha() and len(word) >= SHORTEST and word not in self._counts and not is_ordinary(word)

    def _best(self, word: str, before: str, after: str, thorough: bool) -> str:
        candidates = self._known(_one_error(word))
        if not candidates and thorough:
            candidates = self._known(_two_errors(word))
        for errors, candidate in self._near.near(word):
            candidates.setdefault(candidate, 1.8 * errors)
        if not candidates:
            return word
        return max(candidates, key=lambda c: (self._worth(c, before, after) - COST * candidates[c], c))

    def _known(self, candidates: Iterator[tuple[str, float]]) -> dict[str, float]:
        """Those candidates that are words, each with its least cost."""
        found: dict[str, float] = {}
        for word, cost in candidates:
            if (
                (word in self._english or word in self._counts)
                and word not in self._never
                and cost < found.get(word, 99)
            ):
                found[word] = cost
        return found

    def _worth(self, word: str, before: str, after: str) -> float:
        worth = math.log10(self._english.get(word, 10_000)) * 0.8
        if word in self._counts:
            worth += CORPUS_BONUS + 0.5 * math.log10(self._counts[word])
        return worth + PAIR_BONUS * (((before, word) in self._pairs) + ((word, after) in self._pairs))

    def _digit(self, digit: str, before: str, after: str) -> str:
        """`2` is `to` where the corpus says `to` between these words and never `2`."""
        if (before, digit) in self._pairs or (digit, after) in self._pairs:
            return digit
        for word in DIGIT_WORDS[digit]:
            if (word, after) in self._pairs:
                return word
        return digit


def _one_error(word: str) -> Iterator[tuple[str, float]]:
    """Words one typing error away with what the error costs; the likeliest come first."""
    yield from _likely(word)
    yield from _unlikely(word)


def _two_errors(word: str) -> Iterator[tuple[str, float]]:
    """Words two errors of the likely kinds away; only long words are thought to have two."""
    if LONG <= len(word) <= LONGEST:
        for once, cost in dict(_likely(word)).items():
            yield from ((twice, cost + more + 0.3) for twice, more in _likely(once))


def _likely(word: str) -> Iterator[tuple[str, float]]:
    """Swapped, missing, doubled or neighbouring letters."""
    for place in range(len(word)):
        head, letter, tail = word[:place], word[place], word[place + 1 :]
        first = FIRST_LETTER if place == 0 else 0.0
        twin = bool(head) and head[-1] == letter
        close = _KEYS.get(letter, frozenset())
        beside = twin or (bool(head) and head[-1] in close) or (bool(tail) and tail[0] in close)
        yield head + tail, (0.7 if beside else 1.3) + first
        yield from ((head + other + tail, 1.0 + first) for other in close)
        if tail:
            yield head + tail[0] + letter + tail[1:], 0.8 + first
        yield head + letter + word[place:], 0.9


def _unlikely(word: str) -> Iterator[tuple[str, float]]:
    """Any letter wrong or missing."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        first = FIRST_LETTER if place == 0 else 0.0
        for letter in _LETTERS:
            yield head + letter + tail, 1.1 + first
            if tail:
                yield head + letter + tail[1:], 1.8 + first
