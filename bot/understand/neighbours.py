"""Names within a few typing errors of a word, found without looking at every name."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from rapidfuzz.distance import OSA

PREFIX = 7
"""Deletions are taken from this many first letters: errors within the bound always leave one in common."""


def allowed_errors(length: int) -> int:
    """Typing errors allowed in a word of this length: none in short ones, where every letter counts."""
    if length <= 4:
        return 0
    return 1 if length <= 7 else 2


class Neighbours:
    """A deletion neighbourhood over fixed words, as two sorted arrays; look-ups do not grow with the number of words."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = tuple(dict.fromkeys(w for w in words if allowed_errors(len(w))))
        keys: list[int] = []
        owners: list[int] = []
        for owner, word in enumerate(self.words):
            for part in _deletions(word[:PREFIX], allowed_errors(len(word))):
                keys.append(hash(part))
                owners.append(owner)
        order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
        self._keys = np.array(keys, dtype=np.int64)[order]
        self._owners = np.array(owners, dtype=np.int32)[order]

    def near(self, word: str, extra: int = 0) -> list[tuple[int, str]]:
        """`(errors, word)` of every fixed word within the bound, nearest first. Digits must agree.

        `extra` allows that many errors more, to see what else stands close.
        """
        bound = allowed_errors(len(word))
        if not bound or not len(self._keys):
            return []
        parts = np.array([hash(p) for p in _deletions(word[:PREFIX], min(bound, 2))], dtype=np.int64)
        first = np.searchsorted(self._keys, parts, side="left")
        last = np.searchsorted(self._keys, parts, side="right")
        owners: set[int] = set()
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            owners.update(self._owners[start:end].tolist())
        digits = _digits(word)
        found: list[tuple[int, str]] = []
        for owner in owners:
            candidate = self.words[owner]
            limit = min(bound, allowed_errors(len(candidate))) + extra
            errors = OSA.distance(word, candidate, score_cutoff=limit)
            if errors <= limit and _digits(candidate) == digits:
                found.append((int(errors), candidate))
        return sorted(found)


def _deletions(word: str, errors: int) -> Iterator[str]:
    seen = {word}
    yield word
    for count in range(1, errors + 1):
        for gone in combinations(range(len(word)), count):
            part = "".join(c for i, c in enumerate(word) if i not in gone)
            if part not in seen:
                seen.add(part)
                yield part


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())
