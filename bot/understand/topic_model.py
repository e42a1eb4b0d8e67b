"""The topic of a question without a telling phrase: what the questions most like it are about."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.model.vocabulary import Topic

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
"""Texts → rows of unit length."""

STIFFNESS = 1.0
"""Ridge penalty."""
SHARPNESS = 7.0
"""How fast the likelihood falls with the distance to the best topic."""
NEAREST = 0.5
"""Share of the nearest example beside the classifier."""


class TopicModel:
    """A ridge classifier over the vectors of example questions, plus the nearest example of each topic."""

    def __init__(self, examples: Sequence[tuple[str, Topic]], encode: Encode) -> None:
        self._encode = encode
        self._topics = tuple(dict.fromkeys(topic for _, topic in examples))
        vectors = encode([text for text, _ in examples])
        member = np.array([[topic is t for t in self._topics] for _, topic in examples], dtype=np.float32)
        weights = 1.0 / member.sum(0)[member.argmax(1)]
        weighted = vectors * weights[:, None]
        gram = weighted.T @ vectors + STIFFNESS / len(self._topics) * np.eye(
            vectors.shape[1], dtype=np.float32
        )
        self._classifier = np.linalg.solve(gram, weighted.T @ member)
        order = np.argsort(member.argmax(1), kind="stable")
        self._examples = vectors[order]
        self._starts = np.append(0, np.cumsum(member.sum(0).astype(int))[:-1])

    def likelihoods(self, text: str) -> dict[Topic, float]:
        """A probability per topic; they add up to one."""
        vector = self._encode([text])[0]
        nearest = np.maximum.reduceat(self._examples @ vector, self._starts)
        values = vector @ self._classifier + NEAREST * nearest
        powers = np.exp(SHARPNESS * (values - values.max()))
        return {t: float(p) for t, p in zip(self._topics, powers / powers.sum(), strict=True)}
