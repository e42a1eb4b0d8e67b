"""Names that are nearly alike but differ in risk must be listed as confusable."""

from collections.abc import Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.library.reader import Entry
from bot.model.compound import Compound
from bot.model.vocabulary import Risk

_SHORTEST = 5
_ALIKE = 0.66
_BLOCK = 200


def _find(inspection: Inspection) -> Iterator[Finding]:
    entries = [e for e in inspection.library.entries_of(Compound) if len(e.record.name) >= _SHORTEST]
    by_risk = {risk: [e for e in entries if e.record.risk is risk] for risk in Risk}
    for one, other in ((Risk.INFO, Risk.CAUTION), (Risk.INFO, Risk.HIGH), (Risk.CAUTION, Risk.HIGH)):
        for a, b in _near(by_risk[one], by_risk[other]):
            if b.key not in a.record.confusable_with and a.key not in b.record.confusable_with:
                message = (
                    f"`{b.record.name}` ({b.record.risk.value} risk) is easily taken for "
                    f"`{a.record.name}` ({a.record.risk.value} risk)."
                )
                remedy = f"Add `{a.key}` to `confusable_with` here, so that the bot asks which one is meant."
                yield Finding(b.place("name"), message, remedy)


def _near(some: list[Entry], others: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs whose names differ in at most a third of their letters; in blocks, so that memory stays small."""
    names = [entry.record.name.casefold() for entry in others]
    if not names:
        return
    for start in range(0, len(some), _BLOCK):
        block = some[start : start + _BLOCK]
        alike = process.cdist(
            [entry.record.name.casefold() for entry in block],
            names,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_ALIKE,
        )
        for i, j in np.argwhere(alike >= _ALIKE):
            if not _differ_in_a_short_word(block[i].record.name, names[j]):
                yield block[i], others[j]


def _differ_in_a_short_word(one: str, other: str) -> bool:
    """`Vitamin C` and `Vitamin D` are told apart by everybody."""
    a, b = set(one.casefold().split()), set(other.split())
    return bool(a & b) and max(len(word) for word in (a ^ b) or {""}) < _SHORTEST


RULE = Rule(
    "FN502",
    Level.ERROR,
    "Near names not listed",
    "Somebody who mistypes one must never be told about the other as if it were the same.",
    "adrafinil (caution) and modafinil (high) without confusable_with",
    "confusable_with: [modafinil]",
    _find,
)
