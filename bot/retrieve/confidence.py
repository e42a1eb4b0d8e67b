"""How sure a search is: a threshold from the entries themselves, no labelled question needed."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.retrieve.encoder import Floats
from bot.understand.normalize import normalize

if TYPE_CHECKING:
    from bot.retrieve.index import Index

MARGIN = 0.1
"""What a lead over the runner-up adds."""
LENGTH = 0.045
"""Long questions are never as near as short ones; this evens it out (per log word)."""
SAMPLE = 400
"""Entries asked against the others."""
QUANTILE = 0.95
"""Share of wrong best hits that stays below the threshold."""
SUGGEST_QUANTILE = 0.5
STEEPNESS = 14.0
"""Slope of the logistic from distance to the threshold to probability; fitted on the public sets."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """`threshold` is the raw value at which an answer is as likely right as not; `answer_at` and `suggest_at` are
    confidences from which to answer and to offer choices."""

    threshold: float = 0.6
    answer_at: float = 0.5
    suggest_at: float = 0.25

    def raw(self, fused: Floats, words: int) -> list[float]:
        """Score, lead and length in one value per hit; `fused` is sorted, best first."""
        following = np.append(fused[1:], fused[-1:] if len(fused) == 1 else fused[-1])
        leads = np.maximum(fused - following, 0.0)
        values = fused + MARGIN * leads + LENGTH * math.log1p(words)
        return [float(v) for v in values]

    def probability(self, raw: float) -> float:
        """0 to 1; above 0.5 the raw value is over the threshold."""
        return round(1.0 / (1.0 + math.exp(-STEEPNESS * (raw - self.threshold))), 4)


def calibrate(index: "Index") -> Calibration:
    """Ask entries' own questions of the corpus without them: what still scores high is what a wrong hit looks like."""
    size = len(index.entries)
    if size < 8:
        return Calibration()
    rng = np.random.default_rng(0)
    chosen = rng.permutation(size)[:SAMPLE]
    best: list[float] = []
    plain = Calibration()
    for place in chosen.tolist():
        normalized = normalize(index.entries[place].question)
        if not normalized.words:
            continue
        fused, entries, _ = index.fuse(normalized)
        own = place if entries is None else int(np.searchsorted(entries, place))
        if entries is None or (own < len(entries) and entries[own] == place):
            fused = np.delete(fused, own)
        top = -np.sort(-fused)[:2]
        best.append(plain.raw(top, len(normalized.words))[0])
    low, high = np.quantile(best, [SUGGEST_QUANTILE, QUANTILE])
    high = max(float(high), index.weights.least)
    fitted = Calibration(threshold=float(high))
    return Calibration(float(high), 0.5, min(0.45, fitted.probability(float(low))))
