"""Disguised spelling undone: one message becomes plain words, each with the other words it may stand for.

Kept apart from `bot.understand` so that triage works when everything else is broken.
"""

import re
import unicodedata
from collections.abc import Container
from typing import NamedTuple

MAX_CHARACTERS = 8_000
"""More than Discord lets anybody send, even after ligatures are taken apart."""

_LOOK_ALIKES = str.maketrans(
    dict(
        zip(
            "абвгдеёзіӏјкмнорстухцчѕԁԛԝһɡɩαβγδεικνορτυχωϲıł",
            "abbrдeeзiljkmhopctyxцчsdqwhgiaβyδeikvoptuxwcil".replace("β", "b")
            .replace("δ", "d")
            .replace("д", "d")
            .replace("з", "3")
            .replace("ц", "u")
            .replace("ч", "4"),
            strict=True,
        )
    )
)
_LEET = str.maketrans("013457$@!|", "oieastsail")
_LEET_2 = str.maketrans("1!|", "lll")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_DISCORD = re.compile(r"<(?:[@#&!a]{0,3}:?[\w~]{0,40}:?\d{0,25}|t:-?\d+(?::\w)?|/[^>]{0,60})>|https?://\S+")
_WORD = re.compile(
    r"(?<![\w.])\.\d+|\d+(?:,\d{3})+|\d+[.,]\d+|\d+/\d+|[^\W_]+(?:[$@!|*][^\W_]+)*|[.!?;\n\r]+|[,:()\u2014\u2013]"
)
_ANY_WORD = re.compile(r"[$@][^\W_]+(?:[$@!|*][^\W_]+)*|" + _WORD.pattern)
_MASKED = re.compile(r"[$@][^\W_]+(?:[$@!|*][^\W_]+)*")
_QUANTITY = re.compile(r"^(\d+(?:\.\d+)?)([a-z]{1,6})$")
_TIMES = re.compile(r"^x(\d+)$")
_RUN = re.compile(r"(.)\1{2,}")
_UNITS = frozenset(
    "mg mcg ug g gr gram grams kg ml l oz iu ct caps cap pills pill tabs tab x h hr hrs hour hours min mins m d days day"
    " wk wks week weeks mo yo yr yrs y yrold c f lbs lb bpm beers gpd ish st nd rd th k am pm kcal s sec months".split()
)
_PAIRS = {
    ("can", "not"): "cant", ("could", "not"): "couldnt", ("do", "not"): "dont", ("did", "not"): "didnt",
    ("does", "not"): "doesnt", ("will", "not"): "wont", ("would", "not"): "wouldnt", ("is", "not"): "isnt",
    ("are", "not"): "arent", ("was", "not"): "wasnt", ("have", "not"): "havent", ("has", "not"): "hasnt",
    ("i", "am"): "im", ("no", "one"): "noone", ("any", "more"): "anymore", ("my", "self"): "myself",
    ("him", "self"): "himself", ("her", "self"): "herself", ("them", "self"): "themself", ("your", "self"): "yourself",
    ("any", "one"): "anyone", ("some", "one"): "someone", ("every", "one"): "everyone", ("some", "thing"): "something",
    ("a", "lot"): "alot", ("no", "body"): "nobody", ("good", "bye"): "goodbye", ("to", "night"): "tonight",
    ("can", "t"): "cant", ("don", "t"): "dont", ("won", "t"): "wont", ("i", "m"): "im",
}  # fmt: skip


class Word(NamedTuple):
    """`text` is the word as typed, in small letters; sentences and clauses count from 0."""

    text: str
    sentence: int = 0
    clause: int = 0


