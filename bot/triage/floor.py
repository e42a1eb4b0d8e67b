"""The compiled-in copy of all safety data, so that cards work with an empty, broken or missing knowledge folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from bot.model.knowledge import SafetyTexts
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.triage.signals import FILES, Signals, parse_signals

FLOOR_FILE = "floor.json"
_RECORDS: Mapping[str, TypeAdapter[Any]] = {
    "disclaimers": TypeAdapter(tuple[Disclaimer, ...]),
    "groups": TypeAdapter(tuple[GroupWarning, ...]),
    "refusals": TypeAdapter(tuple[Refusal, ...]),
    "cards": TypeAdapter(tuple[EmergencyCard, ...]),
    "contacts": TypeAdapter(tuple[Contact, ...]),
}


@dataclass(frozen=True, slots=True)
class Floor:
    """Safety texts and signals that are always there."""

    safety: SafetyTexts
    signals: Signals


def make_floor(safety: SafetyTexts, signal_files: Mapping[str, object], real_words: frozenset[str]) -> str:
    """The text of `floor.json` for these texts and signal files (by stem). The same input gives the same text."""
    data = {
        name: adapter.dump_python(getattr(safety, name), mode="json", exclude_defaults=True)
        for name, adapter in _RECORDS.items()
    }
    signals = {stem: signal_files[stem] for stem in FILES if stem in signal_files}
    content = {**data, "signals": signals, "real-words": " ".join(sorted(real_words))}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_floor(text: str) -> Floor:
    """The floor of a `floor.json` text. Raises ValueError when it does not fit."""
    data = json.loads(text)
    return Floor(
        safety=SafetyTexts(
            **{name: adapter.validate_python(data[name]) for name, adapter in _RECORDS.items()}
        ),
        signals=parse_signals({**data["signals"], "real-words": data["real-words"].split()}),
    )


def is_stale(text: str, safety: SafetyTexts, signal_files: Mapping[str, object]) -> bool:
    """Does this `floor.json` differ from the knowledge it was made from? Then run `benchmarks/make_floor.py`."""
    return make_floor(safety, signal_files, read_floor(text).signals.real_words) != text


def floor_text() -> str:
    return files("bot.triage").joinpath(FLOOR_FILE).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_floor() -> Floor:
    """The floor that ships with the package; read once."""
    return read_floor(floor_text())
