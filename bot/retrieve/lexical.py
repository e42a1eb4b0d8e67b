"""Words and letter groups two texts share, weighted by how rare they are (TF-IDF), as one inverted index in numpy."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]
Owners = NDArray[np.int64]
Features = Callable[[Sequence[Sequence[str]]], tuple[Hashes, Owners]]
"""Texts as words → feature hashes of all texts in one array, and for each the text it came from."""

GROUPS = (3, 4)
"""Letter groups of these lengths, inside words padded with a space on either side."""
LARGE = 5000
COMMON = 0.02
"""In a large corpus a feature of more than this share of the texts is not looked up: it tells little and costs most."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


class LexicalIndex:
    """TF-IDF cosine of words and of letter groups between a query and every text, as one weighted sum."""

    def __init__(self, texts: Sequence[Sequence[str]], word_weight: float, letter_weight: float) -> None:
        self.size = len(texts)
        self._postings = [
            _Postings(_word_pairs, texts, word_weight),
            _Postings(_letter_groups, texts, letter_weight),
        ]

    def scores(self, words: Sequence[str]) -> Floats:
        """One value per text, 0 to the sum of the two weights."""
        parts = [p.matches(words) for p in self._postings]
        rows = np.concatenate([rows for rows, _ in parts])
        values = np.concatenate([values for _, values in parts])
        return np.bincount(rows, values, minlength=self.size).astype(np.float32)


class _Postings:
    """For every feature the texts that have it, with their weights: building and asking touch no object per feature."""

    def __init__(self, features: Features, texts: Sequence[Sequence[str]], weight: float) -> None:
        self._features = features
        size = len(texts)
        hashes, owners, counts = _distinct(*features(texts))
        self._keys, starts, feature_of = _group(hashes)
        df = np.diff(np.append(starts, len(hashes)))
        self._idf = (np.log((1 + size) / (1 + df)) + 1).astype(np.float32)
        values = (1.0 + np.log(counts)) * self._idf[feature_of]
        norms = np.sqrt(np.bincount(owners, values * values, minlength=size)) + 1e-9
        self._starts = starts
        self._lengths = df.copy()
        if size > LARGE:
            self._lengths[df > size * COMMON] = 0
        self._rows = owners.astype(np.int32)
        self._values = (weight * values / norms[owners]).astype(np.float32)

    def matches(self, words: Sequence[str]) -> tuple[NDArray[np.int32], Floats]:
        """Texts that share a feature and what the feature adds, once per shared feature."""
        hashes, _ = self._features([words])
        if not len(hashes) or not len(self._keys):
            return np.empty(0, np.int32), np.empty(0, np.float32)
        hashes.sort()
        starts = np.concatenate(([0], np.flatnonzero(hashes[1:] != hashes[:-1]) + 1))
        keys, counts = hashes[starts], np.concatenate((starts[1:], [len(hashes)])) - starts
        places = np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        places = places[known]
        weights = (1.0 + np.log(counts[known])) * self._idf[places]
        strength = weights / max(float(np.sqrt(weights @ weights)), 1e-9)
        lengths = self._lengths[places]
        ends = lengths.cumsum()
        spots = np.arange(ends[-1] if len(ends) else 0) + (self._starts[places] - ends + lengths).repeat(
            lengths
        )
        return self._rows[spots], self._values[spots] * strength.repeat(lengths).astype(np.float32)


def _word_pairs(texts: Sequence[Sequence[str]]) -> tuple[Hashes, Owners]:
    """Words and pairs of neighbouring words."""
    words = [w for text in texts for w in text]
    owners = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    single = np.fromiter((hash(w) & 0xFFFFFFFFFFFFFFFF for w in words), np.uint64, len(words))
    with np.errstate(over="ignore"):
        pairs = single[:-1] * _PRIME ^ (single[1:] + _MIX)
    same = owners[:-1] == owners[1:]
    return np.concatenate((single, pairs[same])), np.concatenate((owners, owners[:-1][same]))


def _letter_groups(texts: Sequence[Sequence[str]]) -> tuple[Hashes, Owners]:
    """Groups of letters inside padded words: they survive typing errors and word endings."""
    padded = [f" {' '.join(text)} ".encode("utf-32-le") for text in texts]
    codes = np.frombuffer(b"".join(padded), dtype=np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(p) // 4 for p in padded])
    spaces = codes == 32
    gaps = np.cumsum(spaces)
    hashes: list[Hashes] = [np.empty(0, np.uint64)]
    sources: list[Owners] = [np.empty(0, np.int64)]
    for length in GROUPS:
        count = len(codes) - length + 1
        if count <= 0:
            continue
        value = np.full(count, length, dtype=np.uint64)
        with np.errstate(over="ignore"):
            for place in range(length):
                value = (value ^ codes[place : place + count]) * _PRIME
                value ^= value >> np.uint64(29)
        last = length - 1
        inside = gaps[last:] - gaps[:count] == spaces[last:]
        kept = inside & (owners[:count] == owners[last:])
        hashes.append(value[kept])
        sources.append(owners[:count][kept])
    return np.concatenate(hashes), np.concatenate(sources)


def _distinct(hashes: Hashes, owners: Owners) -> tuple[Hashes, Owners, NDArray[np.int64]]:
    """Distinct (feature, text) pairs, sorted by feature, and how often each occurs."""
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    if not len(hashes):
        return hashes, owners, np.empty(0, np.int64)
    new = np.append(True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1]))
    starts = np.flatnonzero(new)
    return hashes[starts], owners[starts], np.diff(np.append(starts, len(hashes)))


def _group(ordered: Hashes) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Distinct values of a sorted array, where each starts, and for every element the number of its group."""
    if not len(ordered):
        return ordered, np.empty(0, np.int64), np.empty(0, np.int64)
    new = np.append(True, ordered[1:] != ordered[:-1])
    starts = np.flatnonzero(new)
    return ordered[starts], starts, np.cumsum(new) - 1
