"""Values → YAML in the layout of the knowledge, for what is new in a file."""

import json
import textwrap
from collections.abc import Mapping
from typing import Any

from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import parse

WIDTH = 110
"""Longer texts are folded."""
SHORT = 100
"""A list or group of fields that fits is written on one line."""

Value = Any
"""What strict YAML holds: text, nothing, lists of values, and fields by their names."""


def one_line(text: str | None, style: str | None = None, *, flow: bool = False) -> str:
    """A text on one line; `style` is the quotation mark it had. It is quoted when it would be misread without."""
    if text is None:
        return "null" if flow else ""
    quoted = {"'": "'" + text.replace("'", "''") + "'", '"': json.dumps(text, ensure_ascii=False)}
    ways = [quoted[style]] if style in quoted else []
    for way in (*ways, text, quoted['"'], quoted["'"]):
        if "\n" not in way and _means(f"[{way}]" if flow else f"k: {way}", [text] if flow else {"k": text}):
            return way
    return quoted['"']


def flow(value: Value) -> str:
    """A value on one line with brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{one_line(k, flow=True)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return one_line(value, flow=True)


def folded(text: str, indent: int) -> str | None:
    """The lines of a folded text below `>-`; nothing when folding would change it."""
    pad = " " * indent
    lines = textwrap.wrap(
        text, WIDTH + 2, initial_indent=pad, subsequent_indent=pad,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    body = "\n".join(lines)
    return body if _means(f"{' ' * max(indent - 2, 0)}k: >-\n{body}\n", {"k": text}) else None


def field(name: str, value: Value, indent: int) -> str:
    """`name: value` at a column, without a line break at the end."""
    pad = " " * indent
    head = f"{pad}{one_line(name)}:"
    if isinstance(value, str):
        long = len(value) + len(head) > WIDTH
        body = folded(value, indent + 2) if long else None
        return f"{head} >-\n{body}" if body else f"{head} {one_line(value)}"
    if value is None:
        return head
    if not value or _fits(value, indent + len(name)):
        return f"{head} {flow(value)}"
    if isinstance(value, list):
        return "\n".join([head, *(item(one, indent + 2) for one in value)])
    return "\n".join([head, *(field(key, one, indent + 2) for key, one in value.items())])


def item(value: Value, indent: int) -> str:
    """`- value` at a column, without a line break at the end."""
    pad = " " * indent
    if isinstance(value, Mapping) and value and not _fits(value, indent):
        lines = "\n".join(field(key, one, indent + 2) for key, one in value.items())
        return f"{pad}- {lines[indent + 2 :]}"
    if isinstance(value, str) and len(value) + indent > WIDTH and (body := folded(value, indent + 2)):
        return f"{pad}- >-\n{body}"
    return f"{pad}- {one_line(value) if isinstance(value, str) else flow(value)}"


def _fits(value: Value, before: int) -> bool:
    """Whether a group goes on one line: it is short and holds no group of its own but lists of words."""
    inner = value.values() if isinstance(value, Mapping) else value
    flat = not any(isinstance(one, Mapping) for one in inner)
    return flat and len(flow(value)) + before < SHORT and (isinstance(value, list) or len(value) < 8)


def _means(text: str, value: Value) -> bool:
    try:
        return bool(parse(text, "new").value == value)
    except UnreadableFile:
        return False
