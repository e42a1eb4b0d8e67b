"""Which groups of people a question speaks of: conditions, medicines, ages and shorthand, as the safety data lists them."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.model.safety import GroupWarning
from bot.model.vocabulary import Group
from bot.understand.normalize import Normalized, normalize

ADULT, OLD = 18, 65
_AGE_AFTER = frozenset("yo y yr yrs year years yrold m f male female".split())
_NOT_AGES = frozenset(
    "mg g mcg ug iu ml kg lbs days day weeks week months month hours hour h times caps pills tablets percent".split()
)
_SLIP_FROM = 7
"""Words this long may hold one slip of the finger; shorter ones are too near others."""


class GroupFinder:
    """Holds the cues of the groups. `find` is linear in the number of words."""

    def __init__(self, groups: Iterable[GroupWarning]) -> None:
        self._cues: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
        self._order: list[Group] = []
        for warning in groups:
            self._order.append(warning.group)
            for cue in warning.cues:
                words = _words(cue)
                if words:
                    self._cues.setdefault(words[0], []).append((words, warning.group))
        self._long = [word for word in self._cues if len(word) >= _SLIP_FROM and word.isalpha()]

    def find(self, text: str | Normalized) -> tuple[Group, ...]:
        """The groups that a text names, in the order of the safety data."""
        words = _words(text)
        found = set(_ages(words))
        for at, word in enumerate(words):
            for first in self._readings(word):
                for cue, group in self._cues.get(first, ()):
                    if cue[1:] == words[at + 1 : at + len(cue)]:
                        found.add(group)
        return tuple(group for group in self._order if group in found)

    def _readings(self, word: str) -> Iterator[str]:
        yield word
        if word in self._cues:
            return
        if word.endswith("s") and word[:-1] in self._cues:
            yield word[:-1]
        elif len(word) >= _SLIP_FROM and word.isalpha():
            yield from (known for known in self._long if _one_slip(word, known))


def _one_slip(word: str, known: str) -> bool:
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    return OSA.distance(word, known, score_cutoff=1) <= 1


def _words(text: str | Normalized) -> tuple[str, ...]:
    normalized = normalize(text) if isinstance(text, str) else text
    return tuple(word.replace("'", "") for word in normalized.words)


def _ages(words: Sequence[str]) -> Iterator[Group]:
    """ "im 16", "16 yo", "my 8 year old", "aged 72"; never an amount, a duration or a label such as "b 12"."""
    for at, word in enumerate(words):
        if not word.isdigit() or not 1 <= int(word) <= 110:
            continue
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        stated = before in {"im", "am", "aged", "age", "turned", "turning"} and after not in _NOT_AGES
        old = after in _AGE_AFTER and not (after.startswith("year") and words[at + 2 : at + 3] != ("old",))
        if stated or old:
            if int(word) < ADULT:
                yield Group.MINORS
            elif int(word) >= OLD:
                yield Group.OLDER_PEOPLE
