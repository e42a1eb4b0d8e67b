"""The evidence line: in words, what kind of studies stand behind an answer and how sure they let us be."""

from collections import Counter
from collections.abc import Iterable

from bot.model.source import Source
from bot.model.vocabulary import Certainty, Design, Species

ORDER = (Certainty.HIGH, Certainty.MODERATE, Certainty.LOW, Certainty.VERY_LOW)
_WORDS = {
    Certainty.HIGH: "high certainty",
    Certainty.MODERATE: "moderate certainty",
    Certainty.LOW: "low certainty",
    Certainty.VERY_LOW: "very low certainty",
}
_DESIGNS = {
    Design.META_ANALYSIS: ("meta-analysis", "meta-analyses"),
    Design.SYSTEMATIC_REVIEW: ("systematic review", "systematic reviews"),
    Design.RCT: ("randomised trial", "randomised trials"),
    Design.OPEN_TRIAL: ("uncontrolled trial", "uncontrolled trials"),
    Design.PHARMACOKINETIC: ("pharmacokinetic study", "pharmacokinetic studies"),
    Design.COHORT: ("cohort study", "cohort studies"),
    Design.CASE_CONTROL: ("case-control study", "case-control studies"),
    Design.CROSS_SECTIONAL: ("cross-sectional study", "cross-sectional studies"),
    Design.SURVEILLANCE: ("surveillance report", "surveillance reports"),
    Design.CASE_REPORT: ("case report", "case reports"),
    Design.PRODUCT_TEST: ("product test", "product tests"),
    Design.ANIMAL: ("animal study", "animal studies"),
    Design.IN_VITRO: ("cell study", "cell studies"),
    Design.NARRATIVE_REVIEW: ("review", "reviews"),
    Design.GUIDELINE: ("guideline", "guidelines"),
    Design.LABEL: ("official label", "official labels"),
    Design.REGULATOR: ("regulator's statement", "regulators' statements"),
    Design.FACT_SHEET: ("fact sheet", "fact sheets"),
    Design.REGISTRY: ("trial registry entry", "trial registry entries"),
    Design.PATENT: ("patent", "patents"),
    Design.ENCYCLOPEDIA: ("encyclopedia page", "encyclopedia pages"),
    Design.NEWS: ("news report", "news reports"),
    Design.OTHER: ("other document", "other documents"),
}


def evidence_line(sources: Iterable[Source], certainty: Certainty | None) -> str | None:
    """`Evidence: low certainty; 2 randomised trials, 1 animal study (not in people).`"""
    cited = list(sources)
    if not cited:
        return None
    counts = Counter(source.study.design for source in cited)
    parts = [_counted(design, counts[design]) for design in Design if counts[design]]
    text = ", ".join(parts[:4]) + (" and others" if len(parts) > 4 else "")
    if all(s.study.species in (Species.ANIMAL, Species.CELLS) for s in cited):
        text += "; none in people"
    lead = f"{_WORDS[certainty]}; " if certainty else ""
    return f"Evidence: {lead}{text}."


def weakest(certainties: Iterable[Certainty | None]) -> Certainty | None:
    """The weakest certainty named: an answer is no surer than its least sure part."""
    named = [c for c in certainties if c]
    return max(named, key=ORDER.index) if named else None


def _counted(design: Design, count: int) -> str:
    one, many = _DESIGNS[design]
    return f"{count} {one if count == 1 else many}"
