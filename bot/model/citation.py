"""Inline citations: `[@doe-2019]` or `[@doe-2019; @roe-2020]` inside a text."""

import re
from collections.abc import Callable

_MARK = re.compile(r"\s*\[(@[^\]]*)\]")


def _keys(group: str) -> tuple[str, ...]:
    return tuple(part.strip().lstrip("@") for part in group.split(";") if part.strip())


def cited_keys(text: str) -> tuple[str, ...]:
    """The source ids a text cites, in order, with repeats."""
    return tuple(key for group in _MARK.findall(text) for key in _keys(group))


def replace_marks(text: str, shown: Callable[[tuple[str, ...]], str]) -> str:
    """The text with every mark replaced by what `shown` makes of its source ids."""
    return _MARK.sub(lambda match: shown(_keys(match.group(1))), text)


def with_mark(text: str, keys: tuple[str, ...]) -> str:
    """The text with a mark for `keys` at its end."""
    return f"{text.rstrip()} [{'; '.join('@' + key for key in keys)}]" if keys else text
