"""Templates to copy: an example entry with the models' own words as comments."""

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.library.folders import ENTRY_FOLDERS
from bot.library.shape import FieldShape, fields_of
from bot.library.strict_yaml import Document, parse
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.source import Source

TEMPLATES: Mapping[str, type[Record]] = {
    "source": Source,
    "compound": Compound,
    "faq": Faq,
    "interaction": Interaction,
}
_SCHEMA = {
    name: folder for folder, kind in ENTRY_FOLDERS.items() for name, k in TEMPLATES.items() if k is kind
}
_EXAMPLES = Path(__file__).parent / "examples"
_WIDTH = 110
_FLOW_WIDTH = 100
_BLOCK_SPECIAL = (": ", " #")
_FLOW_SPECIAL = (*_BLOCK_SPECIAL, ",", "[", "]", "{", "}")
_INDICATORS = "@`%&*!|>'\"?-[{"


def example(name: str) -> Document:
    """The entry a template is made from."""
    path = _EXAMPLES / f"{name}.yaml"
    return parse(path.read_text(encoding="utf-8"), path.name)


def template(name: str) -> str:
    """The text of a template; what an example leaves out stands there as a comment."""
    head = [
        f"# {name.capitalize()}: a template, made by `footnote generate`. `footnote new {name}` copies it.",
        f"# yaml-language-server: $schema=../_schema/{_SCHEMA[name]}.json",
        "# Replace every value, delete the comments, and delete the optional fields you do not need.",
        "",
    ]
    return "\n".join([*head, *_fields(TEMPLATES[name], example(name).value, 0)]) + "\n"


def _fields(record: type[Record], values: Mapping[str, object], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for field in fields_of(record):
        yield from _comment(field, pad)
        if field.name not in values:
            yield f"{pad}# {field.name}: "[:-1]
        elif field.record and isinstance(values[field.name], dict | list):
            yield from _nested(field, values[field.name], depth)
        else:
            yield from _line(field.name, values[field.name], pad)


def _comment(field: FieldShape, pad: str) -> Iterator[str]:
    words = f" One of: {', '.join(field.words)}." if field.words else ""
    text = f"{field.description}{words}{'' if field.required else ' Optional.'}"
    for line in textwrap.wrap(text, _WIDTH - len(pad) - 2, break_on_hyphens=False):
        yield f"{pad}# {line}"


def _nested(field: FieldShape, value: object, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, dict) and field.record:
        flow = _flow(value)
        if len(flow) + len(pad) + len(field.name) < _FLOW_WIDTH and depth:
            yield f"{pad}{field.name}: {flow}"
            return
        yield f"{pad}{field.name}:"
        yield from _fields(field.record, value, depth + 1)
        return
    yield f"{pad}{field.name}:"
    for number, item in enumerate(value if isinstance(value, list) else []):
        flow = _flow(item)
        if len(flow) + len(pad) < _FLOW_WIDTH or field.record is None:
            yield f"{pad}  - {flow}"
        elif number == 0:
            yield from _item(_fields(field.record, item, depth + 2), pad)
        else:
            yield from _item((line for n, v in item.items() for line in _line(n, v, f"{pad}    ")), pad)


def _item(lines: Iterator[str], pad: str) -> Iterator[str]:
    """The lines of a list entry: the first field carries the dash, comments before it move above it."""
    dashed = False
    for line in lines:
        if dashed or line.lstrip().startswith("#"):
            yield line
        else:
            dashed = True
            yield f"{pad}  - {line.lstrip()}"


def _line(name: str, value: object, pad: str) -> Iterator[str]:
    written = _text(value, _BLOCK_SPECIAL) if isinstance(value, str) else _flow(value)
    if isinstance(value, str) and len(written) + len(pad) + len(name) > _WIDTH:
        yield f"{pad}{name}: >-"
        yield from textwrap.wrap(value, _WIDTH, initial_indent=f"{pad}  ", subsequent_indent=f"{pad}  ")
    elif isinstance(value, list) and len(written) + len(pad) > _FLOW_WIDTH:
        yield f"{pad}{name}:"
        yield from (f"{pad}  - {_flow(item)}" for item in value)
    else:
        yield f"{pad}{name}: {written}"


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _text(str(value), _FLOW_SPECIAL)


def _text(text: str, special: tuple[str, ...]) -> str:
    quoted = any(mark in text for mark in special) or text[:1] in _INDICATORS or text.endswith(":")
    return f'"{text}"' if quoted else text
