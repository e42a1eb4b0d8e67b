"""YAML read so that nothing is silently misread: text stays text, keys are unique, every value knows its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.library.problem import Level, Place, Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

Path_ = tuple[str | int, ...]


class _StrictLoader(yaml.CSafeLoader):
    """CSafeLoader whose only implicit type is null; `NO`, `on`, `22:00` and `010` stay text."""


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Document:
    """Plain values, and the place of every value by its path (`("claims", 0, "text")`)."""

    value: Any
    places: Mapping[Path_, Place] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """The place of a path, or of the nearest parent that exists."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place("?")


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(path: Path, shown: str) -> Document | Problem:
    """Read one file; `shown` is the name used in problems."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        return _problem("FN003", Place(shown), f"This file is {size // 1024} KiB; at most 256 KiB are allowed.",
                        "Split it into several entries.")  # fmt: skip
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return _problem("FN002", Place(shown), f"Byte {error.start + 1} is not readable as UTF-8 text.",
                        "Save the file with the encoding UTF-8.")  # fmt: skip
    return parse(text, shown)


def parse(text: str, shown: str) -> Document | Problem:
    """Parse text into a document, or say the first thing that stops it from being read."""
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        name = f"U+{ord(bad.group()):04X}"
        return _problem("FN004", Place(shown, line, column), f"There is an invisible or control character here ({name}).",
                        "Delete the line and type it again; do not paste it.")  # fmt: skip
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        walker = _Walker(shown)
        value = walker.visit(node, (), 0) if node is not None else None
        return Document(value, walker.places)
    except _Refused as refused:
        return refused.problem
    except yaml.MarkedYAMLError as error:
        return _syntax_problem(error, shown)
    except (yaml.YAMLError, RecursionError):
        return _problem("FN001", Place(shown), "This file could not be read as YAML.",
                        "Compare its first lines with a template from `footnote new`.")  # fmt: skip
    finally:
        loader.dispose()


class _Walker:
    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places: dict[Path_, Place] = {}
        self.nodes = 0
        self.seen: set[int] = set()

    def visit(self, node: yaml.Node, path: Path_, depth: int) -> Any:
        place = self._place(node)
        self.places[path] = place
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _Refused(_problem("FN003", place, "This file is nested too deeply or holds too many values.",
                                    "Split it into several entries."))  # fmt: skip
        if id(node) in self.seen:
            raise _Refused(_problem("FN005", place, "Anchors and aliases (`&name`, `*name`) are not allowed.",
                                    "Write the text out in both places."))  # fmt: skip
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.rsplit(":", 1)[1] not in {"str", "null", "seq", "map"}:
            raise _Refused(_problem("FN005", place, "Tags (words that start with `!`) are not allowed.",
                                    "Delete the `!…` word."))  # fmt: skip
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.visit(child, (*path, i), depth + 1) for i, child in enumerate(node.value)]
        return None if node.tag.endswith(":null") else node.value

    def _mapping(self, node: yaml.MappingNode, path: Path_, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode) or not isinstance(key, str):
                raise _Refused(_problem("FN001", place, "A field name must be plain text.", "Write `name: value`."))
            if key in result:
                first = self.places[(*path, key)].line
                raise _Refused(_problem("FN006", place, f"`{key}` is written twice here; the first is on line {first}.",
                                        "Keep one of the two."))  # fmt: skip
            result[key] = self.visit(value_node, (*path, key), depth + 1)
            self.places[(*path, key)] = place
        return result

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.shown, node.start_mark.line + 1, node.start_mark.column + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    said = f"{error.context or ''} {error.problem or ''}"
    if "alias" in said or "anchor" in said:
        return _problem("FN005", place, "Anchors and aliases (`&name`, `*name`) are not allowed.",
                        "Write the text out, or put quotes around text that starts with `*` or `&`.")  # fmt: skip
    if "mapping values are not allowed" in said:
        return _problem("FN001", place, "There is a second `: ` in this line.",
                        "Put quotes around the text after the first colon.")  # fmt: skip
    if "cannot start any token" in said:
        return _problem("FN001", place, "This text starts with a character that has a meaning in YAML.",
                        "Put quotes around the text.")  # fmt: skip
    if "\\t" in said or "tab" in said:
        return _problem("FN001", place, "There is a tab here.", "Use spaces to indent.")
    if "single document" in said:
        return _problem("FN001", place, "There is a second document (`---`) in this file.", "Keep one entry a file.")
    return _problem("FN001", place, "The line is not readable here.",
                    "Check the indentation, the colon after the field name, and that quotes are closed.")  # fmt: skip


def _problem(code: str, place: Place, message: str, remedy: str) -> Problem:
    return Problem(code, Level.ERROR, place, message, remedy)
