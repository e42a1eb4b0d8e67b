"""A knowledge folder → one `Knowledge` value, or the list of everything that is wrong with it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.library.plain_language import explain
from bot.library.problem import Level, Place, Problem
from bot.library.strict_yaml import Document, read
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine

R = TypeVar("R", bound=Record)

ENTRY_FOLDERS: Mapping[str, type[Record]] = {
    "sources": Source,
    "compounds": Compound,
    "faq": Faq,
    "interactions": Interaction,
}
"""One entry a file, and the file name is the id."""

LIST_FILES: Mapping[str, type[Record]] = {
    "vocabulary/classes.yaml": DrugClass,
    "vocabulary/medicines": Medicine,
    "safety/disclaimers.yaml": Disclaimer,
    "safety/groups.yaml": GroupWarning,
    "safety/refusals.yaml": Refusal,
    "safety/cards.yaml": EmergencyCard,
    "safety/contacts.yaml": Contact,
}
"""A list of records a file; a name without ending is a folder of such files."""


@dataclass
class Library:
    """What was read: the records, the document behind each, and the problems met on the way."""

    records: dict[type[Record], dict[str, Any]] = field(default_factory=dict)
    documents: dict[tuple[type[Record], str], tuple[Document, tuple[str | int, ...]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    version: str = "empty"

    def of(self, kind: type[R]) -> Mapping[str, R]:
        return MappingProxyType(self.records.get(kind, {}))

    def place(self, kind: type[Record], key: str, *path: str | int) -> Place:
        """Where a field of a record stands in its file."""
        document, root = self.documents[kind, key]
        return document.place((*root, *path))

    def knowledge(self) -> Knowledge:
        return Knowledge(
            safety=SafetyTexts(
                disclaimers=tuple(self.of(Disclaimer).values()),
                groups=tuple(self.of(GroupWarning).values()),
                refusals=tuple(self.of(Refusal).values()),
                cards=tuple(self.of(EmergencyCard).values()),
                contacts=tuple(self.of(Contact).values()),
            ),
            version=self.version,
            sources=self.of(Source),
            compounds=self.of(Compound),
            faqs=self.of(Faq),
            interactions=self.of(Interaction),
            classes=self.of(DrugClass),
            medicines=self.of(Medicine),
        )


def read_library(root: Path) -> Library:
    """Read every knowledge file below `root`; problems are collected, never raised."""
    library = Library()
    digest = hashlib.sha256()
    if not root.is_dir():
        library.problems.append(
            Problem("FN010", Level.ERROR, Place(str(root)), "The knowledge folder does not exist.",
                    "Set FOOTNOTE_KNOWLEDGE to the folder that holds `compounds/` and `faq/`."))  # fmt: skip
        return library
    for path, kind, is_list in _files(root):
        shown = str(path.relative_to(root.parent))
        if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
            library.problems.append(
                Problem("FN011", Level.ERROR, Place(shown), "This is a link to another place.",
                        "Put the file itself here."))  # fmt: skip
            continue
        document = read(path, shown)
        if isinstance(document, Problem):
            library.problems.append(document)
            continue
        digest.update(shown.encode() + path.read_bytes())
        if is_list:
            _add_list(library, kind, document, shown)
        else:
            _add(library, kind, document, (), document.value, shown, expected_id=path.stem)
    library.version = digest.hexdigest()[:12]
    return library


def _files(root: Path) -> Iterator[tuple[Path, type[Record], bool]]:
    for folder, kind in ENTRY_FOLDERS.items():
        for path in sorted((root / folder).glob("*.yaml")):
            yield path, kind, False
    for name, kind in LIST_FILES.items():
        place = root / name
        for path in [place] if place.suffix else sorted(place.glob("*.yaml")):
            if path.exists():
                yield path, kind, True


def _add_list(library: Library, kind: type[Record], document: Document, shown: str) -> None:
    if not isinstance(document.value, list):
        library.problems.append(
            Problem("FN012", Level.ERROR, Place(shown), "This file must hold a list.",
                    "Start every entry with `- ` at the beginning of a line."))  # fmt: skip
        return
    for index, value in enumerate(document.value):
        _add(library, kind, document, (index,), value, shown)


_adapters: dict[type[Record], TypeAdapter[Any]] = {}


def _add(
    library: Library,
    kind: type[Record],
    document: Document,
    root: tuple[str | int, ...],
    value: Any,
    shown: str,
    expected_id: str | None = None,
) -> None:
    adapter = _adapters.setdefault(kind, TypeAdapter(kind))
    try:
        record = adapter.validate_python(value)
    except ValidationError as error:
        library.problems.extend(explain(error, kind, document, root, shown))
        return
    key = str(getattr(record, "id", None) or record.group)
    place = document.place((*root, "id"))
    if expected_id is not None and key != expected_id:
        library.problems.append(
            Problem("FN013", Level.ERROR, place, f"The id `{key}` differs from the file name `{expected_id}`.",
                    f"Write `id: {expected_id}`, or rename the file."))  # fmt: skip
        return
    if key in library.records.setdefault(kind, {}):
        library.problems.append(
            Problem("FN014", Level.ERROR, place, f"`{key}` exists twice.", "Keep one of the two."))  # fmt: skip
        return
    library.records[kind][key] = record
    library.documents[kind, key] = (document, root)
