"""A small trained judge beside the rules: how likely is a window an alarm, an emergency, a crisis?

The weights come from `benchmarks/train_triage.py`; with the matching sentence encoder a second set also reads meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.triage.features import BITS, features
from bot.triage.reading import Reading
from bot.triage.taxonomy import Weight

Floats = NDArray[np.float32]
READ_AGAIN = 1
"""How many stretches of a long message may be encoded: this bounds the time of any message."""
CLEAR = (0.02, 0.98)
"""In a long message, stretches that are clearer than this by their words are not encoded."""
VECTOR_SHARE = 3.0
"""How much a sentence vector of length 1 weighs next to words and letter groups of length 1 each."""


class TextEncoder(Protocol):
    """A sentence encoder; `id` names its weights."""

    @property
    def id(self) -> str: ...
    def encode(self, texts: Sequence[str]) -> Floats: ...


class Stretch(NamedTuple):
    """Words `start` to `end` of a reading, and what the rules make of them."""

    start: int
    end: int
    weight: Weight


class Score(NamedTuple):
    """Probabilities 0..1: anything urgent, and which kind if it is."""

    alarm: float
    emergency: float
    crisis: float


@dataclass(frozen=True, eq=False)
class Weights:
    """Linear weights: `words` of shape (2**16, 3), `intercepts` (3,), for meaning also `vector` (dimensions, 3)."""

    words: Floats
    intercepts: Floats
    vector: Floats | None = None

    def sums(self, columns: Sequence[int], values: Sequence[float]) -> Floats:
        return np.asarray(np.asarray(values, np.float32) @ self.words[columns] + self.intercepts, np.float32)


@dataclass(frozen=True, eq=False)
class Scorer:
    """Scores by words; the most doubtful stretches are read again by meaning when there is an encoder."""

    plain: Weights
    meaning: Weights | None = None
    encoder: TextEncoder | None = None

    def score(self, reading: Reading, stretches: Sequence[Stretch]) -> list[Score]:
        """One score a stretch; at most `READ_AGAIN` of them cost an encoding."""
        seen = [features(reading, s.start, s.end, s.weight) for s in stretches]
        scores = [_score(self.plain.sums(*found)) for found in seen]
        if self.encoder is None or self.meaning is None or self.meaning.vector is None:
            return scores
        doubtful = [
            i for i in range(len(scores)) if len(scores) == 1 or CLEAR[0] < scores[i].alarm < CLEAR[1]
        ]
        doubtful = sorted(doubtful, key=lambda i: -scores[i].alarm)[:READ_AGAIN]
        try:
            vectors = self.encoder.encode(
                [spoken(reading, stretches[i].start, stretches[i].end) for i in doubtful]
            )
        except (RuntimeError, ValueError, OSError):
            return scores  # a broken encoder must not silence triage
        for i, vector in zip(doubtful, vectors, strict=True):
            meant = _score(self.meaning.sums(*seen[i]) + VECTOR_SHARE * vector @ self.meaning.vector)
            scores[i] = _joined(scores[i], meant, stretches[i].weight)
        return scores


def _score(sums: Floats) -> Score:
    return Score(*map(float, 1 / (1 + np.exp(-np.clip(sums, -30, 30)))))


def _joined(plain: Score, meant: Score, weight: Weight) -> Score:
    """Where the rules found something the more worried of the two counts, elsewhere both must be worried."""
    if max(weight.emergency, weight.crisis):
        return max(plain, meant)
    return Score(*((a + b) / 2 for a, b in zip(plain, meant, strict=True)))


def spoken(reading: Reading, start: int, end: int) -> str:
    """The words of a stretch as the encoder should read them: trigger words with their spelling corrected."""
    return " ".join(
        reading.readings[at][-1] if reading.labels[at] else reading.words[at].text for at in range(start, end)
    )


def load_scorer(encoder: TextEncoder | None = None) -> Scorer | None:
    """The weights that ship with the package; those for meaning too when `encoder` is the one they were trained with.

    None when the file is missing: triage then runs on rules alone.
    """
    try:
        stored = np.load(BytesIO(files("bot.triage").joinpath("scorer.npz").read_bytes()))
    except FileNotFoundError:
        return None
    plain = Weights(_dense(stored, "plain"), stored["plain_intercepts"].astype(np.float32))
    if encoder is None or encoder.id != str(stored["encoder"]):
        return Scorer(plain)
    vector = stored["vector"].astype(np.float32)
    meaning = Weights(_dense(stored, "meaning"), stored["meaning_intercepts"].astype(np.float32), vector)
    return Scorer(plain, meaning, encoder)


def _dense(stored: "np.lib.npyio.NpzFile", name: str) -> Floats:
    weights = np.zeros((1 << BITS, 3), dtype=np.float32)
    weights[stored[f"{name}_columns"]] = stored[f"{name}_weights"].astype(np.float32)
    return weights
