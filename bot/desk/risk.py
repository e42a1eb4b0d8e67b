"""Which fields need a second moderator: rules that moderators own, in `vocabulary/risk_fields.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import ValidationError

from bot.desk.entries import Named
from bot.desk.fields import Fields
from bot.desk.merging import touched
from bot.desk.results import Texts
from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import parse_bytes
from bot.model.base import Record

FILE = "vocabulary/risk_fields.yaml"


class RiskRule(Record):
    """`fields` of a `kind` of entry (`*` is anything), when a group around them holds one of the words in `when`."""

    kind: str
    """The kind of entry, such as `compound`; `*` for every kind."""
    fields: tuple[str, ...]
    """Paths such as `warning` or `claims.*`."""
    when: Mapping[str, tuple[str, ...]] = {}
    """Field names of the same group or of the entry, with the words that count; `*` is any word."""


EVERYTHING = (RiskRule(kind="*", fields=("*",)),)
"""Without rules that can be read, every field needs a second moderator."""


def risk_rules(root: Path) -> tuple[RiskRule, ...]:
    """The rules of a knowledge folder; `EVERYTHING` when they are missing or broken."""
    try:
        rows = parse_bytes((root / FILE).read_bytes(), FILE).value
        return tuple(RiskRule.model_validate(row) for row in rows) or EVERYTHING
    except (OSError, UnreadableFile, ValidationError, TypeError):
        return EVERYTHING


def risk_fields(root: Path, one: Named, base: Texts, files: Texts) -> Iterator[str]:
    """The risk fields that an edit changes, by the rules that stand now (an edit cannot loosen its own).

    Where a file holds many entries, those of its others count too: taking back a commit may change them all.
    """
    rules = risk_rules(root)
    before, after = (one.values_in(texts.get(one.path)) for texts in (base, files))
    for key in dict.fromkeys((one.key, *before, *after)):
        for path, around in touched(before.get(key) or {}, after.get(key) or {}):
            if is_risk(rules, one.kind, path, around):
                yield path if key == one.key else f"{key}.{path}"


def is_risk(rules: Sequence[RiskRule], kind: str, path: str, around: Sequence[Fields]) -> bool:
    """Whether a field is one where an error can harm. `around` are the groups it stands in, before and after."""
    return any(
        fnmatchcase(kind, rule.kind)
        and any(fnmatchcase(path, pattern) for pattern in rule.fields)
        and all(_holds(around, name, words) for name, words in rule.when.items())
        for rule in rules
    )


def _holds(around: Sequence[Fields], name: str, words: Sequence[str]) -> bool:
    values = [group[name] for group in around if group.get(name) is not None]
    found = {str(one) for value in values for one in (value if isinstance(value, list) else [value])}
    return bool(found) if "*" in words else bool(found & set(words))
