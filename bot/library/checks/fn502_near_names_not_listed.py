"""Names that are nearly alike but differ in risk must be listed as confusable."""

from collections.abc import Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.library.checks.fn501_name_owned_twice import plain
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reader import Entry
from bot.model.compound import Compound
from bot.model.vocabulary import Risk

_SHORTEST, _ENDING = 5, 6
_ALIKE, _ENDS_ALIKE = 0.75, 0.66
_BLOCK = 200


def _find(inspection: Inspection) -> Iterator[Finding]:
    entries = [e for e in inspection.library.entries_of(Compound) if len(e.record.name) >= _SHORTEST]
    by_risk = {risk: [e for e in entries if e.record.risk is risk] for risk in Risk}
    for one, other in ((Risk.INFO, Risk.CAUTION), (Risk.INFO, Risk.HIGH), (Risk.CAUTION, Risk.HIGH)):
        for a, b in _near(by_risk[one], by_risk[other]):
            if not _listed(a, b) and not _listed(b, a):
                yield _finding(a, b)
                yield _finding(b, a)


def _listed(a: Entry, b: Entry) -> bool:
    names = {plain(name) for name in a.record.confusable_with}
    return plain(b.key) in names or plain(b.record.name) in names


def _finding(here: Entry, other: Entry) -> Finding:
    message = f"`{here.record.name}` is easily taken for `{other.record.name}`, which differs in risk."
    remedy = f"Add `{other.key}` to `confusable_with`, so that the bot asks which one is meant."
    return Finding(here.place("name"), message, remedy)


def _near(some: list[Entry], others: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs whose names differ in few letters; compared in blocks, so that memory stays small."""
    names = [entry.record.name.casefold() for entry in others]
    if not names:
        return
    for start in range(0, len(some), _BLOCK):
        block = [entry.record.name.casefold() for entry in some[start : start + _BLOCK]]
        alike = process.cdist(
            block, names, scorer=Levenshtein.normalized_similarity, score_cutoff=_ENDS_ALIKE
        )
        for i, j in np.argwhere(alike >= _ENDS_ALIKE):
            if _is_near(block[i], names[j], alike[i, j]):
                yield some[start + i], others[j]


def _is_near(one: str, other: str, alike: float) -> bool:
    """A quarter of the letters may differ, or a third when both end alike, as adrafinil and modafinil do."""
    a, b = set(one.split()), set(other.split())
    if a & b and max(len(word) for word in (a ^ b) or {""}) < _SHORTEST:
        return False
    return alike >= _ALIKE or one[-_ENDING:] == other[-_ENDING:]


RULE = Rule("FN502", _find)
