"""One encoding where several stages of a question read the same text: triage, topics and retrieval share it."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from bot.retrieve.encoder import Encoder, Floats

KEPT = 8
"""Vectors that are kept, by a digest of their text: about one question. The text itself is not."""


class SharedEncoder:
    """An encoder that repeats its last few vectors. Safe to use from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = Lock()
        self._known: OrderedDict[bytes, Floats] = OrderedDict()

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows of unit length; the same as without sharing."""
        if len(texts) > KEPT:
            return self._encoder.encode(texts)
        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            made = dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            found |= made
            with self._lock:
                self._known |= made
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
        rows = np.array([found[key] for key in keys], dtype=np.float32)
        return rows.reshape(len(keys), self.dimensions)
