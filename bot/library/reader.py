"""A knowledge folder → one `Knowledge` value, and the list of everything that is wrong with it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.library.folders import KnowledgeFile, files_of
from bot.library.plain_language import explain
from bot.library.problem import Edit, Level, Place, Problem, UnreadableFile
from bot.library.strict_yaml import MAX_BYTES, Document, Route, parse_bytes
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.language import Collision, Lookalike, TopicCues, WordList
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and where it was read from: `root` is its route in the document."""

    kind: type[Record]
    key: str
    record: Any
    document: Document
    root: Route

    @property
    def value(self) -> object:
        """The record as plain values, as it was written."""
        value: Any = self.document.value
        for step in self.root:
            value = value[step]
        return value

    def place(self, *route: str | int) -> Place:
        """Where a field of the record stands in its file."""
        return self.document.place((*self.root, *route))

    def find(self, words: str, *route: str | int) -> Place:
        """Where words stand inside a field, as it is written."""
        return self.document.find((*self.root, *route), words)


Lost = tuple[type[Record], str | None]
"""A kind and the id of an entry that exists but could not be read; without an id, any entry of that kind."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave; it is used again as long as the file's bytes are the same.

    `drafts` are entries that can be read but do not fit their model; they have no record.
    """

    digest: bytes
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: frozenset[Lost] = frozenset()
    drafts: tuple[Entry, ...] = ()


@dataclass
class Library:
    """What was read: the records, the document behind each, and the problems met on the way."""

    root: Path = Path("knowledge")
    entries: dict[type[Record], dict[str, Entry]] = field(default_factory=dict)
    records: dict[type[Record], dict[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, FileReading] = field(default_factory=dict)
    lost: set[Lost] = field(default_factory=set)
    drafts: dict[type[Record], list[Entry]] = field(default_factory=dict)
    version: str = "empty"

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """The records of a kind by their ids."""
        return MappingProxyType(self.records.get(kind, {}))

    def exists(self, kind: type[Record], key: str) -> bool:
        """Whether there is such an entry, readable or not: what is broken is reported once, at its place."""
        return key in self.records.get(kind, {}) or (kind, key) in self.lost or (kind, None) in self.lost

    def entries_of(self, *kinds: type[Record]) -> Iterator[Entry]:
        """The records of some kinds together with their places."""
        for kind in kinds:
            yield from self.entries.get(kind, {}).values()

    def texts_of(self, *kinds: type[Record]) -> Iterator[Entry]:
        """Like `entries_of`, with the drafts: for what looks at the texts as they are written."""
        for kind in kinds:
            yield from self.entries.get(kind, {}).values()
            yield from self.drafts.get(kind, [])

    def place(self, kind: type[Record], key: str, *route: str | int) -> Place:
        """Where a field of a record stands in its file."""
        return self.entries[kind][key].place(*route)

    def file(self, inside: str) -> Place:
        """The start of a file by its name inside the folder, whether it exists or not."""
        return Place(f"{self.root.resolve().name}/{inside}")

    def knowledge(self) -> Knowledge:
        """All that could be read, as one immutable value."""
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
            collisions=self.of(Collision),
            lookalikes=self.of(Lookalike),
            word_lists=self.of(WordList),
            topic_cues=self.of(TopicCues),
        )


def read_library(root: Path, before: Library | None = None) -> Library:
    """Read every knowledge file below `root`; problems are collected, never raised.

    Files whose bytes are the same as in `before` are not parsed again.
    """
    library = Library(root)
    if not root.is_dir():
        library.problems.append(
            Problem(
                "FN010",
                Level.ERROR,
                Place(str(root)),
                "The knowledge folder does not exist.",
                "Set FOOTNOTE_KNOWLEDGE to the folder that holds `compounds/` and `faq/`.",
            )
        )
        return library
    known = before.files if before else {}
    total = hashlib.sha256()
    for file in files_of(root):
        if isinstance(file, Problem):
            library.problems.append(file)
            continue
        reading = _read(file, known.get(file.shown))
        total.update(file.shown.encode("utf-8", "replace") + b"\0" + reading.digest)
        library.files[file.shown] = reading
        library.problems.extend(reading.problems)
        library.lost |= reading.lost
        for entry in reading.entries:
            _add(library, entry)
        for draft in reading.drafts:
            library.drafts.setdefault(draft.kind, []).append(draft)
    library.version = total.hexdigest()[:12]
    return library


