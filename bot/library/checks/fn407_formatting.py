"""Texts are plain words; how they look is decided where they are shown."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule

_FORMATTING = (
    (re.compile(r"@(?:everyone|here)\b|<[@#]?&?!?\d{5,}>|<@[!&]?\w+>"), "a mention"),
    (re.compile(r"\[[^\]@]+\]\([^)]*\)"), "a masked link"),
    (re.compile(r"(?<!\w)(\*\*|__|~~|\|\|)\S.*?\S\1"), "bold or hidden text"),
    (re.compile(r"`+[^`]+`+"), "code"),
    (re.compile(r"</?(?:a|b|i|br|p|div|img|script|span|strong|em|u)\b[^>]*>", re.I), "HTML"),
    (re.compile(r"^\s*(?:#{1,3}|-#|>{1,3})\s", re.M), "a heading or quote mark"),
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for text in inspection.prose():
        for pattern, what in _FORMATTING:
            if hit := pattern.search(text.text):
                message = f"`{hit.group().strip().replace('`', '')}` is {what}."
                yield Finding(text.find(hit.group()), message, "Write plain words without formatting.")


RULE = Rule("FN407", _find)
