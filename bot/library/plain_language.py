"""The models' findings → sentences a moderator can act on. No library wording ever gets through."""

from collections.abc import Callable, Iterable

from pydantic import ValidationError

from bot.library.finding import Found, names_of, place_of, placed, told_once, where
from bot.library.mending import mended
from bot.library.nearest import did_you_mean
from bot.library.problem import Edit, Level, Problem
from bot.library.shape import field_at, fields_of, record_at
from bot.library.strict_yaml import Document, Route, shorten
from bot.model.base import Record

Sentence = tuple[str, str, str]
"""Code, message, remedy."""


def explain(error: ValidationError, kind: type[Record], document: Document, root: Route) -> list[Problem]:
    """One problem for each finding, at the line of the value it is about."""
    problems = []
    for item in told_once(error.errors(include_url=False), kind):
        found = Found(item, kind, tuple(item["loc"]), document, root)
        code, message, remedy = _SENTENCES.get(_family(item["type"]), _not_allowed)(found)
        fix = _fix(found, code)
        if fix:
            remedy = f"Write `{fix.new}`."
        problems.append(
            Problem(code, Level.ERROR, place_of(found, code), placed(where(found), message), remedy, fix)
        )
    return problems


def _family(kind: str) -> str:
    if kind.startswith("date"):
        return "date"
    if kind.startswith(("decimal", "int", "float")) or kind == "finite_number":
        return "number"
    return kind


def _missing(found: Found) -> Sentence:
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


def _unknown_field(found: Found) -> Sentence:
    known = names_of(found.kind, found.route[:-1])
    hint = did_you_mean(found.name, known)
    return (
        "FN021",
        f"`{shorten(found.name)}` is not a field here.",
        hint or f"Use one of these: {_list(known)}.",
    )


def _word(found: Found) -> Sentence:
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
    "entry": "`faq:`, `card:` or `interaction:` and an id, such as `card:caffeine#dosage`",
    "rule": "`FN` and three digits, such as `FN401`",
}
"""What a field with a fixed form needs; a field that is not listed holds ids."""


def form(name: str) -> str:
    """The form a field needs, in words."""
    return FORMS.get(name, FORMS["id"])


def _pattern(found: Found) -> Sentence:
    return (
        "FN023",
        f"`{found.typed}` does not have the form that `{found.name}` needs.",
        f"Write {form(found.name)}.",
    )


def _too_short(found: Found) -> Sentence:
    if not found.typed:
        return "FN024", f"`{found.name}` is empty.", _write_it(found)
    return (
        "FN024",
        f"`{found.name}` is too short.",
        f"Write at least {found.limit('min_length')} characters.",
    )


def _write_it(found: Found) -> str:
    field = field_at(found.kind, found.route)
    return "Write it out." if field and field.required else "Write it out, or delete the line."


def _too_long(found: Found) -> Sentence:
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


def _text(found: Found) -> Sentence:
    if found.error["input"] is None:
        return "FN024", f"`{found.name}` is empty.", _write_it(found)
    return (
        "FN025",
        f"`{found.name}` must be one text, not a list or fields.",
        "Write the text after the colon; put quotes around it if it has special characters.",
    )


def _list_needed(found: Found) -> Sentence:
    if found.error["input"] is None:
        return "FN025", f"`{found.name}` is an empty list.", "Delete the line, or write `[one, two]`."
    return "FN025", f"`{found.name}` must be a list.", "Write `[one, two]`, or one `- ` line for each."


def _fields_needed(found: Found) -> Sentence:
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


def _entry_or_field(found: Found) -> str:
    if not found.route:
        return "This entry"
    return f"An entry of `{found.name}`" if isinstance(found.route[-1], int) else f"`{found.name}`"


def _own_rule(found: Found) -> Sentence:
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


def _number(found: Found) -> Sentence:
    if not found.typed:
        return "FN026", f"`{found.name}` must be a number.", "Write digits only; the unit has its own field."
    return (
        "FN026",
        f"`{found.name}` must be a number, but is `{found.typed}`.",
        "Write digits only; the unit has its own field.",
    )


def _yes_or_no(found: Found) -> Sentence:
    return "FN026", f"`{found.name}` must be `true` or `false`.", "Write `true` or `false`."


def _date(found: Found) -> Sentence:
    said = f", but is `{found.typed}`" if found.typed else ""
    return "FN026", f"`{found.name}` must be a date{said}.", "Write year-month-day, such as `2026-11-24`."


def _too_small(found: Found) -> Sentence:
    return "FN029", f"`{found.name}` is too small.", f"Use {found.limit('ge')} or more."


def _not_allowed(found: Found) -> Sentence:
    return (
        "FN029",
        f"The value of `{found.name}` is not allowed here.",
        "Compare it with the field reference.",
    )


_SENTENCES: dict[str, Callable[[Found], Sentence]] = {
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


def _fix(found: Found, code: str) -> Edit | None:
    """The edit that mends it, when the value is written on one line and only one is thinkable."""
    field = field_at(found.kind, found.route)
    new = mended(found.typed, found.name, code, field.words if field else ()) if found.typed else None
    place = found.document.find((*found.root, *found.route), found.typed)
    written = found.document.line(place.line)[place.column - 1 :].startswith(found.typed)
    return Edit(place, found.typed, new) if new and written else None


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
