"""Mends typing errors in a question, so that its words meet the corpus; names of substances are never made."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.understand.english import frequencies, is_ordinary
from bot.understand.neighbours import Neighbours

Candidates = tuple[list[str], list[float]]
"""Words that may be meant, and what the error to each costs."""
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
    """Built from the texts of a corpus; `never` holds words that no repair may produce (names of substances).

    What was found for a word of `names`, which are of the knowledge, is remembered; for a member's own words it is not.
    """

    def __init__(
        self,
        texts: Iterable[Sequence[str]],
        never: frozenset[str] = frozenset(),
        names: frozenset[str] = frozenset(),
    ) -> None:
        self._counts: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        for words in texts:
            self._counts.update(words)
            self._pairs.update(pairwise(words))
        self._never = never
        self._names = names
        self._of_names: dict[tuple[str, bool], dict[str, float]] = {}
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
        candidates = self._candidates(word, thorough)
        if not candidates:
            return word
        return max(candidates, key=lambda c: (self._worth(c, before, after) - COST * candidates[c], c))

    def _candidates(self, word: str, thorough: bool) -> dict[str, float]:
        """Words that may be meant, and what each would cost; those of a name are remembered."""
        if (word, thorough) in self._of_names:
            return self._of_names[word, thorough]
        found = self._known(_likely(word), _unlikely(word))
        if not found and thorough and LONG <= len(word) <= LONGEST:
            found = self._two_errors(word)
        for errors, candidate in self._near.near(word):
            found.setdefault(candidate, 1.8 * errors)
        if word in self._names:
            self._of_names[word, thorough] = found
        return found

    def _two_errors(self, word: str) -> dict[str, float]:
        """Words two errors of the likely kinds away; only long words are thought to have two."""
        found: dict[str, float] = {}
        for once, cost in dict(zip(*_likely(word), strict=True)).items():
            for twice, more in self._known(_likely(once)).items():
                found[twice] = min(cost + more + 0.3, found.get(twice, 99))
        return found

    def _known(self, *candidates: Candidates) -> dict[str, float]:
        """Those candidates that are words, each with its least cost."""
        found: dict[str, float] = {}
        for words, costs in candidates:
            if self._english.keys().isdisjoint(words) and self._counts.keys().isdisjoint(words):
                continue
            for word, cost in zip(words, costs, strict=True):
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


def _likely(word: str) -> Candidates:
    """Swapped, missing, doubled or neighbouring letters."""
    words: list[str] = []
    costs: list[float] = []
    for place, letter in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        first = FIRST_LETTER if place == 0 else 0.0
        close = _KEYS.get(letter, ())
        before, after = word[place - 1 : place], tail[:1]
        beside = (before and (before == letter or before in close)) or (after and after in close)
        words.append(head + tail)
        words += [head + other + tail for other in close]
        words += (
            (head + after + letter + tail[1:], head + letter + word[place:]) if tail else (word + letter,)
        )
        costs.append((0.7 if beside else 1.3) + first)
        costs += [1.0 + first] * len(close)
        costs += (0.8 + first, 0.9) if tail else (0.9,)
    return words, costs


def _unlikely(word: str) -> Candidates:
    """Any letter wrong or missing."""
    words: list[str] = []
    costs: list[float] = []
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        first = FIRST_LETTER if place == 0 else 0.0
        words += [head + letter + tail for letter in _LETTERS]
        costs += [1.1 + first] * len(_LETTERS)
        if tail:
            words += [head + letter + tail[1:] for letter in _LETTERS]
            costs += [1.8 + first] * len(_LETTERS)
    return words, costs
