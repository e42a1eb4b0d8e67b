"""A small trained judge beside the refusal rules: how likely is a message refused, and with which text?

The weights come from `benchmarks/train_refusals.py`; with the matching sentence encoder a second set also reads meaning.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.triage.features import BITS, hashed
from bot.triage.numerals import value_of
from bot.triage.reading import Hit, Reading

Floats = NDArray[np.float32]
ALLOWED = "allowed"
SIGNAL_SHARE = 0.5
"""Each signal weighs half; words and letter groups share one unit length each."""
VECTOR_SHARE = 3.0
"""How much a sentence vector of length 1 weighs next to words and letter groups of length 1 each."""
DOUBTFUL = 0.05
"""What a stretch of a long message must reach by its words to be worth an encoding."""
CLASSES = (
    "<me>",
    "<them>",
    "<other>",
    "<child>",
    "<pet>",
    "<took>",
    "<takes>",
    "<drug>",
    "<pills>",
    "<teen>",
)


class TextEncoder(Protocol):
    """A sentence encoder; `id` names its weights."""

    @property
    def id(self) -> str: ...
    def encode(self, texts: Sequence[str]) -> Floats: ...


class RefusalScore(NamedTuple):
    """The probability 0..1 that a message is refused, and the id of the likeliest refusal."""

    refused: float
    best: str


@dataclass(frozen=True, eq=False)
class RefusalWeights:
    """Linear weights for `classes`: `words` of shape (2**16, classes), for meaning also `vector` (dimensions, classes)."""

    classes: tuple[str, ...]
    words: Floats
    intercepts: Floats
    vector: Floats | None = None

    def score(self, columns: Sequence[int], values: Sequence[float], meaning: Floats | None) -> RefusalScore:
        sums = np.asarray(values, np.float32) @ self.words[columns] + self.intercepts
        if meaning is not None and self.vector is not None:
            sums = sums + VECTOR_SHARE * meaning @ self.vector
        powers = np.exp(sums - sums.max())
        chances = powers / powers.sum()
        none = self.classes.index(ALLOWED)
        best = max((i for i in range(len(self.classes)) if i != none), key=lambda i: chances[i])
        return RefusalScore(1 - float(chances[none]), self.classes[best])


@dataclass(frozen=True, eq=False)
class RefusalScorer:
    """Scores by words; with an encoder also by the meaning of a message, or of the likeliest stretch of a long one."""

    plain: RefusalWeights
    meaning: RefusalWeights | None = None
    encoder: TextEncoder | None = None

    def score(self, text: str, reading: Reading, hits: Collection[Hit]) -> RefusalScore:
        """`hits` are those that the rules let stand. Costs at most one encoding; a short `text` is encoded as typed."""
        windows = reading.windows or ((0, 0),)
        seen = [refusal_features(reading, start, end, hits) for start, end in windows]
        scores = [self.plain.score(*found, None) for found in seen]
        likeliest = max(range(len(scores)), key=lambda i: scores[i].refused)
        if len(windows) > 1:
            if scores[likeliest].refused < DOUBTFUL:
                return scores[likeliest]
            start, end = windows[likeliest]
            text = " ".join(word.text for word in reading.words[start:end])
        if self.meaning is not None and (vector := self._vector(text)) is not None:
            scores[likeliest] = self.meaning.score(*seen[likeliest], vector)
        return max(scores)

    def _vector(self, text: str) -> Floats | None:
        if self.encoder is None:
            return None
        try:
            return np.asarray(self.encoder.encode([text])[0], np.float32)
        except (RuntimeError, ValueError, OSError):
            return None  # a broken encoder must not silence refusals


def refusal_features(
    reading: Reading, start: int, end: int, hits: Collection[Hit]
) -> tuple[list[int], list[float]]:
    """Columns and values of words `start` to `end`; columns may repeat. Neighbours of a substance count, not its name."""
    words = [_normal(reading, at) for at in range(start, end)]
    drug = ["<drug>" in reading.labels[at] for at in range(start, end)]
    shape = ["<drug>" if is_drug else word for word, is_drug in zip(words, drug, strict=True)]
    columns = [hashed(f"w {word}") for word in words]
    columns += [hashed(f"p {a} {b}") for a, b in zip(["^", *shape], [*shape, "$"], strict=True)]
    columns += [hashed(f"s {a} {b}") for a, b in zip(shape, shape[2:], strict=False)]
    values = [len(columns) ** -0.5] * len(columns)
    letters = [c for word, is_drug in zip(words, drug, strict=True) if not is_drug for c in _letters(word)]
    columns += letters
    values += [len(letters) ** -0.5] * len(letters) if letters else []
    signals = {hashed(name) for name in _signals(reading, start, end, hits)}
    return columns + sorted(signals), values + [SIGNAL_SHARE] * len(signals)


def _normal(reading: Reading, at: int) -> str:
    word = reading.readings[at][-1] if reading.labels[at] else reading.words[at].text
    number = value_of(word)
    if number is None:
        return word
    return "0" if number == 0 else f"#{len(str(int(number)))}"


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[int, ...]:
    framed = f"<{word}>"
    return tuple(hashed(f"l {framed[i : i + n]}") for n in (3, 4, 5) for i in range(len(framed) - n + 1))


def _signals(reading: Reading, start: int, end: int, hits: Collection[Hit]) -> Iterator[str]:
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            yield f"{'sure' if hit.strong else 'hint'} {hit.signal.id}"
    for hit in reading.within(start, end):
        yield f"signal {hit.signal.id} {hit.strong} {hit.alive}"
    for label in CLASSES:
        if reading.has(label, start, end):
            yield f"class {label}"


def load_refusal_scorer(encoder: TextEncoder | None = None) -> RefusalScorer | None:
    """The weights that ship with the package; those for meaning too when `encoder` is the one they were trained with.

    None when the file is missing: refusing then runs on rules alone.
    """
    try:
        stored = np.load(BytesIO(files("bot.triage").joinpath("refusals.npz").read_bytes()))
    except FileNotFoundError:
        return None
    plain = _weights(stored, "plain")
    if encoder is None or encoder.id != str(stored["encoder"]):
        return RefusalScorer(plain)
    return RefusalScorer(plain, _weights(stored, "meaning", stored["vector"].astype(np.float32)), encoder)


def _weights(stored: "np.lib.npyio.NpzFile", name: str, vector: Floats | None = None) -> RefusalWeights:
    classes = tuple(str(c) for c in stored["classes"])
    words = np.zeros((1 << BITS, len(classes)), dtype=np.float32)
    words[stored[f"{name}_columns"]] = stored[f"{name}_weights"].astype(np.float32) * stored[f"{name}_scale"]
    return RefusalWeights(classes, words, stored[f"{name}_intercepts"].astype(np.float32), vector)
