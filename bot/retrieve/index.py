"""Finds the entries that answer a question and says how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.retrieve.confidence import Calibration, calibrate
from bot.retrieve.dense import DenseIndex, Rows, build_dense
from bot.retrieve.encoder import Encoder, Floats
from bot.retrieve.lexical import LexicalIndex
from bot.retrieve.vectors import encode_cached
from bot.retrieve.weights import LIGHT, SENTENCE, SPELLING_ONLY, Weights
from bot.understand.normalize import Normalized, normalize
from bot.understand.spelling import SpellingRepair

ALL_AT_ONCE = 3000
"""Up to this many entries every one is looked at in full; beyond, only the best of a first look."""
FIRST_LOOK = 160
LONG = 40
"""From this many words on the mended text alone is encoded: a few errors matter little and time does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `variants` are other wordings of `question`."""

    id: str
    question: str
    variants: tuple[str, ...] = ()
    answer_text: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry with its fused `score`, the `confidence` that it is right (0 to 1) and what each channel said."""

    entry_id: str
    score: float
    confidence: float
    channels: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Index:
    """Read-only and safe to share between threads."""

    entries: tuple[Entry, ...]
    weights: Weights
    encoder: Encoder | None
    dense: DenseIndex | None
    lexical: LexicalIndex
    starts: NDArray[np.int64]
    spelling: SpellingRepair
    calibration: Calibration

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        encoder: Encoder | None = None,
        cache_dir: Path | None = None,
        never: frozenset[str] = frozenset(),
        names: frozenset[str] = frozenset(),
    ) -> "Index":
        """Index `entries`. `never` are words that spelling repair must not produce, `names` those it meets often.

        Raises ValueError when two entries share an id or there is none.
        """
        if not entries or len({e.id for e in entries}) != len(entries):
            raise ValueError("An index needs entries with distinct ids.")
        wordings, owners = _wordings(entries)
        words = [normalize(w).words for w in wordings]
        starts = np.append(np.flatnonzero(np.append(True, np.diff(owners) != 0)), len(owners)).astype(
            np.int64
        )
        dense = None
        if encoder is not None:
            answers = [e.answer_text for e in entries]
            vectors = encode_cached(encoder, [*wordings, *answers], cache_dir)
            answer_rows = vectors[len(wordings) :] if any(answers) else None
            dense = build_dense(vectors[: len(wordings)], owners, answer_rows)
        weights = SPELLING_ONLY if encoder is None else SENTENCE if encoder.dimensions > 300 else LIGHT
        index = cls(
            entries=tuple(entries),
            weights=weights,
            encoder=encoder,
            dense=dense,
            lexical=LexicalIndex(words, weights.words, weights.letters),
            starts=starts,
            spelling=SpellingRepair(words, never, names),
            calibration=Calibration(),
        )
        return cls(**{**index.__dict__, "calibration": calibrate(index)})

    def search(self, text: str | Normalized, limit: int = 5, allowed: Rows | None = None) -> tuple[Hit, ...]:
        """The best entries, best first; empty for a text without words.

        `allowed` (positions in `entries`) limits the search.
        """
        normalized = normalize(text) if isinstance(text, str) else text
        if not normalized.words:
            return ()
        fused, entries, channels = self.fuse(normalized, allowed)
        order = np.argsort(-fused, kind="stable")[:limit]
        raw = self.calibration.raw(fused[order], len(normalized.words))
        hits = []
        for place, row in enumerate(order.tolist()):
            parts = tuple((name, round(float(values[row]), 4)) for name, values in channels.items())
            entry = self.entries[row if entries is None else int(entries[row])]
            confidence = self.calibration.probability(raw[place])
            hits.append(Hit(entry.id, round(float(fused[row]), 6), confidence, parts))
        return tuple(hits)

    def fuse(
        self, normalized: Normalized, allowed: Rows | None = None
    ) -> tuple[Floats, Rows | None, dict[str, Floats]]:
        """Fused scores, the positions they belong to (`None` = all entries in order), and the channels."""
        words = normalized.words
        mended = self.spelling.repair(words)
        lexical = self.lexical.scores(mended)
        if len(lexical) > len(self.entries):
            lexical = np.maximum.reduceat(lexical, self.starts[:-1])
        query = self._vector(normalized, words, mended)
        entries = allowed
        if entries is None and len(self.entries) > ALL_AT_ONCE:
            entries = self._first_look(lexical, query)
        channels = {"wording": lexical if entries is None else lexical[entries]}
        if self.dense is not None and query is not None:
            channels.update(self.dense.scores(query, entries))
        return self.weights.fuse(channels), entries, channels

    def _vector(self, normalized: Normalized, words: Sequence[str], mended: Sequence[str]) -> Floats | None:
        """The question's vector: the mended text counts most, what was typed keeps a say."""
        if self.encoder is None:
            return None
        if tuple(words) == tuple(mended):
            return np.asarray(self.encoder.encode([normalized.original])[0], dtype=np.float32)
        if len(words) > LONG:
            return np.asarray(self.encoder.encode([" ".join(mended)])[0], dtype=np.float32)
        typed, clean = self.encoder.encode([normalized.original, " ".join(mended)])
        mixed = self.weights.typed * typed + (1 - self.weights.typed) * clean
        return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-9), dtype=np.float32)

    def _first_look(self, lexical: Floats, query: Floats | None) -> Rows:
        """The entries worth a full look: best in wording and rough meaning together."""
        rough = lexical if self.dense is None or query is None else lexical + self.dense.rough(query)
        return np.sort(np.argpartition(rough, -FIRST_LOOK)[-FIRST_LOOK:])


def _wordings(entries: Sequence[Entry]) -> tuple[list[str], list[int]]:
    wordings: list[str] = []
    owners: list[int] = []
    for place, entry in enumerate(entries):
        for wording in dict.fromkeys((entry.question, *entry.variants)):
            wordings.append(wording)
            owners.append(place)
    return wordings, owners
