"""Numbers as word classes: how many, how old, how far along, and vital signs out of range."""

from collections.abc import Sequence

from bot.triage.views import Word

_SPELLED = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "hundreds": 200, "dozens": 24,
}  # fmt: skip
_NAMES = ("n", "n2", "n5", "n10", "n12", "n40", "teen", "year", "fever", "pulse", "pressure", "sugarlow", "sats",
          "tenfold")  # fmt: skip
_FEVER = frozenset("temp temperature fever degrees degree c f celsius fahrenheit thermometer running".split())
_PULSE = frozenset("hr heart pulse bpm heartrate heartbeat resting beats".split())
_PRESSURE = frozenset("bp pressure systolic cuff".split())
_SATS = frozenset("ox sats spo2 oxygen oximeter saturation saturations".split())
_SLIPS = frozenset("instead not says said supposed should meant".split())
_RANK = frozenset("turning turn turned aged age grade year yr yrs level lvl episode chapter season".split())
"""After these a number is an age or a place in a row, not a count."""
_SUGAR = frozenset("sugar sugars glucose meter bg bgl glucometer".split())
_TIME = frozenset(
    "day days hour hours h hrs hr week weeks month months year years am pm times min mins minutes".split()
)
_DOSE = frozenset("mg mcg ug g gram grams iu ml kg kcal calories dollars bucks".split())


def number_classes() -> set[str]:
    """The names that phrases may use, such as `<n10>` (ten or more)."""
    return {f"<{name}>" for name in _NAMES}


def value_of(word: str) -> float | None:
    """The number a word stands for, or None."""
    if word in _SPELLED:
        return float(_SPELLED[word])
    first = word.partition("/")[0]
    try:
        return float(first) if first[:1].isdigit() and len(first) <= 9 else None
    except ValueError:
        return None


def number_labels(words: Sequence[Word], at: int) -> tuple[str, ...]:
    """The number classes of word `at`, seen with its neighbours; empty for other words."""
    value = value_of(words[at].text)
    if value is None:
        return ()
    found = ["<n>"]
    after = words[at + 1].text if at + 1 < len(words) else ""
    before = words[at - 1].text if at else ""
    if after not in _DOSE and before not in _RANK and value <= 1000:
        found += [f"<n{least}>" for least in (2, 5, 10) if value >= least]
    if value <= 12:
        found.append("<n12>")
    if 10 <= value <= 17 and after not in _TIME:
        found.append("<teen>")
    if 4 <= value <= 42:
        found.append("<n40>")
    if 1940 <= value <= 2040 and value == int(value):
        found.append("<year>")
    if _tenfold(words, at, value):
        found.append("<tenfold>")
    return (*found, *_vital(words, at, value))


def _tenfold(words: Sequence[Word], at: int, value: float) -> bool:
    """Is another amount close before at least ten times larger or smaller, with words such as "instead of" between?"""
    slipped = False
    for back in range(at - 1, max(-1, at - 7), -1):
        word = words[back].text
        slipped = slipped or word in _SLIPS
        earlier = value_of(word)
        if slipped and earlier and value and max(earlier, value) >= 10 * min(earlier, value):
            return max(earlier, value) <= 1000
    return False


def _vital(words: Sequence[Word], at: int, value: float) -> tuple[str, ...]:
    near = {w.text for w in words[max(0, at - 4) : at + 3]}
    close = {w.text for w in words[max(0, at - 2) : at + 3]}
    exact = "." in words[at].text
    found = []
    if (38.8 <= value <= 43 or 101.9 <= value <= 110) and (exact or close & _FEVER):
        found.append("<fever>")
    if (145 <= value <= 320 or 20 <= value <= 44) and near & _PULSE and not near & (_PRESSURE | _DOSE):
        found.append("<pulse>")
    if (
        175 <= value <= 320
        and ("/" in words[at].text or "over" in near or near & _PRESSURE)
        and not near & _DOSE
    ):
        found.append("<pressure>")
    if 50 <= value <= 90 and near & _SATS and not near & _DOSE:
        found.append("<sats>")
    after = words[at + 1].text if at + 1 < len(words) else ""
    if (1 <= value <= 3.5 or 20 <= value <= 60) and near & _SUGAR and not near & _DOSE and after not in _TIME:
        found.append("<sugarlow>")
    return tuple(found)
