"""Reads what a window means, not only its words: a few transformer layers trained on alarms and their look-alikes.

`meaning.onnx` comes from `benchmarks/train_triage.py`; its input is made by the sentence encoder it was trained with.
"""

from importlib import import_module
from importlib.resources import files
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = "meaning.onnx"


class Identified(Protocol):
    """An encoder; `id` names its weights."""

    @property
    def id(self) -> str: ...


@runtime_checkable
class PieceReader(Identified, Protocol):
    """An encoder that gives the vectors of word pieces."""

    def pieces(self, text: str) -> Floats: ...


class Meaning:
    """Log odds that a text is an alarm, an emergency, a crisis."""

    def __init__(self, reader: PieceReader, model: bytes) -> None:
        onnxruntime = import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._reader = reader

    def sums(self, text: str) -> Floats:
        """Shape (3,). Raises ValueError when the layers give no number, and what onnxruntime raises."""
        found = np.asarray(self._session.run(None, {"words": self._reader.pieces(text)})[0], np.float32)
        if found.shape != (3,) or not np.isfinite(found).all():
            raise ValueError("the tuned layers gave no number")
        return found


def load_meaning(encoder: Identified) -> Meaning:
    """The layers that ship with the package. Raises TypeError for an encoder without word pieces, and what reading raises."""
    if not isinstance(encoder, PieceReader):
        raise TypeError(f"{type(encoder).__name__} gives no word pieces")
    return Meaning(encoder, files("bot.triage").joinpath(FILE).read_bytes())
