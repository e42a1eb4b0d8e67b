"""The whole knowledge in formats that other programs read."""

from collections.abc import Callable, Mapping

from bot.library.export.bibtex import bibtex
from bot.library.export.csl import csl_json
from bot.library.export.lines import jsonl
from bot.library.export.markdown import markdown
from bot.model.knowledge import Knowledge

FORMATS: Mapping[str, Callable[[Knowledge], str]] = {
    "jsonl": jsonl,
    "csl-json": csl_json,
    "bibtex": bibtex,
    "markdown": markdown,
}

__all__ = ["FORMATS", "bibtex", "csl_json", "jsonl", "markdown"]
