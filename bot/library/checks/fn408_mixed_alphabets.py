"""A word with letters of two alphabets looks right and is another word."""

import re
import unicodedata
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.prose import PROSE_FIELDS, texts_of
from bot.model.base import Record
from bot.model.substance import DrugClass, Medicine

_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = frozenset({"μg", "μL", "μM", "μmol"})
_KINDS: tuple[type[Record], ...] = (*PROSE_FIELDS, DrugClass, Medicine)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(*_KINDS):
        for text, route in texts_of(entry):
            for word in _WORD.findall(text) if _OTHER.search(text) else ():
                if strange := _strange(word):
                    message = f"`{word}` mixes alphabets: `{strange}` is {unicodedata.name(strange).lower()}."
                    yield Finding(
                        entry.find(word, *route), message, "Type the word again on a Latin keyboard."
                    )


def _strange(word: str) -> str | None:
    """The first letter that only looks Latin; a Greek letter standing alone, as in alpha-GPC, is fine."""
    other = _OTHER.findall(word)
    if word in _UNITS or not other or not any(letter.isascii() for letter in word):
        return None
    return str(other[0])


RULE = Rule("FN408", _find)
