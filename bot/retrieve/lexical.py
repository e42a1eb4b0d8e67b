"""Words and letter groups two texts share, weighted by how rare they are (TF-IDF), as one inverted index in numpy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]

GROUPS = (3, 4, 5)
"""Letter groups of these lengths, inside words padded with a space on either side."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


class LexicalIndex:
    """Cosine of TF-IDF vectors between a query and every text. Building and asking touch no Python object per feature."""

    def __init__(self, texts: Sequence[Sequence[str]], features: "type[Features]") -> None:
        self._features = features
        hashes, owners = features.of(texts)
        self.size = len(texts)
        pairs, counts = _count(hashes, owners, self.size)
        weights = 1.0 + np.log(counts.astype(np.float32))
        self._keys, starts, feature_of = _group(pairs[0])
        df = np.diff(np.append(starts, len(pairs[0])))
        self._idf = (np.log((1 + self.size) / (1 + df)) + 1).astype(np.float32)
        self._starts = np.append(starts, len(pairs[0])).astype(np.int64)
        values = weights * self._idf[feature_of]
        norms = np.sqrt(np.bincount(pairs[1], values * values, minlength=self.size)) + 1e-9
        self._rows = pairs[1].astype(np.int32)
        self._values = (values / norms[pairs[1]]).astype(np.float32)

    def scores(self, words: Sequence[str]) -> Floats:
        """One cosine per text, 0 to 1."""
        hashes, _ = self._features.of([words])
        if not len(hashes) or not len(self._keys):
            return np.zeros(self.size, dtype=np.float32)
        keys, counts = np.unique(hashes, return_counts=True)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        tf = 1.0 + np.log(counts)
        unseen = np.log(1 + self.size) + 1
        weights = tf * np.where(known, self._idf[places], unseen * self._features.unseen_share)
        norm = float(np.sqrt(np.sum(weights * weights)))
        found, strength = places[known], (weights[known] / norm)
        starts, ends = self._starts[found], self._starts[found + 1]
        total = int((ends - starts).sum())
        if not total:
            return np.zeros(self.size, dtype=np.float32)
        offsets = np.repeat(starts - np.append(0, np.cumsum(ends - starts)[:-1]), ends - starts)
        postings = np.arange(total) + offsets
        values = self._values[postings] * np.repeat(strength, ends - starts)
        return np.bincount(self._rows[postings], values, minlength=self.size).astype(np.float32)


class Features:
    """How texts become feature hashes; `unseen_share` is how much a feature no text has weighs in the query."""

    unseen_share = 0.0

    @staticmethod
    def of(texts: Sequence[Sequence[str]]) -> tuple[Hashes, NDArray[np.int64]]:
        """Feature hashes of all texts in one array, and for each the text it came from."""
        raise NotImplementedError


class WordPairs(Features):
    """Words and pairs of neighbouring words."""

    @staticmethod
    def of(texts: Sequence[Sequence[str]]) -> tuple[Hashes, NDArray[np.int64]]:
        words = [w for text in texts for w in text]
        if not words:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        owners = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
        single = np.fromiter((hash(w) & 0xFFFFFFFFFFFFFFFF for w in words), np.uint64, len(words))
        with np.errstate(over="ignore"):
            pairs = single[:-1] * _PRIME ^ (single[1:] + _MIX)
        same = owners[:-1] == owners[1:]
        return np.concatenate((single, pairs[same])), np.concatenate((owners, owners[:-1][same]))


class LetterGroups(Features):
    """Groups of letters inside padded words: they survive typing errors and word endings."""

    @staticmethod
    def of(texts: Sequence[Sequence[str]]) -> tuple[Hashes, NDArray[np.int64]]:
        padded = [f" {' '.join(text)} ".encode("utf-32-le") for text in texts]
        codes = np.frombuffer(b"".join(padded), dtype=np.uint32).astype(np.uint64)
        owners = np.repeat(np.arange(len(texts)), [len(p) // 4 for p in padded])
        gaps = np.cumsum(codes == 32)
        hashes: list[Hashes] = []
        sources: list[NDArray[np.int64]] = []
        for length in GROUPS:
            if len(codes) < length:
                continue
            count = len(codes) - length + 1
            value = np.full(count, length, dtype=np.uint64)
            with np.errstate(over="ignore"):
                for place in range(length):
                    value = (value ^ codes[place : place + count]) * _PRIME
                    value ^= value >> np.uint64(29)
            last = length - 1
            inside = gaps[last:] - gaps[:count] - (codes[last:] == 32) == 0
            kept = inside & (owners[:count] == owners[last:])
            hashes.append(value[kept])
            sources.append(owners[:count][kept])
        if not hashes:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        return np.concatenate(hashes), np.concatenate(sources)


def _count(
    hashes: Hashes, owners: NDArray[np.int64], size: int
) -> tuple[tuple[Hashes, NDArray[np.int64]], NDArray[np.int64]]:
    """Distinct (feature, text) pairs, sorted by feature, and how often each occurs."""
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    if not len(hashes):
        return (hashes, owners), np.empty(0, np.int64)
    new = np.append(True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1]))
    starts = np.flatnonzero(new)
    return (hashes[starts], owners[starts]), np.diff(np.append(starts, len(hashes)))


def _group(ordered: Hashes) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Distinct values of a sorted array, where each starts, and for every element the number of its group."""
    if not len(ordered):
        return ordered, np.empty(0, np.int64), np.empty(0, np.int64)
    new = np.append(True, ordered[1:] != ordered[:-1])
    starts = np.flatnonzero(new)
    return ordered[starts], starts, np.cumsum(new) - 1
