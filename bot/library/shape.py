"""What the models say about fields, in words: for the messages, the field reference and the templates."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from bot.library.strict_yaml import Route
from bot.model.base import Record

_KINDS: dict[object, str] = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    Decimal: "number",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field as a writer meets it. `words` are the only values allowed, when there is such a list."""

    name: str
    description: str
    required: bool
    many: bool
    kind: str
    record: type[Record] | None
    words: tuple[str, ...]
    default: str | None
    limit: int | None


@cache
def fields_of(record: type[Record]) -> tuple[FieldShape, ...]:
    """The fields of a record, in the order they are written."""
    return tuple(_shape(name, field) for name, field in record.model_fields.items())


def record_at(record: type[Record], route: Route) -> type[Record] | None:
    """The record whose fields stand at a route below `record`, or nothing when there are none."""
    here: type[Record] | None = record
    for step in route:
        if isinstance(step, int):
            continue
        if here is None:
            return None
        here = next((f.record for f in fields_of(here) if f.name == step), None)
    return here


def field_at(record: type[Record], route: Route) -> FieldShape | None:
    """The field a route ends in (list positions are skipped)."""
    names = [step for step in route if isinstance(step, str)]
    owner = record_at(record, tuple(names[:-1])) if names else None
    return next((f for f in fields_of(owner) if f.name == names[-1]), None) if owner else None


def records_below(record: type[Record]) -> Iterator[type[Record]]:
    """The record itself and all that its fields hold, each once, outermost first."""
    seen: dict[type[Record], None] = {}
    queue = [record]
    while queue:
        here = queue.pop(0)
        if here not in seen:
            seen[here] = None
            queue.extend(f.record for f in fields_of(here) if f.record)
    yield from seen


def _shape(name: str, field: FieldInfo) -> FieldShape:
    many, inner, constraints = _unwrap(field.annotation, list(field.metadata))
    words = _words(inner)
    record = inner if isinstance(inner, type) and issubclass(inner, Record) else None
    limit = next(
        (c.max_length for c in constraints if isinstance(c, StringConstraints) and c.max_length), None
    )
    return FieldShape(
        name=field.alias or name,
        description=field.description or "",
        required=field.is_required(),
        many=many,
        kind="fields" if record else "word" if words else _KINDS.get(inner, "text"),
        record=record,
        words=words,
        default=_default(field),
        limit=limit,
    )


def _unwrap(annotation: object, constraints: list[Any]) -> tuple[bool, object, list[Any]]:
    """(is it a list, the type inside, everything said about it)."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unwrap(args[0], [*constraints, *args[1:]])
    if origin in (Union, types.UnionType):
        rest = [a for a in args if a is not type(None)]
        return _unwrap(rest[0], constraints)
    if origin is tuple:
        _, inner, found = _unwrap(args[0], constraints)
        return True, inner, found
    return False, annotation, constraints


def _words(inner: object) -> tuple[str, ...]:
    if get_origin(inner) is Literal:
        return tuple(str(word) for word in get_args(inner))
    if isinstance(inner, type) and issubclass(inner, Enum):
        return tuple(str(word.value) for word in inner)
    return ()


def _default(field: FieldInfo) -> str | None:
    value = field.default
    if field.is_required() or value is None or value == () or isinstance(value, Record):
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
