"""Ages that people state of themselves or others, and the groups they put a question in."""

import re
from collections.abc import Iterator, Sequence

from bot.model.vocabulary import Group

ADULT, OLD = 18, 65
_UNITS = frozenset(
    "mg g mcg iu ml kg lbs lb pounds kilos stone ft foot feet inches cm days day weeks week months month hours hour "
    "minutes minute seconds times x caps pills tablets percent people cups coffees espressos".split()
)
_STATING = frozenset("im am aged age turned turning turn".split())
_LIMIT = frozenset("under below not almost nearly".split())
_PEOPLE = frozenset(
    "mum mom mother dad father gran grandma granny grandmother nan nana grandad granddad grandpa grandfather aunt "
    "uncle son daughter brother sister bro sis nephew niece cousin wife husband kid child boy girl who he she "
    "parent friend".split()
)
_BEING = frozenset("is was just turns turned turning".split())
_ABBREVIATED = frozenset("hes shes whos".split())
_BEFORE_SEX = frozenset("im am i me a as hi hey is".split())
_STRETCH = frozenset("sober clean in into on off out post deep free since without strong ago later of with".split())
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
        before = words[at - 1] if at else ""
        if number is None:
            if (sex := _SEX.fullmatch(words[at])) and (not at or before in _BEFORE_SEX):
                yield from _group(int(sex[1] or sex[2]))
        elif _months_old(words, end) and before != "over":
            yield Group.MINORS
        elif _stated(words, at, end, number):
            yield from _group(number)
        elif before in _LIMIT and 12 <= number <= ADULT and words[end : end + 1] not in _units(words, end):
            yield Group.MINORS


def _group(age: int) -> Iterator[Group]:
    if 0 < age < ADULT:
        yield Group.MINORS
    elif OLD <= age <= 110:
        yield Group.OLDER_PEOPLE


def _number(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The whole number that begins at a place, in digits or words, and where it ends."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word.isascii() and word.isdecimal() and len(word) <= 3:
        return int(word), at + 1
    if word in _TENS:
        return (_TENS[word] + _ONES[after], at + 2) if after in _ONES else (_TENS[word], at + 1)
    return ({**_ONES, **_TEENS}.get(word), at + 1)


def _stated(words: Sequence[str], at: int, end: int, number: int) -> bool:
    """Whether the number is said to be an age."""
    before = words[at - 1] if at else ""
    after = words[end] if end < len(words) else ""
    further = words[end + 1] if end + 1 < len(words) else ""
    if after in ("yo", "yrold") or (after, further) in {("why", "o"), ("y", "o")}:
        return True
    if after in ("m", "f", "male", "female"):
        return not at or before in _BEFORE_SEX
    if after.startswith("year"):
        if further == "old":
            return words[end + 2 : end + 3] == () or words[end + 2 : end + 3][0] not in _THINGS
        return before in _STATING and further not in _STRETCH
    if after in _UNITS or further in ("in", "deep"):
        return False
    if before in ("im", "am") and after.isdecimal():
        return False  # a height: im 5 9
    if before in _STATING or before in _ABBREVIATED:
        return True
    if before == "only":
        return number >= 10 and (not after or after in _NEXT)
    subject = words[at - 2] if at > 1 and before in _BEING else before
    return subject in _PEOPLE or (subject.endswith("s") and subject[:-1] in _PEOPLE)


def _months_old(words: Sequence[str], end: int) -> bool:
    """`6 month old`, but not a 6 month old bottle."""
    unit, old, thing = (words[i] if i < len(words) else "" for i in range(end, end + 3))
    return unit.rstrip("s") in ("month", "week", "day", "mo") and old in ("old", "olds") and thing not in _THINGS


def _units(words: Sequence[str], end: int) -> Sequence[Sequence[str]]:
    return [(unit,) for unit in _UNITS] if isinstance(words, tuple) else [[unit] for unit in _UNITS]
