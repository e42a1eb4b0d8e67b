"""What the bot does not help with: names the refusal a message meets, or none. Rules and scorer check each other."""

import dataclasses
from collections.abc import Iterable
from typing import NamedTuple

from bot.triage.reading import Hit, Lexicon, Reading
from bot.triage.refusal_scorer import RefusalScorer
from bot.triage.signals import Signals

FAMILIES = ("refusals",)
ALLOWED = "allowed"
REFUSALS = {
    "harm-others": "harming-others",
    "lethality": "lethality",
    "dose-others": "dosing-others",
    "dose-children": "dosing-children",
    "animals": "animals",
    "synthesis": "synthesis",
    "routes": "routes",
    "test-evasion": "drug-test-evasion",
    "rx-fraud": "prescription-fraud",
    "source-offer": "selling",
    "source-ask": "sourcing",
    "starve": "starving",
    "get-high": "getting-high",
    "escalate": "escalation",
    "taper": "taper-schedule",
}
"""Signal → id in `refusals.yaml`; of those that the rules are sure of, the first decides."""
WEAK_NEEDED = 2
SURE, HINTED, UNAIDED = 0.02, 0.4, 0.6
"""The probability the scorer must reach when the rules are sure, when they found a hint, when they found nothing."""


GRAVEST = frozenset({"harm-others", "lethality"})
"""When the rules are sure of one of these, the scorer is not asked."""


class Found(NamedTuple):
    """Refusals that a strong phrase leads to, and those that only weak ones hint at; each with its hits."""

    sure: dict[str, list[Hit]]
    hints: dict[str, list[Hit]]


class Refuser:
    """`assess` is pure and never fails."""

    def __init__(self, signals: Signals, scorer: RefusalScorer | None = None) -> None:
        real = signals.real_words | _words(signals)
        self._lexicon = Lexicon(dataclasses.replace(signals, real_words=real), FAMILIES)
        self._scorer = scorer

    def assess(self, text: str) -> str | None:
        """The id of the refusal a message meets, or None."""
        reading = self._lexicon.read(text)
        found = rules(reading)
        if self._scorer is None:
            return _gravest(found.sure) or _gravest(_backed(reading, found.hints))
        if found.sure.keys() & GRAVEST:
            return _gravest(found.sure)
        scores = self._scorer.score(text, reading, hits_of(found))
        needed = SURE if found.sure else HINTED if found.hints else UNAIDED
        if scores.refused < needed:
            return None
        return _gravest(found.sure) or scores.best

    def read(self, text: str) -> Reading:
        return self._lexicon.read(text)


def rules(reading: Reading) -> Found:
    """What the rules make of a message; what is fine to ask does not count."""
    allowed = [h for h in reading.hits if h.signal.id == ALLOWED]
    found = Found({}, {})
    for hit in reading.hits:
        if hit.signal.id != ALLOWED and hit.alive and not _covered(hit, allowed):
            (found.sure if hit.strong else found.hints).setdefault(hit.signal.id, []).append(hit)
    return found


def hits_of(found: Found) -> list[Hit]:
    return [hit for part in found for hits in part.values() for hit in hits]


def _gravest(signals: Iterable[str]) -> str | None:
    met = set(signals)
    return next((refusal for signal, refusal in REFUSALS.items() if signal in met), None)


def _backed(reading: Reading, hints: dict[str, list[Hit]]) -> list[str]:
    """Without a scorer, two hints of one kind beside a substance count."""
    if not reading.has("<drug>"):
        return []
    return [signal for signal, hits in hints.items() if len({h.start for h in hits}) >= WEAK_NEEDED]


def _covered(hit: Hit, allowed: Iterable[Hit]) -> bool:
    """Something fine to ask takes up at least half of the hit."""
    return any(2 * (min(hit.end, a.end) - max(hit.start, a.start)) >= hit.end - hit.start for a in allowed)


def _words(signals: Signals) -> frozenset[str]:
    """Every word that any signal uses: what one family knows, another must not take for a slip."""
    return frozenset(
        word
        for signal in signals.signals
        for phrase in (*signal.phrases, *signal.weak)
        for element in phrase.split()
        for word in element.rstrip("?").replace("+", "|").split("|")
    )
