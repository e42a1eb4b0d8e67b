"""A small trained judge beside the rules: how likely is a window an alarm, an emergency, a crisis?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.triage.features import BITS, features
from bot.triage.reading import Reading
from bot.triage.taxonomy import Weight

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""An optional sentence encoder: texts to one row each."""


class Score(NamedTuple):
    """Probabilities 0..1: anything urgent, and which kind if it is."""

    alarm: float
    emergency: float
    crisis: float


@dataclass(frozen=True, eq=False)
class Scorer:
    """Linear weights, one column of three numbers a feature (`2**16 x 3`), and their intercepts."""

    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    def score(self, reading: Reading, start: int, end: int, weight: Weight) -> Score:
        columns, values = features(reading, start, end, weight)
        sums = np.asarray(values, dtype=np.float32) @ self.weights[columns] + self.intercepts
        return Score(*(_probability(float(value)) for value in sums))


def _probability(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


@lru_cache(maxsize=1)
def load_scorer() -> Scorer | None:
    """The weights that ship with the package; None when the file is missing, and triage runs on rules alone."""
    try:
        data = files("bot.triage").joinpath("scorer.npz").read_bytes()
    except FileNotFoundError:
        return None
    stored = np.load(BytesIO(data))
    weights = np.zeros((1 << BITS, 3), dtype=np.float32)
    weights[stored["columns"]] = stored["weights"].astype(np.float32)
    return Scorer(weights, stored["intercepts"].astype(np.float32))
