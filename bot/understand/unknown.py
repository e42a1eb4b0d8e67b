"""Words that look like a substance and are in no list: an answer about a known one must not stand in for them."""

import re
from collections.abc import Sequence
from typing import Protocol

from bot.model.knowledge import Knowledge
from bot.understand.english import is_ordinary

_CODE = re.compile(r"[a-z]{2,6}\d{1,7}[a-z]{0,2}|\d{1,2}[a-z]{2,6}")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th|k|m|s|x|pm|am|yo|ish|ml|kcal|cal|gb|mb|tb|hz|mhz|ghz|px|fps|usd|eur)")


class Word(Protocol):
    """One word of the text."""

    @property
    def text(self) -> str: ...
    @property
    def glued(self) -> bool: ...
    @property
    def barrier(self) -> bool: ...


class UnknownNames:
    """Shapes of substance names, from the word lists of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = {key: value.words for key, value in knowledge.word_lists.items()}
        self._endings = tuple(lists.get("substance-endings", ()))
        self._weak_endings = tuple(lists.get("substance-like-endings", ()))
        self._beginnings = frozenset(lists.get("substance-beginnings", ()))
        self._long_beginnings = tuple(b for b in self._beginnings if len(b) >= 5)
        self._ordinary_codes = frozenset(lists.get("ordinary-codes", ()))

    def looks_like_substance(self, words: Sequence[Word], taken: Sequence[object | None], index: int) -> bool:
        """Whether the free word at `index` (with what is glued to it) has the shape of a substance's name."""
        word = words[index].text
        if word in self._beginnings:
            return index + 1 < len(words) and not words[index + 1].barrier
        if self._is_code(words, taken, index):
            return True
        if not word.isalpha() or len(word) < 6:
            return False
        if word.endswith(self._endings) and not word.startswith(self._endings):
            return True
        if is_ordinary(word):
            return False
        return len(word) >= 7 and (
            word.endswith(self._weak_endings) or word.startswith(self._long_beginnings)
        )

    def width(self, words: Sequence[Word], index: int) -> int:
        """How many words from `index` are glued together."""
        end = index + 1
        while end < len(words) and words[end].glued and not words[end].barrier:
            end += 1
        return end - index

    def changes_meaning(self, words: Sequence[Word], index: int) -> bool:
        """True when the word before makes another substance of the name (`methyl…`, `4-fluoro-…`)."""
        if index == 0 or words[index].barrier:
            return False
        return words[index - 1].text in self._beginnings

    def _is_code(self, words: Sequence[Word], taken: Sequence[object | None], index: int) -> bool:
        width = self.width(words, index)
        parts = [w.text for w in words[index : index + width]]
        if any(taken[index : index + width]) or parts[0] in self._ordinary_codes:
            return False
        joined = "".join(parts)
        if _ORDINAL.fullmatch(joined) or is_ordinary(parts[0]):
            return False
        return (
            bool(_CODE.fullmatch(joined)) and re.match(r"[a-z]*", joined).group() not in self._ordinary_codes
        )  # type: ignore[union-attr]
