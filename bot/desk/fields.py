"""An entry as fields with dotted paths: what a form shows, and typed text put back as values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.desk.layout import Value, item
from bot.desk.results import Field, FieldKind
from bot.errors import NotFoundError, UsageError
from bot.library.problem import UnreadableFile
from bot.library.shape import FieldShape, fields_of
from bot.library.strict_yaml import parse
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine

KINDS: Mapping[str, type[Record]] = {
    "compound": Compound,
    "faq": Faq,
    "interaction": Interaction,
    "source": Source,
    "class": DrugClass,
    "medicine": Medicine,
    "disclaimer": Disclaimer,
    "group": GroupWarning,
    "refusal": Refusal,
    "emergency": EmergencyCard,
    "contact": Contact,
}
"""What can be edited, by the word before the colon of an entry's id."""

NEW = "+"
"""The step of a path that adds an item to a list, as in `claims.+`."""

Fields = dict[str, Value]


def entry_fields(record: type[Record], value: Fields) -> Iterator[tuple[Field, tuple[Fields, ...]]]:
    """Every field of an entry with the groups around it, innermost first; its id is left out, it never changes."""
    for shape in fields_of(record):
        if shape.name != "id":
            yield from _fields(shape, value.get(shape.name), (shape.name,), (value,))


def _fields(
    shape: FieldShape, value: Value, steps: tuple[str, ...], around: tuple[Fields, ...]
) -> Iterator[tuple[Field, tuple[Fields, ...]]]:
    if shape.record and not shape.many:
        inner = value if isinstance(value, dict) else {}
        for below in fields_of(shape.record):
            yield from _fields(below, inner.get(below.name), (*steps, below.name), (inner, *around))
    elif shape.record and _holds_text(shape.record):
        for step, one in _items(value or []):
            for below in fields_of(shape.record):
                if below.name != "id":
                    yield from _fields(below, one.get(below.name), (*steps, step, below.name), (one, *around))
        yield _field(shape, None, (*steps, NEW), FieldKind.YAML), around
    else:
        yield _field(shape, value, steps, _kind(shape)), around


def _field(shape: FieldShape, value: Value, steps: tuple[str, ...], kind: FieldKind) -> Field:
    return Field(
        path=".".join(steps),
        label=" › ".join(step.replace("_", " ") if step != NEW else "add" for step in steps).capitalize(),
        value=_typed_text(value, kind),
        kind=kind,
        help=shape.description,
        longest=shape.limit,
        required=shape.required and steps[-1] != NEW,
        words=shape.words,
    )


def _kind(shape: FieldShape) -> FieldKind:
    if shape.record:
        return FieldKind.YAML
    if shape.words:
        return FieldKind.WORDS if shape.many else FieldKind.WORD
    if shape.many:
        return FieldKind.LINES
    named = {"date": FieldKind.DATE, "`true` or `false`": FieldKind.YES_NO}
    return FieldKind.NUMBER if "number" in shape.kind else named.get(shape.kind, FieldKind.TEXT)


def _typed_text(value: Value, kind: FieldKind) -> str:
    if value is None:
        return ""
    if kind is FieldKind.YAML:
        return "\n".join(item(one, 0) for one in value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _holds_text(record: type[Record]) -> bool:
    return any(shape.name == "text" for shape in fields_of(record))


def _items(values: Sequence[Fields]) -> Iterator[tuple[str, Fields]]:
    """The items of a list with the step that names each: its id, or else its number."""
    for number, one in enumerate(values):
        yield str(one.get("id") or number), one


def shape_at(record: type[Record], path: str) -> FieldShape | None:
    """What the model says about the field that a path ends in."""
    here: type[Record] | None = record
    shape = None
    for step in path.split("."):
        if found := next((one for one in fields_of(here) if one.name == step), None) if here else None:
            shape, here = found, found.record
    return shape


def with_changes(record: type[Record], value: Fields, changes: Mapping[str, str]) -> Fields:
    """The values of an entry after typed text was put into fields; empty text takes a field away.

    Raises:
        NotFoundError: when there is no such field, UsageError when a piece of YAML cannot be read.
    """
    for path, text in changes.items():
        value = _changed(record, value, path.split("."), text, path)
    return value


def _changed(record: type[Record], value: Fields, steps: list[str], text: str, path: str) -> Fields:
    order = [shape.name for shape in fields_of(record)]
    shape = next((shape for shape in fields_of(record) if shape.name == steps[0]), None)
    if shape is None or shape.name == "id":
        raise NotFoundError(f"There is no field `{path}` here.")
    name, rest, new = shape.name, steps[1:], None
    if not rest:
        if text.strip() == _typed_text(value.get(name), _kind(shape)).strip():
            return value
        new = _typed(shape, text, shape.many)
    elif shape.record and not shape.many:
        new = _changed(shape.record, value.get(name) or {}, rest, text, path) or None
    elif shape.record:
        new = _with_item(shape, list(value.get(name) or []), rest, text, path) or None
    else:
        raise NotFoundError(f"There is no field `{path}` here.")
    return placed(value, name, new, order)


def _with_item(shape: FieldShape, items: list[Value], steps: list[str], text: str, path: str) -> list[Value]:
    record = shape.record or Record
    if steps[0] == NEW:
        return [*items, new] if (new := _typed(shape, text, False)) else items
    index = next((i for i, (step, _) in enumerate(_items(items)) if step == steps[0]), None)
    if index is None:
        raise NotFoundError(f"There is no `{path}` any more.")
    inside = steps[1:]
    new = _changed(record, items[index], inside, text, path) if inside else _typed(shape, text, False)
    return [*items[:index], *([new] if new else []), *items[index + 1 :]]


def _typed(shape: FieldShape, text: str, many: bool) -> Value:
    """A value from typed text; nothing when it is empty."""
    if not text.strip():
        return None
    if shape.record:
        return _from_yaml(text, many)
    if many:
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return " ".join(text.split())


def _from_yaml(text: str, many: bool) -> Value:
    try:
        value: Any = parse(text, "what you typed").value
    except UnreadableFile as error:
        raise UsageError(str(error)) from None
    if not many and isinstance(value, list) and len(value) == 1:
        value = value[0]
    if many and isinstance(value, dict):
        value = [value]
    fits = all(isinstance(one, dict) for one in value) if isinstance(value, list) else not many
    if not fits or not isinstance(value, list if many else dict):
        raise UsageError("Write fields as `name: value`, and start every item of a list with `- `.")
    return value


def placed(value: Fields, name: str, new: Value, order: Sequence[str]) -> Fields:
    """The fields with one set (or taken away, for nothing); a new one comes after those that stand before it in `order`."""
    if new is None:
        return {key: one for key, one in value.items() if key != name}
    if name in value:
        return {**value, name: new}
    ahead = set(order[: order.index(name)]) if name in order else set(value)
    known = list(value)
    cut = max((known.index(key) + 1 for key in known if key in ahead), default=0)
    return dict([*list(value.items())[:cut], (name, new), *list(value.items())[cut:]])
