"""Effect claims of several cards laid side by side by what was measured."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answer.evidence import ORDER
from bot.model.citation import with_mark
from bot.model.claim import Claim
from bot.model.compound import Compound
from bot.model.vocabulary import Certainty, ClaimKind, Result

RESULTS = {
    Result.BENEFIT: "helped",
    Result.HARM: "made it worse",
    Result.NO_DIFFERENCE: "no difference",
    Result.MIXED: "mixed results",
}
MOST = 2
"""Claims in one cell."""
_WORD = re.compile(r"[a-z]{4,}")
_FILLING = frozenset(
    {"with", "after", "from", "study", "studies", "related", "animals", "performance", "symptoms"}
)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One thing that was measured, and the claims of each card on it, surest first."""

    name: str
    claims: Mapping[str, tuple[Claim, ...]]


def outcome_rows(cards: Sequence[Compound]) -> list[OutcomeRow]:
    """Outcomes that share a word stand in one row; rows that most cards have come first."""
    rows: list[tuple[set[str], list[str], dict[str, list[Claim]]]] = []
    for card in cards:
        for claim in card.claims:
            if claim.kind is not ClaimKind.EFFECT or not claim.outcome:
                continue
            words = set(_WORD.findall(claim.outcome.lower())) - _FILLING or {claim.outcome.lower()}
            row = next((r for r in rows if r[0] & words), None)
            if row is None:
                row = (set(), [], {})
                rows.append(row)
            row[0].update(words)
            row[1].append(claim.outcome)
            row[2].setdefault(card.id, []).append(claim)
    made = [OutcomeRow(_name(names), {k: _surest(v) for k, v in found.items()}) for _, names, found in rows]
    return sorted(made, key=lambda row: -len(row.claims))


def result_line(claims: Iterable[Claim]) -> str:
    """`helped, in healthy adults (moderate certainty)`, each with its sources."""
    return "; ".join(with_mark(_result(claim), tuple(e.source for e in claim.evidence)) for claim in claims)


def _result(claim: Claim) -> str:
    words = RESULTS[claim.result] if claim.result else "studied"
    population = f", {_where(claim.population)}" if claim.population else ""
    certainty = f" ({claim.certainty.value.replace('-', ' ')} certainty)" if claim.certainty else ""
    return f"{words}{population}{certainty}"


def _where(population: str) -> str:
    return f"in {population}" if not population.startswith("in ") else population


def _surest(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: ORDER.index(c.certainty or Certainty.VERY_LOW))[:MOST])


def _name(names: Sequence[str]) -> str:
    """The shortest wording: it names what the others share."""
    return min(names, key=len)
