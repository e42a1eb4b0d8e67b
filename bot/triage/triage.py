"""Is this an emergency or a crisis? Rules and scorer judge each window of a message, and check each other."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.triage.alarm import Alarm
from bot.triage.persons import variants
from bot.triage.reading import Lexicon, Reading
from bot.triage.scorer import Score, Scorer, Stretch
from bot.triage.signals import Signals
from bot.triage.taxonomy import Weight, Window, weigh, window

FAMILIES = ("intake", "signs", "crisis", "context")
RULES_ALONE = 2
"""Without a scorer, this level alarms."""
STRONGEST = 3
NEEDED: Mapping[int, float] = MappingProxyType({0: 0.4, 1: 0.2, 2: 0.2, STRONGEST: 0.0})
"""The probability that alarms, by the level of the rules: the higher, the less is needed; the highest decides alone."""

Judgement = tuple[Window, Weight, Score | None]


class Triage:
    """`assess` is pure, never fails, and takes time linear in the length of the text."""

    def __init__(self, signals: Signals, scorer: Scorer | None = None) -> None:
        self._lexicon = Lexicon(signals, FAMILIES)
        self._scorer = scorer

    def assess(self, text: str) -> Alarm | None:
        """The alarm a message raises, or None."""
        reading = self._lexicon.read(text)
        urgent = [j for j in self.judge(reading) if self._is_urgent(j)]
        return self._alarm(reading, urgent) if urgent else None

    def read(self, text: str) -> Reading:
        return self._lexicon.read(text)

    def judge(self, reading: Reading) -> list[Judgement]:
        """Each window with what the rules and the scorer say of it."""
        weighed = [(w, weigh(w)) for w in (window(reading, *edges) for edges in reading.windows)]
        if self._scorer is None:
            return [(w, weight, None) for w, weight in weighed]
        scores = self._scorer.score(reading, [Stretch(w.start, w.end, weight) for w, weight in weighed])
        return [(w, weight, score) for (w, weight), score in zip(weighed, scores, strict=True)]

    def _is_urgent(self, judgement: Judgement) -> bool:
        _, weight, score = judgement
        level = max(weight.emergency, weight.crisis)
        if score is None:
            return level >= RULES_ALONE
        return score.alarm >= NEEDED[level]

    def _alarm(self, reading: Reading, urgent: Sequence[Judgement]) -> Alarm:
        crisis = any(_is_crisis(weight, score) for _, weight, score in urgent)
        emergency = any(weight.intake or weight.emergency == STRONGEST for _, weight, _ in urgent)
        reasons = {reason for _, weight, _ in urgent for reason in weight.reasons} or {"scorer"}
        return Alarm(
            kind="crisis" if crisis else "emergency",
            variants=variants(reading, [w for w, _, _ in urgent], crisis),
            both=crisis and emergency,
            reasons=tuple(sorted(reasons)),
        )


def _is_crisis(weight: Weight, score: Score | None) -> bool:
    """The higher level decides; when they are level, the scorer does, and without one the crisis goes first."""
    if weight.crisis != weight.emergency and max(weight.crisis, weight.emergency) >= RULES_ALONE:
        return weight.crisis > weight.emergency
    return score.crisis >= score.emergency if score else weight.crisis >= weight.emergency


Assess = Callable[[str], Alarm | None]