def _read(file: KnowledgeFile, before: FileReading | None) -> FileReading:
    try:
        with file.path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"This file cannot be opened ({error.strerror})."
        problem = Problem(
            "FN002", Level.ERROR, Place(file.shown), message, "Check that it exists and may be read."
        )
        return FileReading(b"", problems=(problem,), lost=_whole(file))
    digest = hashlib.sha256(data).digest()
    if before and before.digest == digest:
        return before
    try:
        document = parse_bytes(data, file.shown)
    except UnreadableFile as unreadable:
        return FileReading(digest, problems=unreadable.problems, lost=_whole(file))
    if file.kind is None:
        return FileReading(digest)
    return (
        _list(file, file.kind, document, digest) if file.is_list else _one(file, file.kind, document, digest)
    )


def _whole(file: KnowledgeFile) -> frozenset[Lost]:
    return frozenset({(file.kind, None if file.is_list else file.path.stem)} if file.kind else ())


def _list(file: KnowledgeFile, kind: type[Record], document: Document, digest: bytes) -> FileReading:
    if not isinstance(document.value, list):
        message, remedy = (
            "This file must hold a list.",
            "Start every entry with `- ` at the beginning of a line.",
        )
        problem = Problem("FN012", Level.ERROR, Place(file.shown), message, remedy)
        return FileReading(digest, problems=(problem,), lost=_whole(file))
    entries: list[Entry] = []
    problems: list[Problem] = []
    lost: set[Lost] = set()
    drafts: list[Entry] = []
    for index, value in enumerate(document.value):
        found = _entry(kind, document, (index,), value)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            problems += found
            lost.add((kind, str(value.get("id")) if isinstance(value, dict) else ""))
            drafts.append(Entry(kind, "", None, document, (index,)))
    return FileReading(digest, tuple(entries), tuple(problems), frozenset(lost), tuple(drafts))


def _one(file: KnowledgeFile, kind: type[Record], document: Document, digest: bytes) -> FileReading:
    found = _entry(kind, document, (), document.value)
    if not isinstance(found, Entry):
        draft = Entry(kind, file.path.stem, None, document, ())
        return FileReading(digest, problems=tuple(found), lost=_whole(file), drafts=(draft,))
    if found.key == file.path.stem:
        return FileReading(digest, (found,))
    place, expected = found.place("id"), file.path.stem
    message = f"The id `{found.key}` differs from the file name `{expected}`."
    remedy = f"Write `id: {expected}`, or rename the file."
    problem = Problem("FN013", Level.ERROR, place, message, remedy, Edit(place, found.key, expected))
    return FileReading(digest, problems=(problem,), lost=_whole(file) | {(kind, found.key)})


def _entry(kind: type[Record], document: Document, root: Route, value: object) -> Entry | list[Problem]:
    try:
        record = kind.model_validate(value)
    except ValidationError as error:
        return explain(error, kind, document, root)
    return Entry(
        kind, str(getattr(record, "id", None) or getattr(record, "group", "")), record, document, root
    )


def _add(library: Library, entry: Entry) -> None:
    entries = library.entries.setdefault(entry.kind, {})
    if first := entries.get(entry.key):
        place = first.place("id")
        library.problems.append(
            Problem(
                "FN014",
                Level.ERROR,
                entry.place("id"),
                f"`{entry.key}` exists twice; the first is in `{place.file}`, line {place.line}.",
                "Keep one of the two, or give this one another id.",
            )
        )
        return
    entries[entry.key] = entry
    library.records.setdefault(entry.kind, {})[entry.key] = entry.record
