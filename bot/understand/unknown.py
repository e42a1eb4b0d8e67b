"""Words that look like a substance and are in no list: an answer about a known one must not stand in for them."""

import re
from collections.abc import Sequence
from typing import Protocol

from bot.model.knowledge import Knowledge
from bot.understand.cues import parse_cue
from bot.understand.english import frequencies, is_ordinary
from bot.understand.writing import UNITS

_CODE = re.compile(r"(?P<letters>[a-z]{2,6})\d{1,7}[a-z]{0,2}|\d{1,2}(?P<after>[a-z]{3,6})\d?")


ORDINARY_LISTS = ("science-words", "supplement-context", "body-context", "greetings", "thanks")
MOST_GLUED = 6
AMOUNT_STARTS = ("mg", "mcg", "iu", "ml")
"""`10mgcan` is an amount with a missing space."""


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
        frequencies()  # read the dictionary now, not at the first question
        lists = {key: value.words for key, value in knowledge.word_lists.items()}
        self._endings = tuple(lists.get("substance-endings", ()))
        self._weak_endings = tuple(lists.get("substance-like-endings", ()))
        self._beginnings = frozenset(lists.get("substance-beginnings", ()))
        self._long_beginnings = tuple(b for b in self._beginnings if len(b) >= 5)
        self._ordinary = frozenset(w for name in ORDINARY_LISTS for w in lists.get(name, ()))
        self._ordinary_codes = frozenset(lists.get("ordinary-codes", ()))
        cues = (parse_cue(cue) for group in knowledge.safety.groups for cue in group.cues)
        self._of_people = frozenset(word for cue in cues for word in cue.words)

    def is_ordinary(self, word: str) -> bool:
        """A word of everyday English or of the field, in whatever number."""
        return word in self._ordinary or word.removesuffix("s") in self._ordinary or is_ordinary(word)

    def has_substance_ending(self, word: str) -> bool:
        """The ending of a family of medicines (`…azepam`), on more than the ending itself."""
        return word.endswith(self._endings) and word not in self._ordinary and len(word) >= 7

    def looks_like_substance(self, words: Sequence[Word], taken: Sequence[object | None], index: int) -> bool:
        """Whether the free word at `index` (with what is glued to it) has the shape of a substance's name."""
        word = words[index].text
        if word in self._beginnings:
            return index + 1 < len(words) and not words[index + 1].barrier
        if self._is_code(words, taken, index):
            return True
        if not word.isalpha() or len(word) < 6 or word in self._of_people:
            return False
        if self.has_substance_ending(word):
            return True
        if self.is_ordinary(word):
            return False
        return len(word) >= 7 and (
            word.endswith(self._weak_endings) or word.startswith(self._long_beginnings)
        )

    def width(self, words: Sequence[Word], index: int) -> int:
        """How many words from `index` make up the name: all that are glued together when it is a code, else one."""
        return _glued(words, index) if self._is_code(words, [None] * len(words), index) else 1

    def changes_meaning(self, words: Sequence[Word], index: int) -> bool:
        """True when the word before makes another substance of the name (`methyl…`, `4-fluoro-…`)."""
        if index == 0 or words[index].barrier:
            return False
        return words[index - 1].text in self._beginnings

    def _is_code(self, words: Sequence[Word], taken: Sequence[object | None], index: int) -> bool:
        """Whether the glued words from `index` read like a research code (`PRL-8-53`, `4F-MPH`)."""
        width = _glued(words, index)
        if any(taken[index : index + width]) or is_ordinary(words[index].text):
            return False
        code = "".join(w.text for w in words[index : index + width])
        match = _CODE.fullmatch(code)
        if match is None or code in self._of_people:
            return False
        letters = match["letters"] or match["after"]
        return (
            letters not in self._ordinary_codes
            and letters not in UNITS
            and not letters.startswith(AMOUNT_STARTS)
        )


def _glued(words: Sequence[Word], index: int) -> int:
    end = index + 1
    while end < min(len(words), index + MOST_GLUED) and words[end].glued and not words[end].barrier:
        end += 1
    return end - index
