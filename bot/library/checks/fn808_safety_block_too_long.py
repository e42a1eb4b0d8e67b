"""All safety texts that can come together fit below an answer, in every language."""

from collections.abc import Iterator
from itertools import product

from bot.answer.disclose import applying
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.outcome import Draft, Kind
from bot.model.safety import Disclaimer
from bot.model.vocabulary import Risk, Severity
from bot.render.pages import SAFETY_ROOM

MOST = SAFETY_ROOM * 3 // 4
"""Characters in English: translations are up to a third longer."""
SITUATIONS = tuple(
    Draft(kind, "", (), risk=risk, severity=severity)
    for kind, risk, severity in product(Kind, Risk, (None, *Severity))
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    entries = {entry.record.id: entry for entry in inspection.library.entries_of(Disclaimer)}
    texts = tuple(entry.record for entry in entries.values())
    together = max((applying(situation, texts) for situation in SITUATIONS), key=_length)
    if (length := _length(together)) > MOST:
        longest = max(together, key=lambda text: len(text.text))
        message = f"{len(together)} texts can come together, with {length} characters; {MOST} fit."
        remedy = "Shorten this one, which is the longest, or let fewer apply at once."
        yield Finding(entries[longest.id].place("text"), message, remedy)


def _length(texts: tuple[Disclaimer, ...]) -> int:
    return sum(len(text.text) + 1 for text in texts)


RULE = Rule("FN808", _find)
