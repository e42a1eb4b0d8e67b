"""Entries as the desk names them: where each lies, what it is called, and which answers it shows up in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.fields import KINDS, Fields
from bot.desk.layout import Value
from bot.errors import NotFoundError
from bot.library.folders import ENTRY_FOLDERS
from bot.library.nearest import did_you_mean
from bot.library.problem import UnreadableFile
from bot.library.reader import Entry, Library
from bot.library.references import mentions
from bot.library.strict_yaml import parse
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction

FOLDERS = {name: folder for folder, kind in ENTRY_FOLDERS.items() for name, k in KINDS.items() if k is kind}
"""The folder of every kind that has one file an entry."""
_ANSWERS = {"compound": "card", "faq": "faq", "interaction": "interaction"}


@dataclass(frozen=True, slots=True)
class Named:
    """An entry by its kind and key; `path` is its file inside the knowledge folder."""

    kind: str
    key: str
    path: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def record(self) -> type[Record]:
        return KINDS[self.kind]

    @property
    def answer(self) -> str | None:
        """Its id among the entries of an answer, if it is one."""
        return f"{_ANSWERS[self.kind]}:{self.key}" if self.kind in _ANSWERS else None

    def values_in(self, text: str | None) -> Mapping[str, Fields]:
        """The fields of every entry in the text of its file, by their keys; none when it cannot be read."""
        try:
            known = text is not None and "\ufffd" not in text
            document = parse(text or "", self.path).value if known else None
        except UnreadableFile:
            return {}
        if self.kind in FOLDERS:
            return {self.key: document} if isinstance(document, dict) else {}
        rows = document if isinstance(document, list) else []
        return {_key(row): row for row in rows if isinstance(row, dict)}

    def value_in(self, text: str | None) -> Fields | None:
        """Its fields in the text of its file; nothing when they are not there or cannot be read."""
        return self.values_in(text).get(self.key)

    def put_into(self, text: str | None, value: Fields) -> Value:
        """The whole document of its file with its fields set."""
        if self.kind in FOLDERS or text is None:
            return value
        return [value if _key(row) == self.key else row for row in parse(text, self.path).value]


def _key(row: Value) -> str:
    return str(row.get("id") or row.get("group")) if isinstance(row, dict) else ""


def addressed(library: Library, entry: str) -> Named:
    """An entry that there is, or may have been. Raises NotFoundError for what can be none."""
    kind, key = _parts(entry)
    if kind in FOLDERS and key.isascii() and key.replace("-", "").isalnum():
        return Named(kind, key, f"{FOLDERS[kind]}/{key}.yaml")
    return located(library, entry)


def _parts(entry: str) -> tuple[str, str]:
    kind, _, key = entry.partition("#")[0].partition(":")
    return "compound" if kind == "card" else kind, key


def located(library: Library, entry: str) -> Named:
    """An entry that exists, readable or not. Raises NotFoundError, which names the nearest one."""
    kind, key = _parts(entry)
    if kind not in KINDS:
        raise NotFoundError(f"`{kind}` is no kind of entry. {did_you_mean(kind, KINDS)}".strip())
    if kind in FOLDERS:
        name = f"{library.root.resolve().name}/{FOLDERS[kind]}/{key}.yaml"
        if name in library.files:
            return Named(kind, key, f"{FOLDERS[kind]}/{key}.yaml")
    elif found := library.entries.get(KINDS[kind], {}).get(key):
        return Named(kind, key, found.document.shown.partition("/")[2])
    near = did_you_mean(key, library.of(KINDS[kind]))
    raise NotFoundError(f"There is no {kind} `{key}`. {near}".strip())


def named(library: Library) -> Iterator[tuple[Named, Any]]:
    """Every entry that can be edited, with its record."""
    for kind, record in KINDS.items():
        for entry in library.entries_of(record):
            yield Named(kind, entry.key, entry.document.shown.partition("/")[2]), entry.record


def entry_of(library: Library, one: Named) -> Entry | None:
    """The entry as it was read; nothing when it could not be, or is not there."""
    return library.entries.get(one.record, {}).get(one.key)


def title_of(record: Any) -> str:  # noqa: ANN401
    """What people call an entry."""
    if isinstance(record, Interaction):
        return " + ".join(party.partition(":")[2] for party in record.between)
    names = (getattr(record, name, None) for name in ("question", "title", "name", "label", "id", "group"))
    return str(next(name for name in names if name))


def touches(library: Library, one: Named) -> tuple[str, ...]:
    """The entries of answers that show an entry or lean on it, itself first, by their answer ids."""
    found: set[str | None] = {one.answer}
    if one.kind == "source":
        hits = (
            (mention.entry.kind, mention.entry.key) for mention in mentions(library) if mention.key == one.key
        )
        found |= {_answer_id(kind, key) for kind, key in hits}
    party = f"{one.kind}:{one.key}"
    for key, pair in library.of(Interaction).items():
        if party in pair.between or key == one.key:
            found.add(f"interaction:{key}")
            cards = (p.removeprefix("compound:") for p in pair.between if p.startswith("compound:"))
            found |= {f"card:{card}" for card in cards if key == one.key}
    if one.kind == "class":
        found |= {f"card:{key}" for key, card in library.of(Compound).items() if one.key in card.classes}
    if one.kind == "compound":
        for key, faq in library.of(Faq).items():
            if one.key in faq.compounds or any(c.startswith(f"{one.key}#") for c in faq.relies_on):
                found.add(f"faq:{key}")
    own = [one.answer] if one.answer else []
    return tuple(dict.fromkeys([*own, *sorted(entry for entry in found if entry)]))


def _answer_id(kind: type[Record], key: str) -> str | None:
    name = next((name for name, record in KINDS.items() if record is kind), "")
    return f"{_ANSWERS[name]}:{key}" if name in _ANSWERS else None
