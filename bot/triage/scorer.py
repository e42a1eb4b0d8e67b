"""A small trained judge beside the rules: how likely is a window an alarm, an emergency, a crisis?

The weights come from `benchmarks/train_triage.py`: linear ones for words, and with the matching encoder layers for meaning.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.triage.features import BITS, features
from bot.triage.meaning import Identified, Meaning, load_meaning
from bot.triage.reading import Reading
from bot.triage.taxonomy import Weight

Floats = NDArray[np.float32]
READ_WORDS = 150
"""How many words of a long message are read for meaning: this bounds the time of any message."""

log = logging.getLogger(__name__)


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
    """Scores by words, and the most worrying stretches also by meaning when there are layers for it.

    `words` has shape (2**16, 3) and `intercepts` (3,). `plain` and `joint` say how words, meaning and the rules' levels
    count against each other; their rows are words, meaning, and then `levels`.
    """

    words: Floats
    intercepts: Floats
    plain: Floats
    joint: Floats
    meaning: Meaning | None = None

    def score(self, reading: Reading, stretches: Sequence[Stretch]) -> list[Score]:
        """One score a stretch; in a long message the first by words are read for meaning, `READ_WORDS` words in all."""
        sums = [self._by_words(reading, s) for s in stretches]
        scores = [_score(self.plain, s, None, at.weight) for s, at in zip(sums, stretches, strict=True)]
        if self.meaning is None:
            return scores
        left = READ_WORDS
        for i in sorted(range(len(stretches)), key=lambda i: -scores[i].alarm):
            at = stretches[i]
            left -= at.end - at.start
            if left < 0:
                break
            try:
                meant = self.meaning.sums(spoken(reading, at.start, at.end))
            except Exception as error:  # whatever breaks in the encoder must not silence triage
                log.warning("Meaning is not read: %s", type(error).__name__)
                break
            scores[i] = _score(self.joint, sums[i], meant, at.weight)
        return scores

    def _by_words(self, reading: Reading, at: Stretch) -> Floats:
        columns, values = features(reading, at.start, at.end, at.weight)
        return np.asarray(values @ self.words[columns] + self.intercepts, np.float32)


def levels(weight: Weight) -> list[float]:
    """The rules' levels as columns: emergency 1, 2, 3, crisis 1, 2, 3, and a constant."""
    found = [float(level == at) for level in (weight.emergency, weight.crisis) for at in (1, 2, 3)]
    return [*found, 1.0]


def _score(joint: Floats, words: Floats, meant: Floats | None, weight: Weight) -> Score:
    sums = joint[0] * words + np.asarray(levels(weight), np.float32) @ joint[2:]
    if meant is not None:
        sums += joint[1] * meant
    alarm, emergency, crisis = map(float, 1 / (1 + np.exp(-np.clip(sums, -30, 30))))
    return Score(alarm, emergency, crisis)


def spoken(reading: Reading, start: int, end: int) -> str:
    """The words of a stretch as the encoder should read them: trigger words with their spelling corrected."""
    return " ".join(
        reading.readings[at][-1] if reading.labels[at] else reading.words[at].text for at in range(start, end)
    )


def load_scorer(encoder: Identified | None = None) -> Scorer | None:
    """The weights that ship with the package; also the layers for meaning when `encoder` is the one they were trained with.

    None when the file is missing: triage then runs on rules alone.
    """
    try:
        stored = np.load(BytesIO(files("bot.triage").joinpath("scorer.npz").read_bytes()))
    except FileNotFoundError:
        return None
    words = np.zeros((1 << BITS, 3), dtype=np.float32)
    words[stored["columns"]] = stored["weights"].astype(np.float32)
    meaning = None
    if encoder is not None and encoder.id == str(stored["encoder"]):
        try:
            meaning = load_meaning(encoder)
        except Exception as error:  # a broken file must not silence triage
            log.warning("The layers for meaning are not used: %s", error)
    return Scorer(words, stored["intercepts"], stored["plain"], stored["meaning"], meaning)
