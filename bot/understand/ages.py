"""Ages that people state of themselves or others, and the groups they put a question in."""

import re
from collections.abc import Iterator, Sequence

from bot.model.vocabulary import Group

ADULT, OLD, OLDEST = 18, 65, 110
_LEAST_LIMIT = 12
"""`under 16` speaks of an age, `under 5` of an amount."""
_LEAST_BARE = 10
_UNITS = frozenset(
    "mg g mcg iu ml kg lbs lb pounds kilos stone ft foot feet inches cm days day weeks week months month hours hour "
    "minutes minute seconds times x caps pills tablets percent people cups coffees espressos".split()
)
_STATING = frozenset("im am aged age turned turning turn".split())
_LIMIT = frozenset("under below not almost nearly".split())
_RELATIVES = frozenset(
    "mum mom mother dad father gran grandma granny grandmother nan nana grandad granddad grandpa grandfather aunt "
    "uncle son daughter brother sister bro sis nephew niece cousin wife husband kid child boy girl "
    "parent friend".split()
)
_SPOKEN_OF = frozenset("he she who".split())
_BEING = frozenset("is was just turns turned turning".split())
_ABBREVIATED = frozenset("hes shes whos".split())
_BEFORE_SEX = frozenset("im am i me a as hi hey is".split())
_STRETCH = frozenset(
    "sober clean in into on off out post deep free since without strong ago later of with".split()
)
"""`im 5 years sober` is no age."""
_THINGS = frozenset(
    "bottle powder bag stash batch pills caps capsules tub pack supply stuff solution extract tea account study".split()
)
_NEXT = frozenset("and but so is can does am i im yet or should what with".split())
_SEX = re.compile(r"(\d{1,2})[fm]|[fm](\d{1,2})")
_ONES = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)


def ages(words: Sequence[str]) -> Iterator[Group]:
    """The groups of the ages in a text: `im 16`, `15f`, `my 8 year old`, `dad is 81`; never an amount or a duration."""
    for at in range(len(words)):
        number, end = _number(words, at)
        before, after = _word(words, at - 1), _word(words, end)
        if number is None:
            if (sex := _SEX.fullmatch(words[at])) and (not at or before in _BEFORE_SEX):
                yield from _group(int(sex[1] or sex[2]))
        elif _months_old(words, end):
            yield Group.MINORS
        elif _stated(words, at, end, number):
            yield from _group(number)
        elif before in _LIMIT and _LEAST_LIMIT <= number <= ADULT and after not in _UNITS:
            yield Group.MINORS


def _group(age: int) -> Iterator[Group]:
    if 0 < age < ADULT:
        yield Group.MINORS
    elif OLD <= age <= OLDEST:
        yield Group.OLDER_PEOPLE


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _number(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The whole number that begins at a place, in digits or words, and where it ends."""
    word = words[at]
    if word.isascii() and word.isdecimal() and len(word) <= 3:
        return int(word), at + 1
    if word in _TENS:
        ones = _ONES.get(_word(words, at + 1))
        return (_TENS[word] + ones, at + 2) if ones else (_TENS[word], at + 1)
    return {**_ONES, **_TEENS}.get(word), at + 1


def _stated(words: Sequence[str], at: int, end: int, number: int) -> bool:
    """Whether the number is said to be an age."""
    before, after, further = _word(words, at - 1), _word(words, end), _word(words, end + 1)
    if after in ("yo", "yrold") or (after in ("why", "y") and further == "o"):
        return True
    if after in ("m", "f", "male", "female"):
        return not at or before in _BEFORE_SEX
    if after.startswith("year"):
        if further == "old":
            return _word(words, end + 2) not in _THINGS
        return before in _STATING and further not in _STRETCH
    height = before in ("im", "am") and after.isdecimal()
    if height or after in _UNITS or further in ("in", "deep"):
        return False
    if before == "only":
        return number >= _LEAST_BARE and (not after or after in _NEXT)
    return before in _STATING or before in _ABBREVIATED or _of_a_person(words, at)


def _of_a_person(words: Sequence[str], at: int) -> bool:
    """`my mum is 81`, `he turned 16`, `my daughter's 8`, `grandad, 78`."""
    before = _word(words, at - 1)
    if before in _BEING:
        subject = _word(words, at - 2)
        return subject in _SPOKEN_OF or subject in _RELATIVES
    return before in _RELATIVES or (before.endswith("s") and before[:-1] in _RELATIVES)


def _months_old(words: Sequence[str], end: int) -> bool:
    """`6 month old`, but not a 6 month old bottle."""
    unit, old, thing = _word(words, end), _word(words, end + 1), _word(words, end + 2)
    return (
        unit.rstrip("s") in ("month", "week", "day", "mo") and old in ("old", "olds") and thing not in _THINGS
    )
