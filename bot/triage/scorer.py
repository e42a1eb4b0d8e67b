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
class Scorer:
    """Linear weights: `words` of shape (2**16, 3), `intercepts` (3,), and with an encoder `vector` (dimensions, 3)."""

    words: Floats
    intercepts: Floats
    vector: Floats | None = None
    encoder: TextEncoder | None = None

    def score(self, reading: Reading, stretches: Sequence[Stretch]) -> list[Score]:
        """One score a stretch."""
        sums = np.stack([self._words(reading, s) for s in stretches]) if stretches else np.zeros((0, 3), np.float32)
        if self.encoder is not None and self.vector is not None and stretches:
            texts = [spoken(reading, s.start, s.end) for s in stretches]
            sums = sums + VECTOR_SHARE * self.encoder.encode(texts) @ self.vector
        return [Score(*map(float, row)) for row in 1 / (1 + np.exp(-np.clip(sums, -30, 30)))]

    def _words(self, reading: Reading, s: Stretch) -> Floats:
        columns, values = features(reading, s.start, s.end, s.weight)
        return np.asarray(np.asarray(values, np.float32) @ self.words[columns] + self.intercepts, np.float32)


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
    if encoder is not None and encoder.id == str(stored["encoder"]):
        vector = stored["vector"].astype(np.float32)
        return Scorer(_dense(stored, "meaning"), stored["meaning_intercepts"].astype(np.float32), vector, encoder)
    return Scorer(_dense(stored, "plain"), stored["plain_intercepts"].astype(np.float32))


def _dense(stored: "np.lib.npyio.NpzFile", name: str) -> Floats:
    weights = np.zeros((1 << BITS, 3), dtype=np.float32)
    weights[stored[f"{name}_columns"]] = stored[f"{name}_weights"].astype(np.float32)
    return weights
