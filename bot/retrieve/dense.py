"""How near a question is to each entry in meaning, seen four ways."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.retrieve.encoder import Floats

COARSE = 64
"""Dimensions of the first look at a large corpus."""
STIFFNESS = 1.0
"""Ridge penalty of the classifier over wordings."""

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class DenseIndex:
    """`wordings` are unit rows sorted by entry; `starts[i]:starts[i+1]` are those of entry `i`.

    `centres` are the means of an entry's wordings, `classifier` a ridge classifier that learnt from all wordings which
    entry they belong to, `answers` the vectors of the answers (zero rows where an entry has none).
    """

    wordings: Floats
    starts: NDArray[np.int64]
    centres: Floats
    classifier: Floats
    answers: Floats | None
    basis: Floats
    coarse: Floats

    @property
    def size(self) -> int:
        return len(self.starts) - 1

    def rough(self, query: Floats) -> Floats:
        """A cosine per entry from its centre in a few dimensions: cheap enough for large corpora."""
        return self.coarse @ (query @ self.basis)

    def scores(self, query: Floats, entries: Rows | None) -> dict[str, Floats]:
        """Per channel one cosine (or classifier value) per entry; `entries` limits them, `None` means all."""
        if entries is None:
            wordings, starts = self.wordings, self.starts[:-1]
            centres, classifier, answers = self.centres, self.classifier, self.answers
        else:
            rows, starts = _rows(self.starts, entries)
            wordings, centres, classifier = (
                self.wordings[rows],
                self.centres[entries],
                self.classifier[entries],
            )
            answers = None if self.answers is None else self.answers[entries]
        found = {
            "meaning": np.maximum.reduceat(wordings @ query, starts),
            "centre": centres @ query,
            "classifier": classifier @ query,
        }
        if answers is not None:
            found["answer"] = answers @ query
        return found


def build_dense(wordings: Floats, owners: Sequence[int], answers: Floats | None) -> DenseIndex:
    """`owners[i]` is the entry of wording `i`, ascending without gaps."""
    owner = np.asarray(owners)
    starts = np.append(np.flatnonzero(np.append(True, owner[1:] != owner[:-1])), len(owner)).astype(np.int64)
    size = len(starts) - 1
    sums = np.add.reduceat(wordings, starts[:-1], axis=0)
    centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    gram = wordings.T @ wordings + STIFFNESS * np.eye(wordings.shape[1], dtype=np.float32)
    classifier = np.linalg.solve(gram, sums.T).T
    _, directions = np.linalg.eigh(centres.T @ centres / size)
    basis = np.ascontiguousarray(directions[:, -COARSE:]).astype(np.float32)
    return DenseIndex(
        wordings=np.ascontiguousarray(wordings, dtype=np.float32),
        starts=starts,
        centres=np.ascontiguousarray(centres, dtype=np.float32),
        classifier=np.ascontiguousarray(classifier, dtype=np.float32),
        answers=answers,
        basis=basis,
        coarse=np.ascontiguousarray(centres @ basis, dtype=np.float32),
    )


def _rows(starts: NDArray[np.int64], entries: Rows) -> tuple[Rows, NDArray[np.int64]]:
    """The wordings of the chosen entries, and where each entry's begin among them."""
    first, last = starts[entries], starts[entries + 1]
    counts = last - first
    offsets = np.append(0, np.cumsum(counts)[:-1])
    return np.arange(counts.sum()) + np.repeat(first - offsets, counts), offsets
