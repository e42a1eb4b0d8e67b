"""The words triage looks for, as moderators write them: word classes, spellings, signals, harmless idioms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Strength = Literal["red", "amber", "hush", "lift"]
"""red: enough alone; amber: counts in company; hush/lift: what kind of sentence it is."""

SIGNAL_FILES = ("intake", "signs", "crisis", "context", "refusals")
OTHER_FILES = ("words", "spellings", "harmless")
FILES = (*OTHER_FILES, *SIGNAL_FILES)
"""The stems of the files in `knowledge/safety/triage/`."""


class SignalError(ValueError):
    """A signal file has another shape; the text is a plain sentence that names the entry."""


@dataclass(frozen=True, slots=True)
class Signal:
    """`phrases` count with `strength`, `weak` always as amber; `fires` and `silent` are examples that tests hold it to."""

    id: str
    family: str
    strength: Strength
    about: str
    phrases: tuple[str, ...]
    weak: tuple[str, ...] = ()
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signals:
    """Everything triage knows as data. `real_words` are English words so near a trigger that they must not be read as it."""

    signals: tuple[Signal, ...]
    classes: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]
    harmless: Mapping[str, tuple[str, ...]]
    real_words: frozenset[str] = field(default_factory=frozenset)


def parse_signals(files: Mapping[str, object]) -> Signals:
    """Build `Signals` from the parsed files, by stem (`words`, `signs` …); raises `SignalError`."""
    missing = [stem for stem in FILES if stem not in files]
    if missing:
        raise SignalError(f"The signal file `{missing[0]}` is missing.")
    return Signals(
        signals=tuple(_signal(stem, entry) for stem in SIGNAL_FILES for entry in _entries(stem, files[stem])),
        classes={
            _text("words", e, "id"): frozenset(_texts("words", e, "words"))
            for e in _entries("words", files["words"])
        },
        spellings={
            word: _text("spellings", e, "id")
            for e in _entries("spellings", files["spellings"])
            for word in _texts("spellings", e, "words")
        },
        harmless={
            _text("harmless", e, "id"): _texts("harmless", e, "phrases")
            for e in _entries("harmless", files["harmless"])
        },
        real_words=frozenset(str(word) for word in _sequence("real-words", files.get("real-words", []))),
    )


def _signal(family: str, entry: Mapping[str, object]) -> Signal:
    strength = _text(family, entry, "strength")
    if strength not in ("red", "amber", "hush", "lift"):
        raise SignalError(
            f"`{entry.get('id')}` in `{family}` has the strength `{strength}`; write red, amber, hush or lift."
        )
    return Signal(
        id=_text(family, entry, "id"),
        family=family,
        strength=strength,  # type: ignore[arg-type]
        about=_text(family, entry, "about"),
        phrases=_texts(family, entry, "phrases"),
        weak=_texts(family, entry, "weak", needed=False),
        fires=_texts(family, entry, "fires", needed=False),
        silent=_texts(family, entry, "silent", needed=False),
    )


def _sequence(stem: str, value: object) -> Sequence[object]:
    if not isinstance(value, (list, tuple)):
        raise SignalError(f"The signal file `{stem}` must hold a list.")
    return value


def _entries(stem: str, value: object) -> tuple[Mapping[str, object], ...]:
    entries = []
    for entry in _sequence(stem, value):
        if not isinstance(entry, Mapping):
            raise SignalError(f"Every entry of `{stem}` must have fields such as `id`.")
        entries.append(entry)
    return tuple(entries)


def _text(stem: str, entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SignalError(f"An entry of `{stem}` (`{entry.get('id', '?')}`) has no `{name}`.")
    return value.strip()


def _texts(stem: str, entry: Mapping[str, object], name: str, needed: bool = True) -> tuple[str, ...]:
    value = entry.get(name, [])
    if (
        not isinstance(value, (list, tuple))
        or (needed and not value)
        or not all(isinstance(v, str) for v in value)
    ):
        raise SignalError(f"`{name}` of `{entry.get('id', '?')}` in `{stem}` must be a list of texts.")
    return tuple(str(v) for v in value)