def plain(text: str) -> str:
    """Compatibility letters, invisible and combining marks, look-alikes and capitals undone; mentions and links blanked."""
    text = unicodedata.normalize("NFKC", text)[:MAX_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
        text = text.lower().translate(_LOOK_ALIKES)
    return (
        _DISCORD.sub(" ", _APOSTROPHES.sub("", text.lower())).replace("w/o", "without").replace("w/", "with ")
    )


def words(text: str, known: Container[str]) -> tuple[Word, ...]:
    """Split `text` (from `plain`) into words; `known` are the words worth guessing for."""
    typed = _joined_letters(_typed(text), known)
    if not typed:
        return ()
    result: list[Word] = []
    skip = False
    for word, after in zip(typed, [*typed[1:], None], strict=True):
        if skip:
            skip = False
            continue
        if after is not None and after.clause == word.clause:
            pair = (word.text, after.text)
            if merged := _PAIRS.get(pair) or _split_word(*pair, known):
                result.append(Word(merged, word.sentence, word.clause))
                skip = True
                continue
        result.append(word)
    return tuple(result)


def _typed(text: str) -> list[Word]:
    found: list[Word] = []
    sentence = clause = 0
    for match in (_ANY_WORD if _MASKED.search(text) else _WORD).finditer(text):
        piece = match.group()
        if piece.isalpha():
            found.append(Word(piece, sentence, clause))
        elif piece[0] == "." and piece[1:].isdigit():
            found.append(Word("0" + piece, sentence, clause))
        elif piece[0] in ".!?;\n\r":
            sentence, clause = sentence + 1, clause + 1
        elif piece[0] in ",:()\u2014\u2013":
            clause += 1
        else:
            found.extend(Word(part, sentence, clause) for part in _parts(piece))
    if sentence and len(found) <= 2.6 * (sentence + 1):  # w.r.i.t.t.e.n or a. word. each.
        return [Word(word.text) for word in found]
    return found


def _parts(piece: str) -> tuple[str, ...]:
    if piece[0].isdigit():
        piece = piece.replace(",", "") if re.fullmatch(r"\d+(?:,\d{3})+", piece) else piece.replace(",", ".")
        split = _QUANTITY.match(piece)
        if split and split.group(2) in _UNITS:
            return split.group(1), split.group(2)
    elif times := _TIMES.match(piece):
        return times.group(1), "x"
    return (piece,)


def _joined_letters(typed: list[Word], known: Container[str]) -> list[Word]:
    """`k m s` and `s u i c i d e` become one word when that word is known, or split into known words."""
    if not any(
        len(a.text) == len(b.text) == len(c.text) == 1
        for a, b, c in zip(typed, typed[1:], typed[2:], strict=False)
    ):
        return typed
    out: list[Word] = []
    i = 0
    while i < len(typed):
        j = i
        while j < len(typed) and len(typed[j].text) == 1 and not typed[j].text.isdigit():
            j += 1
        if j - i >= 3:
            letters = "".join(word.text for word in typed[i:j])
            out += [Word(text, typed[i].sentence, typed[i].clause) for text in _unspaced(letters, known)]
            i = j
        else:
            out.append(typed[i])
            i += 1
    return out


def _unspaced(letters: str, known: Container[str]) -> list[str]:
    """Longest known words first, from the left; one pass, at most 12 letters a word."""
    if letters in known:
        return [letters]
    found: list[str] = []
    at = 0
    while at < len(letters):
        for size in range(min(12, len(letters) - at), 0, -1):
            if size == 1 or letters[at : at + size] in known:
                found.append(letters[at : at + size])
                at += size
                break
    return found


def _split_word(first: str, second: str, known: Container[str]) -> str | None:
    """`sui cide`, `over dose`: two pieces that are one long known word."""
    whole = first + second
    if len(whole) >= 7 and whole in known and not (first in known and second in known):
        return whole
    return None


def readings(word: str, known: Container[str]) -> tuple[str, ...]:
    """What else a typed word may stand for: stretched letters, a dropped g, digits and signs for letters."""
    found: list[str] = []
    if _RUN.search(word):
        found += [_RUN.sub(r"\1\1", word), _RUN.sub(r"\1", word)]
    if word.endswith("in") and len(word) > 4:
        found.append(word + "g")
    if not word.isalpha() and not word.isdigit():
        for base in (word, _RUN.sub(r"\1", word)):
            found += [base.translate(_LEET), base.translate(_LEET_2).translate(_LEET)]
            found += (
                [base.replace("*", vowel) for vowel in ("i", "u", "e", "o", "a", "")] if "*" in base else []
            )
        found = [reading for reading in found if reading in known]
    return tuple(dict.fromkeys(reading for reading in found if reading != word))
