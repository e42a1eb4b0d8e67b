"""Entry ids inside custom ids, which hold 100 characters: long keys are replaced by their digests."""

from collections.abc import Iterator, Mapping

from bot.answer.entries import joined_id, parse_joined, single_ids
from bot.model.knowledge import Knowledge
from bot.render.language import digest

MOST = 72
"""Longest packed id: leaves room for a control's own letters."""
NONE = "-"
"""Stands for no entry."""


def pack(entry: str | None) -> str:
    """An entry id of at most 72 characters; of two joined ones that are too long together, the first."""
    if not entry:
        return NONE
    if len(entry) <= MOST:
        return entry
    if joined := parse_joined(entry):
        kind, *singles = joined
        both = joined_id(kind, *(_short(single) for single in singles))
        return both if len(both) <= MOST else pack(singles[0])
    return _short(entry)


def _short(entry: str) -> str:
    kind, colon, rest = entry.partition(":")
    key, mark, topic = rest.partition("#")
    short = "+".join(part if len(part) <= 9 else f"~{digest(part)}" for part in key.split("+"))
    return f"{kind}{colon}{short}{mark}{topic}"


def unpack(packed: str, knowledge: Knowledge) -> str | None:
    """The entry id again; None when it stood for nothing or its key no longer exists."""
    if packed == NONE:
        return None
    if "~" not in packed:
        return packed
    known = {f"~{digest(name)}": name for name in _keys(knowledge)}
    singles = [_long(single, known) for single in single_ids(packed)]
    if joined := parse_joined(packed):
        kept = [single for single in singles if single]
        return joined_id(joined[0], *kept) if len(kept) > 1 else next(iter(kept), None)
    return singles[0]


def _long(packed: str, known: Mapping[str, str]) -> str | None:
    kind, colon, rest = packed.partition(":")
    key, mark, topic = rest.partition("#")
    parts = [known.get(part, "") if part.startswith("~") else part for part in key.split("+")]
    return f"{kind}{colon}{'+'.join(parts)}{mark}{topic}" if all(parts) else None


def _keys(knowledge: Knowledge) -> Iterator[str]:
    for records in (knowledge.compounds, knowledge.faqs, knowledge.interactions, knowledge.sources):
        yield from records
    for kind, names in (
        ("compound", knowledge.compounds),
        ("medicine", knowledge.medicines),
        ("class", knowledge.classes),
    ):
        yield from (f"{kind}.{name}" for name in names)
