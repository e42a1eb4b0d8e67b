"""How much each channel counts: set on public question sets (docs/retrieval.md), never on our own questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from bot.retrieve.encoder import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """A weighted sum keeps the magnitudes that abstention needs; rank fusion would lose them.

    `words` and `letters` weigh the two lexical channels, `dense` the others, `typed` is the share of the text as typed
    beside the mended one.
    """

    words: float
    letters: float
    dense: Mapping[str, float] = field(default_factory=dict)
    typed: float = 0.3
    least: float = 0.84
    """No threshold is lower: entries that are all unlike each other would make one that lets everything through."""

    def fuse(self, channels: Mapping[str, Floats]) -> Floats:
        """The weighted mean of the channels that are there; the classifier is a bonus on top."""
        total = self.words + self.letters
        fused = channels["wording"].copy()
        for name, weight in self.dense.items():
            if name in channels:
                fused += weight * channels[name]
                total += weight if name != "classifier" else 0.0
        return fused / np.float32(total)


SENTENCE = Weights(0.1, 0.1, {"meaning": 0.6, "centre": 0.3, "classifier": 0.5, "answer": 0.25})
LIGHT = Weights(
    0.22, 0.28, {"meaning": 0.5, "centre": 0.2, "classifier": 0.35, "answer": 0.15}, typed=0.2, least=0.76
)
SPELLING_ONLY = Weights(0.45, 0.55, least=0.6)
