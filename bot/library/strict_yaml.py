"""YAML read so that nothing is silently misread: text stays text, keys are unique, values know their line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn, Protocol

import yaml

from bot.library.characters import INVISIBLE, name
from bot.library.problem import Level, Place, Problem, UnreadableFile
from bot.library.syntax import syntax_problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
NULL = frozenset({"", "~", "null", "Null", "NULL"})

_LOST = re.compile(r"\s*(?P<words>#[^\s#])")

Route = tuple[str | int, ...]
"""The way to a value: `("claims", 0, "text")`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines and columns (from 0) of a value, of the field name before it, and the value's last line."""

    line: int
    column: int
    last: int
    key_line: int
    key_column: int


@dataclass(frozen=True)
class Document:
    """Plain values: text, nothing, lists, and fields. Places are worked out only when somebody asks."""

    value: Any
    shown: str
    text: str

    def place(self, route: Route) -> Place:
        """Where a value starts, or where its nearest existing parent does."""
        spot = self._spot(route)
        return Place(self.shown, spot.line + 1, spot.column + 1)

    def key_place(self, route: Route) -> Place:
        """Where the field name before a value stands."""
        spot = self._spot(route)
        return Place(self.shown, spot.key_line + 1, spot.key_column + 1)

    def find(self, route: Route, words: str) -> Place:
        """Where `words` stand inside a value as it is written, or else where the value starts."""
        spot = self._spot(route)
        lines = _lines_of(self.text)
        for number in range(spot.line, min(spot.last + 1, len(lines))):
            start = spot.column if number == spot.line else 0
            column = lines[number].find(words, start)
            if column >= 0:
                return Place(self.shown, number + 1, column + 1)
        return Place(self.shown, spot.line + 1, spot.column + 1)

    def line(self, number: int) -> str:
        """A line of the file, counted from 1; empty past the end."""
        lines = _lines_of(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _spot(self, route: Route) -> Spot:
        spots = _spots_of(self.text, self.shown)
        for end in range(len(route), -1, -1):
            if found := spots.get(route[:end]):
                return found
        return Spot(0, 0, 0, 0, 0)


@lru_cache(maxsize=16)
def _lines_of(text: str) -> list[str]:
    return text.split("\n")


@lru_cache(maxsize=16)
def _spots_of(text: str, shown: str) -> dict[Route, Spot]:
    """All places of a text. Few are kept: a rule asks about one file after the other, and places are many."""
    spots: dict[Route, Spot] = {}
    _Builder(text, shown, spots).document()
    return spots


def parse_bytes(data: bytes, shown: str) -> Document:
    """Parse the bytes of a file. Raises UnreadableFile."""
    if len(data) > MAX_BYTES:
        _refuse("FN003", Place(shown), "This file is larger than 256 KiB.", "Split it into several entries.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        _refuse(
            "FN002",
            Place(shown, line, column),
            "A character here is not stored as UTF-8.",
            "Save the file with the encoding UTF-8.",
        )
    return parse(text, shown)


def parse(text: str, shown: str) -> Document:
    """Parse text. Raises UnreadableFile."""
    text = text.replace("\r\n", "\n")
    if bad := INVISIBLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        _refuse(*_invisible(Place(shown, line, column), bad.group()))
    if len(text) > MAX_BYTES:
        _refuse("FN003", Place(shown), "This file is larger than 256 KiB.", "Split it into several entries.")
    builder = _Builder(text, shown, None)
    try:
        value = builder.document()
    except yaml.YAMLError as error:
        raise UnreadableFile((syntax_problem(error, text, shown),)) from None
    if builder.problems:
        raise UnreadableFile(tuple(builder.problems))
    return Document(value, shown, text)


class _Mark(Protocol):
    line: int
    column: int


class _Event(Protocol):
    """What the parser's events have in common, and what only scalars have."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    style: str | None
    value: str


class _Builder:
    """Builds plain values straight from the parser's events, so no tag or alias is ever acted on."""

    def __init__(self, text: str, shown: str, spots: dict[Route, Spot] | None) -> None:
        self.shown = shown
        self.spots = spots
        self.problems: list[Problem] = []
        self._nodes = 0
        self._lines = [*text.split("\n"), ""]
        self._events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> object:
        """The value of the only document; nothing when the file is empty."""
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        start = next(self._events)
        value = self._value(start, (), 0, start)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._report("FN001", after, "A second document (`---`) starts here.", "Keep one entry a file.")
        return value

    def _value(self, event: _Event, route: Route, depth: int, key: _Event) -> object:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            _refuse(
                "FN003",
                self._place(event),
                "This file is nested too deeply or holds too many values.",
                "Split it into several entries.",
            )
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        last = event
        value: Any = None
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not isinstance(last := next(self._events), yaml.SequenceEndEvent):
                value.append(self._value(last, (*route, len(value)), depth + 1, last))
        elif isinstance(event, yaml.MappingStartEvent):
            value, last = self._fields(route, depth)
        if self.spots is not None:
            start, begun, end = event.start_mark, key.start_mark, last.end_mark
            self.spots[route] = Spot(start.line, start.column, end.line, begun.line, begun.column)
        return value

    def _fields(self, route: Route, depth: int) -> tuple[dict[str, object], _Event]:
        fields: dict[str, object] = {}
        lines: dict[str, int] = {}
        while True:
            key: _Event = next(self._events)
            if isinstance(key, yaml.MappingEndEvent):
                return fields, key
            name_of = self._field_name(key, route, depth, lines)
            value = self._value(next(self._events), (*route, name_of), depth + 1, key)
            fields.setdefault(name_of, value)

    def _field_name(self, key: _Event, route: Route, depth: int, lines: dict[str, int]) -> str:
        if not isinstance(key, yaml.ScalarEvent):
            self._report("FN001", key, "A field name must be plain text.", "Write `name: value`.")
            self._value(key, (*route, ""), depth + 1, key)
            return ""
        if key.anchor is not None or key.tag is not None:
            self._refuse_marks(key)
        name_of: str = key.value
        if not name_of:
            self._report("FN001", key, "A field name is missing before the colon.", "Write `name: value`.")
        elif name_of in lines:
            message = f"`{shorten(name_of)}` is written twice here; the first is on line {lines[name_of]}."
            self._report("FN006", key, message, "Keep one of the two.")
        lines.setdefault(name_of, key.start_mark.line + 1)
        return name_of

    def _scalar(self, event: _Event) -> str | None:
        if not event.style:
            self._refuse_lost_words(event)
            if event.value in NULL:
                return None
        if event.style == '"' and (bad := INVISIBLE.search(event.value)):
            self.problems.append(Problem(*_finding(*_invisible(self._place(event), bad.group()))))
        return str(event.value)

    def _refuse_lost_words(self, event: _Event) -> None:
        """Plain text can swallow list items that are indented too far, and lose what follows a `#`."""
        start, end = event.start_mark, event.end_mark
        for number in range(start.line + 1, end.line + 1):
            line = self._lines[number]
            if line.lstrip().startswith("- "):
                place = Place(self.shown, number + 1, len(line) - len(line.lstrip()) + 1)
                message = "This list item is indented so far that it is read as part of the text above."
                remedy = "Line it up with the other items, or put quotes around the text."
                self.problems.append(Problem("FN001", Level.ERROR, place, message, remedy))
        if lost := _LOST.match(self._lines[end.line], end.column):
            place = Place(self.shown, end.line + 1, lost.start("words") + 1)
            message = "Everything from this `#` on is read as a comment and lost."
            remedy = "Put quotes around the whole text, or a space after the `#` of a comment."
            self.problems.append(Problem("FN001", Level.ERROR, place, message, remedy))

    def _refuse_marks(self, event: _Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._report(
                "FN005",
                event,
                "Anchors and aliases (`&name`, `*name`) are not allowed.",
                "Write the text out, or put quotes around text that starts with `&` or `*`.",
            )
        if getattr(event, "tag", None) is not None:
            self._report(
                "FN005",
                event,
                "Tags (words that start with `!`) are not allowed.",
                "Delete the `!…` word, or put quotes around the text.",
            )

    def _place(self, event: _Event) -> Place:
        return Place(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def _report(self, code: str, event: _Event, message: str, remedy: str) -> None:
        self.problems.append(Problem(code, Level.ERROR, self._place(event), message, remedy))


def shorten(text: str, limit: int = 60) -> str:
    """Text as it may stand in a problem: one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _invisible(place: Place, character: str) -> tuple[str, Place, str, str]:
    return (
        "FN004",
        place,
        f"There is an invisible or control character here ({name(character)}).",
        "Delete the words around it and type them again; do not paste them.",
    )


def _finding(code: str, place: Place, message: str, remedy: str) -> tuple[str, Level, Place, str, str]:
    return code, Level.ERROR, place, message, remedy


def _refuse(code: str, place: Place, message: str, remedy: str) -> NoReturn:
    raise UnreadableFile((Problem(code, Level.ERROR, place, message, remedy),))
