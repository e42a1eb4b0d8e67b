"""Pydantic's findings → sentences a moderator can act on. No library wording ever gets through."""

from typing import Any

from pydantic import ValidationError
from rapidfuzz import process

from bot.library.problem import Level, Problem
from bot.library.strict_yaml import Document
from bot.model.base import Record


def explain(
    error: ValidationError, kind: type[Record], document: Document, root: tuple[str | int, ...], shown: str
) -> list[Problem]:
    """One problem for each finding, at the line of the value it is about."""
    problems = []
    for found in error.errors(include_url=False):
        path = tuple(p for p in found["loc"])
        name = str(path[-1]) if path else shown
        message, remedy = _sentence(found, name, kind)
        problems.append(Problem("FN020", Level.ERROR, document.place((*root, *path)), message, remedy))
    return problems


def _sentence(found: Any, name: str, kind: type[Record]) -> tuple[str, str]:
    context = found.get("ctx", {})
    match found["type"]:
        case "missing":
            return f"The field `{name}` is missing.", f"Add a line `{name}: …`."
        case "extra_forbidden":
            known = [f.alias or n for n, f in kind.model_fields.items()]
            near = process.extractOne(name, known, score_cutoff=60)
            hint = f"Did you mean `{near[0]}`?" if near else "Delete the line, or look the name up in the field reference."
            return f"`{name}` is not a field here.", hint
        case "enum" | "literal_error":
            allowed = str(context.get("expected", "")).replace("'", "`")
            return f"`{found['input']}` is not one of the words allowed for `{name}`.", f"Use one of: {allowed}."
        case "string_pattern_mismatch":
            return f"`{found['input']}` does not have the form that `{name}` needs.", "Compare it with the template."
        case "string_too_short" | "too_short":
            return f"`{name}` is empty or too short.", "Write it out, or delete the line if it is optional."
        case "string_too_long" | "too_long":
            limit = context.get("max_length", "the limit")
            return f"`{name}` is too long; at most {limit} are allowed.", "Shorten it or split it in two."
        case "string_type":
            return f"`{name}` must be text.", "Write text after the colon; use quotes if it has special characters."
        case "tuple_type" | "list_type":
            return f"`{name}` must be a list.", "Write `[one, two]`, or one `- ` line for each."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"`{name}` must have fields below it.", "Indent its fields under it, one a line."
        case "value_error":
            text = str(context.get("error", "The value is not allowed."))
            return text[0].upper() + text[1:] + ".", "Correct the values."
        case "decimal_parsing" | "int_parsing" | "float_parsing" | "int_from_float":
            return f"`{name}` must be a number, but is `{found['input']}`.", "Write digits only; the unit has its own field."
        case "bool_parsing" | "bool_type":
            return f"`{name}` must be `true` or `false`.", "Write `true` or `false`."
        case kind_ if kind_.startswith("date"):
            return f"`{name}` must be a date, but is `{found['input']}`.", "Write year-month-day, such as 2026-11-24."
        case "greater_than_equal":
            return f"`{name}` is too small.", f"Use {context.get('ge')} or more."
        case _:
            return f"The value of `{name}` is not allowed here.", "Compare it with the template from `footnote new`."
