"""A citation in a text has one form, or it shows up as stray brackets."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Edit, Level
from bot.library.prose import Prose
from bot.model.source import Source

_KEY = r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)+"
_GOOD = re.compile(r"\[@[a-z0-9-]+(?:; ?@[a-z0-9-]+)*\]")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]|\([^()]{1,200}\)")
_LOOSE = re.compile(rf"(?<![\w@./])@{_KEY}")


def _find(inspection: Inspection) -> Iterator[Finding]:
    known = inspection.library.of(Source)
    for text in inspection.prose():
        rest = _GOOD.sub(lambda good: " " * len(good.group()), text.text)
        for hit in _BRACKETED.finditer(rest):
            keys = re.findall(rf"@?({_KEY})", hit.group())
            cited = [key for key in keys if key in known]
            if cited and (
                "@" in hit.group() or len(re.findall(r"[^\s\[\](),;]+", hit.group())) == len(cited)
            ):
                yield _finding(text, hit.group(), f"[{'; '.join('@' + key for key in cited)}]")
                rest = rest.replace(hit.group(), " " * len(hit.group()))
        for loose in _LOOSE.findall(rest):
            yield _finding(text, loose, f"[{loose}]")


def _finding(text: Prose, old: str, new: str) -> Finding:
    place = text.find(old)
    written = text.entry.document.line(place.line)[place.column - 1 :].startswith(old)
    fix = Edit(place, old, new) if written else None
    return Finding(place, f"`{old}` looks like a citation but has another form.", f"Write `{new}`.", fix)


RULE = Rule(
    "FN111",
    Level.ERROR,
    "Citation in another form",
    "Only `[@source-id]` becomes a footnote; anything else is shown to readers as it is.",
    "No trial has tested this pair (doe-2019).",
    "No trial has tested this pair [@doe-2019; @roe-2020].",
    _find,
)
