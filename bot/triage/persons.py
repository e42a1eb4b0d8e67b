"""Whom an alarm is about: the writer, somebody else, a child, an animal; and what it is about."""

from collections.abc import Sequence

from bot.triage.alarm import Variant
from bot.triage.reading import Reading
from bot.triage.taxonomy import INTAKE, Window

_SEDATED = frozenset({"breath-stopped", "colour-wrong", "wont-wake"})
_SIGNS = _SEDATED | {"seizure", "stroke-signs", "heart-danger", "fainted-now", "allergy-signs"}
_WRITER = frozenset({"i", "im", "ive", "id", "me"})
_AGE_WORDS = frozenset({"yo", "y", "year", "years", "yr", "m", "f"})


def variants(reading: Reading, urgent: Sequence[Window], crisis: bool) -> frozenset[Variant]:
    """The variants that fit: from the urgent windows, the age of the writer from the whole message."""
    ids = {hit.signal.id for w in urgent for hit in w.hits}
    fits: dict[Variant, bool] = {
        "minor": is_young(reading),
        "third-party": _about_others(urgent, ids),
        "pet": "gave-pet" in ids and not crisis,
        "pregnancy": bool(ids & {"pregnancy-danger", "pregnancy"}) and not crisis,
        "opioid": "opioid-like" in ids and bool(ids & _SEDATED),
        "poison": bool(ids & (INTAKE | {"excess", "mistake", "overdose"})) and not ids & _SIGNS,
    }
    return frozenset(name for name, fit in fits.items() if fit)


def is_young(reading: Reading) -> bool:
    """Does the writer say to be under 18 ("im 14", "15 yo here")?"""
    words = [w.text for w in reading.words]
    for at, word in enumerate(words):
        if word.isdigit() and 5 <= int(word) <= 17:
            said = words[at - 1] if at else ""
            if said == "im" or (said in {"", "as", "a"} and _AGE_WORDS & set(words[at + 1 : at + 2])):
                return True
    return False


def _about_others(urgent: Sequence[Window], ids: set[str]) -> bool:
    if any(_has(urgent, label) for label in ("<other>", "<child>")) or ids & {
        "gave-child",
        "third-party-danger",
    }:
        return True
    written = {word.text for w in urgent for word in w.reading.words[w.start : w.end]}
    return _has(urgent, "<them>") and not written & _WRITER


def _has(urgent: Sequence[Window], label: str) -> bool:
    return any(w.reading.has(label, w.start, w.end) for w in urgent)
