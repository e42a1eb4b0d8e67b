"""How signals combine: the classes of the emergency taxonomy as short rules, each giving a level from 0 to 3.

3 alarms alone, 2 and 1 need the scorer not to object, 0 needs the scorer to be rather sure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from bot.triage.reading import Hit, Reading

BODY = frozenset({"agitation", "mind-wrong", "faint-amber", "breath-amber", "seeing-things"})
AMOUNT = frozenset({"excess", "mistake", "measure-slip"})
INTAKE = frozenset(
    {"amount-event", "too-much-event", "hazard-event", "overdose-event", "gave-child", "deliberate-intake"}
)
CRISIS_FAMILY = "crisis"
COMPANY = frozenset({"affairs", "calm-now", "cover-story"})
ONCE = frozenset(
    {"no-after", "height-place", "worth-more-gone", "ending-words", "held-back", "means-near", "sly-means"}
    | {"hidden-arms", "shrinking", "violence-home", "other-farewell", "gone-quiet"}
)
"""Crisis signals whose weak phrases count once, however many are found: talk of food is full of coffee and fasting."""
ASKED_IN_EARNEST = frozenset(
    {"means-question", "want-to-die", "kill-self", "plan-and-means", "burden", "farewell"}
)
"""Signals that a question form does not calm: nobody asks these in general."""
ALSO_EMERGENCY = frozenset({"emergency-other-languages"})
PAIRS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("sugar-and-odd", "diabetes", frozenset({"acts-drunk", "mind-wrong", "seeing-things"})),
    ("knock-and-odd", "head-knock", frozenset({"after-knock", "mind-wrong", "words-fail"})),
    ("knock-and-thinner", "head-knock", frozenset({"blood-thinner"})),
    ("clot-and-breath", "leg-clot", frozenset({"lung-pain"})),
    ("gas-and-heads", "gas-source", frozenset({"gas-heads"})),
    ("birth-and-danger", "birth", frozenset({"birth-danger"})),
    ("pregnant-and-quiet", "pregnancy", frozenset({"baby-quiet", "bump-danger"})),
    ("weak-and-fever", "weak-immune", frozenset({"feverish"})),
    ("story-and-means", "cover-story", frozenset({"means-question", "sly-means", "limit-question"})),
)
"""Two signs that mean little alone: name of the rule, one signal, the other (any of these)."""
PEOPLE = ("<me>", "<them>", "<other>", "<child>", "<pet>")


@dataclass(frozen=True, slots=True)
class Weight:
    """Levels 0-3 of one window, and the ids of the signals behind them."""

    emergency: int
    crisis: int
    reasons: tuple[str, ...]
    intake: bool


@dataclass(frozen=True)
class Window:
    """The living hits of one stretch of words, ready to be asked about."""

    reading: Reading
    start: int
    end: int
    hits: tuple[Hit, ...]

    @property
    def personal(self) -> bool:
        return any(self.reading.has(label, self.start, self.end) for label in PEOPLE)

    def short(self, hit: Hit) -> bool:
        """A hit in a sentence of a dozen words or fewer needs no "I" or "she": people leave them out."""
        sentence = self.reading.words[hit.start].sentence
        return sum(w.sentence == sentence for w in self.reading.words[self.start : self.end]) <= 12

    def named(self, *ids: str, calm: bool = False) -> list[Hit]:
        """Living hits of these signals; without `calm` only those that stand in a sentence about now."""
        return [h for h in self.hits if h.signal.id in ids and (calm or not h.calm)]

    def distinct(self, ids: frozenset[str]) -> int:
        """How many hits of these signals do not overlap one another."""
        counted = (
            h for h in self.hits if not h.calm and (h.signal.id in ids or (ids is BODY and _weak_sign(h)))
        )
        last, count = -1, 0
        for hit in sorted(counted, key=lambda h: h.end):
            if hit.start >= last:
                last, count = hit.end, count + 1
        return count

    def took(self) -> bool:
        return self.reading.has("<took>", self.start, self.end)

    def drug(self) -> bool:
        return self.reading.has("<drug>", self.start, self.end) or self.reading.has(
            "<pills>", self.start, self.end
        )


def window(reading: Reading, start: int, end: int) -> Window:
    return Window(reading, start, end, tuple(hit for hit in reading.within(start, end) if hit.alive))


def weigh(w: Window) -> Weight:
    """The strongest emergency rule and the strongest crisis rule that hold in this window."""
    emergency, crisis = _red(w, "emergency"), _red(w, "crisis")
    reasons = {h.signal.id for h in w.hits if h.signal.strength == "red" and h.strong}
    for name, level in _combinations(w, EMERGENCY_RULES):
        emergency = max(emergency, level)
        reasons.add(name)
    for name, level in _combinations(w, CRISIS_RULES):
        crisis = max(crisis, level)
        reasons.add(name)
    return Weight(emergency, crisis, tuple(sorted(reasons)), any(h.signal.id in INTAKE for h in w.hits))


def _weak_sign(hit: Hit) -> bool:
    return hit.signal.family == "signs" and hit.signal.strength == "red" and not hit.strong


def is_crisis(hit: Hit) -> bool:
    return hit.signal.family == CRISIS_FAMILY and hit.signal.id not in ALSO_EMERGENCY


def _red(w: Window, kind: str) -> int:
    levels: dict[str, int] = {}
    for hit in w.hits:
        if hit.signal.strength == "red" and hit.strong and is_crisis(hit) == (kind == "crisis"):
            levels[hit.signal.id] = max(levels.get(hit.signal.id, 0), _red_level(w, hit))
    if sum(level >= 2 for level in levels.values()) >= 2:
        return 3
    return max(levels.values(), default=0)


def _red_level(w: Window, hit: Hit) -> int:
    if not hit.calm or (hit.calm == {"hypothetical"} and hit.signal.id in ASKED_IN_EARNEST):
        return 3 if w.personal or w.short(hit) else 2
    return 2 if w.personal and w.named("now", calm=True) else 1


Rule = Callable[[Window], int]


def _combinations(w: Window, rules: tuple[tuple[str, Rule], ...]) -> Iterator[tuple[str, int]]:
    for name, rule in rules:
        if level := rule(w):
            yield name, level


def _took_excess(w: Window) -> int:
    signs = w.distinct(BODY)
    if not w.distinct(AMOUNT):
        return 0
    if w.took() or w.named("given-or-had"):
        return 3 if signs else 2
    return 2 if signs >= 2 else 0


def _mixture_with_signs(w: Window) -> int:
    signs = w.distinct(BODY)
    return min(3, signs + 1) if w.named("mixture") and signs else 0


def _withdrawal_with_signs(w: Window) -> int:
    signs = w.distinct(BODY)
    return min(3, signs + 1) if w.named("withdrawal") and signs else 0


def _several_signs(w: Window) -> int:
    signs = w.distinct(BODY)
    if signs >= 4:
        return 3
    if signs == 3 or (signs == 2 and (w.took() or w.drug()) and w.named("now")):
        return 2
    return 1 if signs == 2 else 0


def _faint(w: Window) -> int:
    if not w.named("faint-amber"):
        return 0
    return 2 if w.named("starving") or (w.took() and w.named("now")) else 1


def _mind(w: Window) -> int:
    if not w.named("mind-wrong"):
        return 0
    return 2 if w.personal and (w.drug() or w.named("now") or w.distinct(BODY) >= 2) else 1


def _sedated(w: Window) -> int:
    mixed = len({w.reading.words[h.start].text for h in w.named("sedatives")})
    return 2 if mixed >= 2 and w.distinct(BODY) else 0


def _pregnant(w: Window) -> int:
    return 2 if w.named("pregnancy") and w.distinct(BODY) and w.named("now") else 0


def _overdose_word(w: Window) -> int:
    if not w.named("overdose"):
        return 0
    return 2 if w.personal and (w.took() or w.named("now")) else 1


def _took_and_asks(w: Window) -> int:
    return 1 if w.took() and w.named("onset-question") else 0


def _small(w: Window) -> bool:
    return any(w.reading.has(label, w.start, w.end) for label in ("<child>", "<pet>"))


def _pair(w: Window, one: str, others: frozenset[str]) -> int:
    story = one == "cover-story"
    return 2 if w.named(one, calm=story) and w.named(*others, calm=story) else 0


def _child_trace(w: Window) -> int:
    small = _small(w) or w.named("small-child")
    trace = w.named("child-trace", "thought-sweets")
    return (2 if w.drug() or w.named("hazard-event") else 1) if small and trace else 0


def _child_or_pet(w: Window) -> int:
    return 2 if _small(w) and w.distinct(AMOUNT) and w.drug() and (w.took() or w.named("now")) else 0


def _weak_crisis(w: Window) -> int:
    weak: set[int | str] = {
        h.signal.id if h.signal.id in ONCE else h.start
        for h in w.hits
        if is_crisis(h) and not h.strong and not h.calm
    }
    weak |= {h.start for h in w.named("despair")}
    count = len(weak) + len({h.signal.id for h in w.named(*COMPANY)})
    if count >= 3:
        return 3 if w.personal else 2
    return min(count, 2 if w.personal else 1)


def _despair_and_means(w: Window) -> int:
    gloomy = w.named("despair", calm=True)
    means = w.named("means-question", "limit-question", calm=True)
    return (3 if w.personal else 2) if gloomy and means and not w.took() else 0


EMERGENCY_RULES: tuple[tuple[str, Rule], ...] = (
    ("took-excess", _took_excess),
    ("mixture-with-signs", _mixture_with_signs),
    ("withdrawal-with-signs", _withdrawal_with_signs),
    ("several-signs", _several_signs),
    ("faint", _faint),
    ("mind", _mind),
    ("sedated", _sedated),
    ("pregnant", _pregnant),
    ("overdose-word", _overdose_word),
    ("took-and-asks", _took_and_asks),
    ("child-or-pet-and-amount", _child_or_pet),
    ("child-trace", _child_trace),
    *(
        (name, partial(_pair, one=one, others=others))
        for name, one, others in PAIRS
        if name != "story-and-means"
    ),
)
CRISIS_RULES: tuple[tuple[str, Rule], ...] = (
    ("weak-crisis", _weak_crisis),
    ("despair-and-means", _despair_and_means),
    *(
        (name, partial(_pair, one=one, others=others))
        for name, one, others in PAIRS
        if name == "story-and-means"
    ),
)
