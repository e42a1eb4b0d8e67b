"""The models' findings → sentences a moderator can act on. No library wording ever gets through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.library.mending import mended
from bot.library.nearest import did_you_mean, nearest
from bot.library.problem import Edit, Level, Place, Problem
from bot.library.shape import field_at, fields_of, record_at
from bot.library.strict_yaml import Document, Route, shorten
from bot.model.base import Record


@dataclass(frozen=True, slots=True)
class _Found:
    """One finding: `route` is inside the record, `name` is the field it is about."""

    error: Any
    kind: type[Record]
    route: Route
    document: Document
    root: Route

    @property
    def name(self) -> str:
        names = [step for step in self.route if isinstance(step, str)]
        return names[-1] if names else "this entry"

    @property
    def typed(self) -> str:
        value = self.error.get("input")
        return shorten(value) if isinstance(value, str) else ""

    @property
    def place(self) -> Place:
        return self.document.place((*self.root, *self.route))

    def limit(self, key: str) -> object:
        return self.error.get("ctx", {}).get(key)


Sentence = tuple[str, str, str]
"""Code, message, remedy."""


def explain(error: ValidationError, kind: type[Record], document: Document, root: Route) -> list[Problem]:
    """One problem for each finding, at the line of the value it is about."""
    problems = []
    for item in _told_once(error.errors(include_url=False), kind):
        found = _Found(item, kind, tuple(item["loc"]), document, root)
        code, message, remedy = _SENTENCES.get(_family(item["type"]), _not_allowed)(found)
        fix = _fix(found, code)
        if fix:
            remedy = f"Write `{fix.new}`."
        problems.append(
            Problem(code, Level.ERROR, _place(found, code), _placed(_where(found), message), remedy, fix)
        )
    return problems


_POINTS_TO = {"FN602": "between", "FN027": "low"}


def _place(found: _Found, code: str) -> Place:
    if code == "FN021":
        return found.document.key_place((*found.root, *found.route))
    if code in _POINTS_TO:
        return found.document.place((*found.root, *found.route, _POINTS_TO[code]))
    return found.place


def _told_once(items: list[Any], kind: type[Record]) -> list[Any]:
    """Without what follows from other findings: a field missing because misspelt, a list left short."""
    misspelt = {
        (*item["loc"][:-1], nearest(str(item["loc"][-1]), _names(kind, item["loc"][:-1])))
        for item in items
        if item["type"] == "extra_forbidden"
    }
    return [
        item
        for item in items
        if not (item["type"] == "missing" and item["loc"] in misspelt)
        and not (item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])
    ]


def _names(kind: type[Record], route: Route) -> list[str]:
    return [field.name for field in fields_of(record_at(kind, route) or kind)]


def _family(kind: str) -> str:
    if kind.startswith("date"):
        return "date"
    if kind.startswith(("decimal", "int", "float")) or kind == "finite_number":
        return "number"
    return kind


def _placed(where: str, message: str) -> str:
    return where + (message[0].lower() + message[1:] if where else message)


def _where(found: _Found) -> str:
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


def _missing(found: _Found) -> Sentence:
    if found.route and isinstance(found.route[-1], int):
        return (
            "FN024",
            f"`{found.name}` holds too few entries.",
            f"Write all {int(found.route[-1]) + 1} of them.",
        )
    field = field_at(found.kind, found.route)
    means = f" ({_uncapitalised(field.description.split('. ')[0].rstrip('.'))})" if field else ""
    if found.name == "unit":
        return (
            "FN028",
            "This quantity has no unit.",
            f"Add `unit: …`, one of: {_list(field.words if field else ())}.",
        )
    return "FN020", f"The field `{found.name}` is missing.", f"Add a line `{found.name}: …`{means}."


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _unknown_field(found: _Found) -> Sentence:
    known = _names(found.kind, found.route[:-1])
    hint = did_you_mean(found.name, known)
    return (
        "FN021",
        f"`{shorten(found.name)}` is not a field here.",
        hint or f"Use one of these: {_list(known)}.",
    )


def _word(found: _Found) -> Sentence:
    field = field_at(found.kind, found.route)
    words = field.words if field else ()
    if not found.typed:
        return "FN022", f"`{found.name}` must be one word of a list.", f"Use one of: {_list(words)}."
    hint = did_you_mean(found.typed, words)
    return (
        "FN022",
        f"`{found.typed}` is not one of the words allowed for `{found.name}`.",
        f"{hint} Allowed are: {_list(words)}." if hint else f"Use one of: {_list(words)}.",
    )


FORMS = {
    "id": "small letters and digits with hyphens between them, such as `lions-mane`",
    "DOI": "`10.`, digits, a slash, and the rest, such as `10.1016/j.exger.2018.04.013`",
    "PMID": "the digits alone, such as `29704637`",
    "NCT": "`NCT` and eight digits, such as `NCT02777931`",
    "URL": "a whole address that starts with `https://`",
    "issued": "a year, a month or a day: `2018`, `2018-04` or `2018-04-17`",
    "region": "two capital letters, such as `US`",
    "between": "`compound:`, `class:` or `medicine:` and an id, such as `compound:caffeine`",
    "party": "`compound:`, `class:` or `medicine:` and an id, such as `compound:caffeine`",
    "rule": "`FN` and three digits, such as `FN401`",
}
"""What a field with a fixed form needs; a field that is not listed holds ids."""


def form(name: str) -> str:
    """The form a field needs, in words."""
    return FORMS.get(name, FORMS["id"])


def _pattern(found: _Found) -> Sentence:
    return (
        "FN023",
        f"`{found.typed}` does not have the form that `{found.name}` needs.",
        f"Write {form(found.name)}.",
    )


def _too_short(found: _Found) -> Sentence:
    if not found.typed:
        return "FN024", f"`{found.name}` is empty.", _write_it(found)
    return (
        "FN024",
        f"`{found.name}` is too short.",
        f"Write at least {found.limit('min_length')} characters.",
    )


def _write_it(found: _Found) -> str:
    field = field_at(found.kind, found.route)
    return "Write it out." if field and field.required else "Write it out, or delete the line."


def _too_long(found: _Found) -> Sentence:
    length, limit = len(found.error["input"]), found.limit("max_length")
    if found.error["type"] == "too_long":
        return (
            "FN024",
            f"`{found.name}` holds {length} entries; {limit} are allowed.",
            "Delete what is too much.",
        )
    return (
        "FN024",
        f"`{found.name}` has {length} characters; at most {limit} are allowed.",
        "Shorten it, or say part of it elsewhere.",
    )


def _text(found: _Found) -> Sentence:
    if found.error["input"] is None:
        return "FN024", f"`{found.name}` is empty.", _write_it(found)
    return (
        "FN025",
        f"`{found.name}` must be one text, not a list or fields.",
        "Write the text after the colon; put quotes around it if it has special characters.",
    )


def _list_needed(found: _Found) -> Sentence:
    if found.error["input"] is None:
        return "FN025", f"`{found.name}` is an empty list.", "Delete the line, or write `[one, two]`."
    return "FN025", f"`{found.name}` must be a list.", "Write `[one, two]`, or one `- ` line for each."


def _fields_needed(found: _Found) -> Sentence:
    owner = record_at(found.kind, found.route)
    names = _list([f.name for f in fields_of(owner) if f.required]) if owner else ""
    message = "This file is empty." if not found.route and found.error["input"] is None else ""
    needed = f" It needs at least {names}." if names else ""
    if message:
        return "FN007", message, f"Copy a template into it, or delete the file.{needed}"
    return (
        "FN025",
        f"{_entry_or_field(found)} must have fields of its own.",
        f"Indent its fields under it, one a line.{needed}",
    )


def _entry_or_field(found: _Found) -> str:
    if not found.route:
        return "This entry"
    return f"An entry of `{found.name}`" if isinstance(found.route[-1], int) else f"`{found.name}`"


def _own_rule(found: _Found) -> Sentence:
    text = str(found.limit("error") or "")
    if "alphabetical" in text:
        parties = found.error["input"].get("between", []) if isinstance(found.error["input"], dict) else []
        if len(set(parties)) == 1:
            return "FN602", "Only a class may meet itself.", "Name the other party."
        ordered = ", ".join(f'"{party}"' for party in sorted(parties))
        return "FN602", "The two parties are not in alphabetical order.", f"Write `between: [{ordered}]`."
    if "low" in text:
        return "FN027", "`low` is above `high`.", "Swap the two numbers, or correct them."
    return "FN029", "These values do not fit together.", "Compare them with the field reference."


def _number(found: _Found) -> Sentence:
    if not found.typed:
        return "FN026", f"`{found.name}` must be a number.", "Write digits only; the unit has its own field."
    return (
        "FN026",
        f"`{found.name}` must be a number, but is `{found.typed}`.",
        "Write digits only; the unit has its own field.",
    )


def _yes_or_no(found: _Found) -> Sentence:
    return "FN026", f"`{found.name}` must be `true` or `false`.", "Write `true` or `false`."


def _date(found: _Found) -> Sentence:
    said = f", but is `{found.typed}`" if found.typed else ""
    return "FN026", f"`{found.name}` must be a date{said}.", "Write year-month-day, such as `2026-11-24`."


def _too_small(found: _Found) -> Sentence:
    return "FN029", f"`{found.name}` is too small.", f"Use {found.limit('ge')} or more."


def _not_allowed(found: _Found) -> Sentence:
    return (
        "FN029",
        f"The value of `{found.name}` is not allowed here.",
        "Compare it with the field reference.",
    )


_SENTENCES: dict[str, Callable[[_Found], Sentence]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "enum": _word,
    "literal_error": _word,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_type": _text,
    "tuple_type": _list_needed,
    "model_type": _fields_needed,
    "value_error": _own_rule,
    "number": _number,
    "bool_parsing": _yes_or_no,
    "bool_type": _yes_or_no,
    "date": _date,
    "greater_than_equal": _too_small,
}


def _fix(found: _Found, code: str) -> Edit | None:
    """The edit that mends it, when the value is written on one line and only one is thinkable."""
    field = field_at(found.kind, found.route)
    new = mended(found.typed, found.name, code, field.words if field else ()) if found.typed else None
    place = found.document.find((*found.root, *found.route), found.typed)
    written = found.document.line(place.line)[place.column - 1 :].startswith(found.typed)
    return Edit(place, found.typed, new) if new and written else None


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
