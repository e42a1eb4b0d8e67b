"""How much each channel counts: set on public question sets (docs/retrieval.md), never on our own questions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.retrieve.encoder import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """A weighted sum keeps the magnitudes that abstention needs; rank fusion would lose them.

    `typed` is the share of the text as typed beside the mended one.
    """

    channels: Mapping[str, float]
    typed: float = 0.3

    def fuse(self, channels: Mapping[str, Floats]) -> Floats:
        """The weighted mean of the channels that are there."""
        present = {name: self.channels[name] for name in channels if name in self.channels}
        total = sum(weight for name, weight in present.items() if name != "classifier")
        fused = sum(weight * channels[name] for name, weight in present.items())
        return np.asarray(fused / total, dtype=np.float32)


SENTENCE = Weights(
    {"meaning": 0.6, "centre": 0.3, "classifier": 0.5, "answer": 0.25, "words": 0.1, "letters": 0.1}
)
LIGHT = Weights(
    {"meaning": 0.55, "centre": 0.15, "classifier": 0.3, "answer": 0.15, "words": 0.2, "letters": 0.25}, typed=0.2
)
SPELLING_ONLY = Weights({"words": 0.45, "letters": 0.55})
