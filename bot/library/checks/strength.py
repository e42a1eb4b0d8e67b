"""How sure a body of sources lets anybody be about people: the ceiling for the certainty of a claim."""

from collections.abc import Iterable

from bot.model.source import Source
from bot.model.vocabulary import Certainty, ClaimKind, Design, Species

ORDER = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)
SMALL_TRIAL, LARGE_TRIAL = 100, 1000
"""People in a trial: alone, a small one is low at best, and only a large one is more than moderate."""

CEILING: dict[Design, Certainty] = {
    Design.META_ANALYSIS: Certainty.HIGH,
    Design.SYSTEMATIC_REVIEW: Certainty.HIGH,
    Design.GUIDELINE: Certainty.HIGH,
    Design.LABEL: Certainty.HIGH,
    Design.REGULATOR: Certainty.HIGH,
    Design.FACT_SHEET: Certainty.HIGH,
    Design.RCT: Certainty.MODERATE,
    Design.PHARMACOKINETIC: Certainty.MODERATE,
    Design.COHORT: Certainty.MODERATE,
    Design.SURVEILLANCE: Certainty.MODERATE,
    Design.PRODUCT_TEST: Certainty.MODERATE,
    Design.NARRATIVE_REVIEW: Certainty.MODERATE,
    Design.REGISTRY: Certainty.MODERATE,
    Design.OPEN_TRIAL: Certainty.LOW,
    Design.CASE_CONTROL: Certainty.LOW,
    Design.CROSS_SECTIONAL: Certainty.LOW,
    Design.CASE_REPORT: Certainty.LOW,
    Design.ENCYCLOPEDIA: Certainty.LOW,
    Design.NEWS: Certainty.LOW,
    Design.OTHER: Certainty.LOW,
    Design.PATENT: Certainty.VERY_LOW,
    Design.ANIMAL: Certainty.VERY_LOW,
    Design.IN_VITRO: Certainty.VERY_LOW,
}


DESCRIPTIVE = frozenset(
    {
        ClaimKind.OVERVIEW,
        ClaimKind.MECHANISM,
        ClaimKind.LEGAL,
        ClaimKind.SPORT,
        ClaimKind.DRUG_TEST,
        ClaimKind.QUALITY,
        ClaimKind.PREPARATION,
        ClaimKind.COMPARISON,
    }
)
"""Kinds that describe something and do not weigh an effect: here only weak documents keep certainty down."""


def about_people(source: Source) -> bool:
    """Whether a source says something about people: studies in them, and documents that are no study."""
    if source.study.design in (Design.ANIMAL, Design.IN_VITRO):
        return False
    return source.study.species in (Species.HUMAN, Species.NONE)


def ceiling(kind: ClaimKind, sources: Iterable[Source]) -> tuple[Certainty, str]:
    """The highest certainty these sources allow a claim of a kind, and why, in words that end a sentence."""
    people = [source for source in sources if about_people(source)]
    if not people:
        return Certainty.VERY_LOW, "it rests on animal or cell studies only"
    best = max(people, key=lambda source: ORDER.index(CEILING[source.study.design]))
    limit = CEILING[best.study.design]
    why = f"the strongest source behind it is of the kind `{best.study.design.value}`"
    if kind in DESCRIPTIVE:
        return (Certainty.MODERATE if limit in ORDER[:2] else Certainty.HIGH), why
    trials = [source for source in people if source.study.design is Design.RCT]
    if limit is Certainty.MODERATE and trials:
        return _trials(trials, people)
    return limit, why


def _trials(trials: list[Source], people: list[Source]) -> tuple[Certainty, str]:
    size = trials[0].study.participants
    if len(trials) > 1 or (size or 0) >= LARGE_TRIAL:
        return Certainty.HIGH, "trials stand behind it"
    if len(people) == 1 and size is not None and size < SMALL_TRIAL:
        return Certainty.LOW, f"it rests on one trial with {size} people"
    return Certainty.MODERATE, "it rests on one trial"
