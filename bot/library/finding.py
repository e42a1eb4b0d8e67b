"""What is wrong with one field of an entry: where it stands, how it is named, and what was typed."""

from dataclasses import dataclass
from typing import Any

from bot.library.nearest import nearest
from bot.library.problem import Place
from bot.library.shape import fields_of, record_at
from bot.library.strict_yaml import Document, Route, shorten
from bot.model.base import Record


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: `route` is inside the record, `name` is the field it is about."""

    error: Any
    kind: type[Record]
    route: Route
    document: Document
    root: Route

    @property
    def name(self) -> str:
        """The name of the field."""
        names = [step for step in self.route if isinstance(step, str)]
        return names[-1] if names else "this entry"

    @property
    def typed(self) -> str:
        """What was written, on one line; empty when it was no text."""
        value = self.error.get("input")
        return shorten(value) if isinstance(value, str) else ""

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.document.place((*self.root, *self.route))

    def limit(self, key: str) -> object:
        """A bound the model names, such as `max_length`."""
        return self.error.get("ctx", {}).get(key)


_POINTS_TO = {"FN602": "between", "FN027": "low"}


def place_of(found: Found, code: str) -> Place:
    """The spot to look at: the field's name when that is wrong, else its value or its nearest parent."""
    if code == "FN021":
        return found.document.key_place((*found.root, *found.route))
    if code in _POINTS_TO:
        return found.document.place((*found.root, *found.route, _POINTS_TO[code]))
    return found.place


def placed(before: str, message: str) -> str:
    """A sentence with the words that say where, if there are any."""
    return before + (message[0].lower() + message[1:] if before else message)


def where(found: Found) -> str:
    """`Claim `headache`: ` when the finding is inside a list entry that has an id."""
    value: Any = found.document.value
    names: list[str] = []
    for step in (*found.root, *found.route[:-1]):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            break
        if isinstance(step, str):
            names.append(step)
        elif names and isinstance(value, dict) and isinstance(value.get("id"), str):
            return f"{names[-1].removesuffix('s').capitalize()} `{shorten(value['id'])}`: "
    return ""


def told_once(items: list[Any], kind: type[Record]) -> list[Any]:
    """Without what follows from other findings: a field missing because misspelt, a list left short."""
    misspelt = {
        (*item["loc"][:-1], nearest(str(item["loc"][-1]), names_of(kind, item["loc"][:-1])))
        for item in items
        if item["type"] == "extra_forbidden"
    }
    return [
        item
        for item in items
        if not (item["type"] == "missing" and item["loc"] in misspelt)
        and not (item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])
    ]


def names_of(kind: type[Record], route: Route) -> list[str]:
    """The names of the fields that may stand at a route."""
    return [field.name for field in fields_of(record_at(kind, route) or kind)]
