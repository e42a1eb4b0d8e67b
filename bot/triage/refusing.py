"""What the bot does not help with: names the refusal a message meets, or none."""

from collections.abc import Iterable

from bot.triage.reading import Hit, Lexicon, Reading
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
"""Signal → id in `refusals.yaml`; the first that a message meets decides."""
WEAK_NEEDED = 2


class Refuser:
    """`assess` is pure and never fails."""

    def __init__(self, signals: Signals) -> None:
        self._lexicon = Lexicon(signals, FAMILIES)

    def assess(self, text: str) -> str | None:
        """The id of the refusal a message meets, or None."""
        reading = self._lexicon.read(text)
        allowed = [h for h in reading.hits if h.signal.id == ALLOWED]
        hits = [h for h in reading.hits if h.signal.id != ALLOWED and h.alive and not _covered(h, allowed)]
        for signal, refusal in REFUSALS.items():
            if _met(reading, [h for h in hits if h.signal.id == signal]):
                return refusal
        return None


def _met(reading: Reading, hits: Iterable[Hit]) -> bool:
    weak = set()
    for hit in hits:
        if hit.strong:
            return True
        weak.add(hit.start)
    return len(weak) >= WEAK_NEEDED and reading.has("<drug>")


def _covered(hit: Hit, allowed: Iterable[Hit]) -> bool:
    """Something fine to ask takes up at least half of the hit."""
    return any(2 * (min(hit.end, a.end) - max(hit.start, a.start)) >= hit.end - hit.start for a in allowed)
