"""What the scorer sees of a window: its words, word pairs, letter groups, and the signals found in it."""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.triage.numerals import value_of
from bot.triage.reading import Reading
from bot.triage.taxonomy import Weight

Columns = NDArray[np.intp]
Values = NDArray[np.float32]
BITS = 16
_MASK = (1 << BITS) - 1
SIGNAL_SHARE = 0.5
"""Each signal weighs half; words and letter groups share one unit length each."""


def hashed(name: str) -> int:
    """The column of a feature; stable between machines and versions of Python."""
    return crc32(name.encode()) & _MASK


def features(reading: Reading, start: int, end: int, weight: Weight) -> tuple[Columns, Values]:
    """Columns and values of one window; columns may repeat."""
    words = [_normal(reading, at) for at in range(start, end)]
    spoken = [hashed(f"w {word}") for word in words]
    spoken += [hashed(f"p {a} {b}") for a, b in zip(["^", *words], [*words, "$"], strict=True)]
    spoken += [hashed(f"s {a} {b}") for a, b in zip(words, words[2:], strict=False)]
    letters = [_letters(word) for word in words]
    signals = sorted({hashed(name) for name in _signals(reading, start, end, weight)})
    columns = np.concatenate([np.array(spoken, np.intp), *letters, np.array(signals, np.intp)])
    counts = (len(spoken), len(columns) - len(spoken) - len(signals), len(signals))
    shares = np.array([counts[0] ** -0.5, max(counts[1], 1) ** -0.5, SIGNAL_SHARE], np.float32)
    return columns, np.repeat(shares, counts)


def _normal(reading: Reading, at: int) -> str:
    word = reading.readings[at][-1] if reading.labels[at] else reading.words[at].text
    number = value_of(word)
    if number is None:
        return word
    return "0" if number == 0 else f"#{len(str(int(number)))}"


@lru_cache(maxsize=20_000)
def _letters(word: str) -> Columns:
    framed = f"<{word}>"
    return np.array(
        [hashed(f"l {framed[i : i + n]}") for n in (3, 4, 5) for i in range(len(framed) - n + 1)], np.intp
    )


def _signals(reading: Reading, start: int, end: int, weight: Weight) -> Iterator[str]:
    yield f"level e{weight.emergency}"
    yield f"level c{weight.crisis}"
    for hit in reading.within(start, end):
        mood = "dead" if not hit.alive else "+".join(sorted(hit.calm)) or "alive"
        yield f"signal {hit.signal.id} {hit.strong} {mood}"
    for reason in weight.reasons:
        yield f"reason {reason}"
    for label in ("<me>", "<them>", "<other>", "<child>", "<pet>", "<took>", "<takes>", "<drug>", "<pills>"):
        if reading.has(label, start, end):
            yield f"class {label}"
