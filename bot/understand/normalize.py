"""One reading of a message for everything that follows: clean tokens that remember where they stood."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understand.writing import ALONE, CHAT, GREEK_LOOKALIKES, GREEK_NAMES, LOOKALIKES, UNITS

LONGEST = 4000
"""Characters read; a Discord message has at most this many."""

_APOSTROPHES = frozenset("’‘ʼ＇`´′")
_DASHES = frozenset("‐‑‒–—―−﹣－")
_DROPPED = frozenset(("Cf", "Mn", "Me", "Cc", "Co", "Cs"))
_WORD = re.compile(
    r"(?<![^\W_])w/(?:o(?![^\W_]))?"  # w/ and w/o
    r"|\d+(?:[.,]\d+)+"
    r"|[α-ω](?=-?[a-z0-9])"  # the first letter of α-GPC
    r"|[^\W_]+(?:'[^\W_]+)*"
    r"|[&+/?!,;:.()]"
)
_AMOUNT = re.compile(rf"(\d+)({'|'.join(sorted(UNITS, key=len, reverse=True))})$")
_RUN = re.compile(r"([A-Za-z])\1\1")
_INNER_GREEK = re.compile(r"(?<=[a-z])[α-ω]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark in lower case; `start:end` is its place in the original text.

    `glued` says that no space stood before it (`5-htp` is `5` and a glued `htp`).
    """

    text: str
    start: int
    end: int
    glued: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@dataclass(frozen=True)
class Normalized:
    """`original` as typed and its tokens in order."""

    original: str
    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        """The tokens joined by single spaces."""
        return " ".join(t.text for t in self.tokens)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens that are words or numbers."""
        return tuple(t.text for t in self.tokens if t.is_word)

    def surface(self, first: int, last: int) -> str:
        """The original text from token `first` to token `last`, inclusive."""
        return self.original[self.tokens[first].start : self.tokens[last].end]


def normalize(text: str) -> Normalized:
    """Fold differences of writing away; never fails, whatever the text holds. Text beyond `LONGEST` is not read."""
    text = text[:LONGEST]
    letters, places = _fold(text)
    raw: list[Token] = []
    previous_end = -2
    for match in _WORD.finditer(letters):
        start, end = match.span()
        glued = start - previous_end <= 1 and (start == previous_end or letters[start - 1] in "-'")
        previous_end = end
        for word, offset in _split(match.group()):
            place = (places[start + offset], places[start + offset + len(word) - 1] + 1)
            raw.append(Token(word, *place, glued=glued or offset > 0))
    return Normalized(text, tuple(_expanded(raw)))


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Characters after folding, and for each the index of the character it came from."""
    if text.isascii() and not _RUN.search(text):
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        for folded in _fold_char(char):
            if len(letters) > 1 and folded.isalpha() and folded == letters[-1] == letters[-2]:
                continue  # sooooo
            letters.append(folded)
            places.append(index)
    joined = "".join(letters)
    if not joined.isascii():
        joined = joined.translate(LOOKALIKES)
        joined = _INNER_GREEK.sub(lambda m: m.group().translate(GREEK_LOOKALIKES), joined)
    return joined, places


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in _APOSTROPHES:
        return "'"
    if char in _DASHES:
        return "-"
    if char in "µμ":
        return "u"
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char).lower())
    return "".join(c for c in plain if unicodedata.category(c) not in _DROPPED)


def _split(word: str) -> list[tuple[str, int]]:
    """A word and its offset; an amount becomes a number and a unit."""
    match = _AMOUNT.match(word)
    return [(word, 0)] if match is None else [(match[1], 0), (match[2], len(match[1]))]


def _expanded(raw: list[Token]) -> Iterator[Token]:
    for index, token in enumerate(raw):
        follower = raw[index + 1] if index + 1 < len(raw) else None
        in_a_name = token.glued or (follower is not None and follower.glued and follower.is_word)
        if token.text in ALONE and in_a_name:
            yield token
        elif token.text in GREEK_NAMES:
            yield Token(GREEK_NAMES[token.text], token.start, token.end, token.glued)
        elif token.text[0].isdigit():
            yield Token(token.text.replace(",", ""), token.start, token.end, token.glued)
        else:
            for part in CHAT.get(token.text, token.text).split():
                yield Token(part, token.start, token.end, token.glued)
