"""How hard a text is to read: Flesch and Kincaid's school grade, names of substances left aside."""

import re

from bot.library.wording import sentences

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_MARK = re.compile(r"\[@[^\]]*\]")
MEASURABLE = 30
"""Words below which a grade says nothing."""


def grade(text: str, names: frozenset[str] = frozenset()) -> float:
    """The school year a text needs; 0 for a short text. A word in `names` counts as two syllables."""
    plain = _MARK.sub("", text)
    words = _WORD.findall(plain)
    if len(words) < MEASURABLE:
        return 0.0
    heard = sum(2 if word.casefold() in names else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences(plain)) + 11.8 * heard / len(words) - 15.59


def longest_sentence(text: str) -> int:
    """The number of words of its longest sentence."""
    return max((len(_WORD.findall(sentence)) for sentence in sentences(_MARK.sub("", text))), default=0)


def syllables(word: str) -> int:
    """An estimate by groups of vowels; a silent e at the end is not heard."""
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    if lower.endswith("e") and not lower.endswith(("le", "ee", "ie")) and count > 1:
        count -= 1
    return max(count, 1)
