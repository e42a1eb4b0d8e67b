"""Vectors of texts that do not change are made once and kept on disk, by the hash of their content."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.retrieve.encoder import Encoder, Floats

MOST_KEPT = 300_000
"""Vectors in the file; the oldest go first."""
FEW = 8
"""So few texts are a question, not content: they are never kept."""

log = logging.getLogger(__name__)


def encode_cached(encoder: Encoder, texts: Sequence[str], folder: Path | None) -> Floats:
    """Like `encoder.encode`; texts seen before come from `folder`. A broken or unwritable cache costs time only."""
    if folder is None or len(texts) < FEW:
        return encoder.encode(texts)
    path = folder / f"vectors-{encoder.id}.npz"
    keys = np.array([_key(t) for t in texts], dtype=np.uint64)
    known_keys, known = _load(path, encoder.dimensions)
    places = np.searchsorted(known_keys, keys)
    places = np.minimum(places, max(len(known_keys) - 1, 0))
    hit = known_keys[places] == keys if len(known_keys) else np.zeros(len(keys), dtype=bool)
    vectors = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
    if hit.any():
        vectors[hit] = known[places[hit]]
    missing: list[int] = np.flatnonzero(~hit).tolist()
    if missing:
        vectors[missing] = encoder.encode([texts[i] for i in missing])
        _save(path, np.concatenate((keys, known_keys)), np.concatenate((vectors, known)))
    return vectors


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _load(path: Path, dimensions: int) -> tuple[NDArray[np.uint64], Floats]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"].astype(np.float32)
        if vectors.shape == (len(keys), dimensions):
            return keys, vectors
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, BadZipFile):
        log.warning("The vector cache is unreadable and made anew.")
    return np.empty(0, np.uint64), np.empty((0, dimensions), np.float32)


def _save(path: Path, keys: NDArray[np.uint64], vectors: Floats) -> None:
    """Written beside and renamed, so that a second process never reads half a file."""
    unique, first = np.unique(keys[:MOST_KEPT], return_index=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, keys=unique, vectors=vectors[first].astype(np.float32))
        Path(name).replace(path)
    except OSError as error:
        log.warning("The vector cache could not be written: %s", error)
