"""A citation in a text has one form, or it shows up as stray brackets."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Edit
from bot.library.prose import Prose
from bot.model.source import Source

_KEY = r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)+"
_GOOD = re.compile(r"\[@[\w-]+(?:; ?@[\w-]+)*\]")
_MARKED = re.compile(r"\[@[^\[\]]*\]")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]|\([^()]{1,200}\)")
_LOOSE = re.compile(rf"(?<![\w@./])@{_KEY}")


def _find(inspection: Inspection) -> Iterator[Finding]:
    known = inspection.library.of(Source)
    for text in inspection.prose():
        rest = _blank(_GOOD, text.text)
        for mark in _MARKED.findall(rest):
            yield _finding(text, mark, re.findall(_KEY, mark))
        rest = _blank(_MARKED, rest)
        for hit in _BRACKETED.findall(rest):
            keys = re.findall(rf"@?({_KEY})", hit)
            words = re.findall(r"[^\s\[\](),;]+", hit)
            if keys and len(keys) == len(words) and all(key in known for key in keys):
                yield _finding(text, hit, keys)
                rest = rest.replace(hit, " " * len(hit))
        for loose in _LOOSE.findall(rest):
            yield _finding(text, loose, [loose.lstrip("@")])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda hit: " " * len(hit.group()), text)


def _finding(text: Prose, old: str, keys: list[str]) -> Finding:
    new = f"[{'; '.join('@' + key for key in keys)}]" if keys else "[@source-id]"
    place = text.find(old)
    written = text.entry.document.line(place.line)[place.column - 1 :].startswith(old)
    fix = Edit(place, old, new) if written and keys else None
    return Finding(place, f"`{old}` looks like a citation but has another form.", f"Write `{new}`.", fix)


RULE = Rule("FN111", _find)
