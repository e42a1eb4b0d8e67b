"""A new file from a template: the id and today's date are filled in, everything else waits for its writer."""

import re
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.errors import UsageError
from bot.library.checks.pairs import PARTY_KINDS, expected_id
from bot.library.generated.templates import template
from bot.library.plain_language import form
from bot.model.base import Slug
from bot.model.interaction import Party

_DATE = re.compile(r"^(\s*(?:date|as_of): |.*\bdate: )\d{4}-\d{2}-\d{2}", re.M)


def draft_of(kind: str, names: tuple[str, ...], today: date) -> tuple[str, str]:
    """(the id, the text of the file) for a kind and an id, or the two parties of an interaction.

    Raises:
        UsageError: when a name has not the form it needs.
    """
    text = _DATE.sub(lambda found: f"{found.group(1)}{today}", template(kind))
    if kind == "interaction":
        return _interaction(names, text)
    if len(names) != 1:
        raise UsageError(f"A {kind} has one id.")
    key = _valid(Slug, names[0], "id")
    return key, re.sub(r"^id: .*$", f"id: {key}", text, count=1, flags=re.M)


def _interaction(names: tuple[str, ...], text: str) -> tuple[str, str]:
    if len(names) != 2:
        raise UsageError("An interaction has two parties, such as `class:ssri` and `compound:5-htp`.")
    parties = [name if name.partition(":")[0] in PARTY_KINDS else f"compound:{name}" for name in names]
    one, other = sorted(_valid(Party, party, "between") for party in parties)
    key = expected_id((one, other))
    text = re.sub(r"^id: .*$", f"id: {key}", text, count=1, flags=re.M)
    return key, re.sub(r"^between: .*$", f'between: ["{one}", "{other}"]', text, count=1, flags=re.M)


def _valid(kind: Any, value: str, field: str) -> str:  # noqa: ANN401
    try:
        return str(TypeAdapter(kind).validate_python(value))
    except ValidationError:
        raise UsageError(f"`{value}` does not have the form that is needed: {form(field)}.") from None
