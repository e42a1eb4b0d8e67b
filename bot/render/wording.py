"""The few fixed words the renderers add themselves, so that a translation has one place to look."""

from bot.model.outcome import Citation, Kind
from bot.model.source import Source
from bot.model.vocabulary import Design, Species

ACCENT: dict[Kind, int] = {
    Kind.EMERGENCY: 0xC62828,
    Kind.CRISIS: 0x6A4C93,
    Kind.REFUSE_SOURCING: 0x546E7A,
    Kind.REFUSE_OTHER: 0x546E7A,
    Kind.ANSWER_WITH_WARNING: 0xE67E22,
    Kind.ANSWER: 0x2E7D6B,
    Kind.SUGGEST: 0x3F6FB5,
    Kind.ABSTAIN: 0x78909C,
}
WARNING = "Warning"
SOURCES = "Sources"
CHOICES = "You could ask about"
MORE_SOURCES = "There are more sources than fit here; the list below has them all."
ONLY_ENGLISH = "This answer has been reviewed in English only."

_SPECIES = {
    Species.HUMAN: "in people",
    Species.ANIMAL: "in animals",
    Species.CELLS: "in cells",
    Species.NONE: "",
}
_PLAIN_DESIGN = {
    Design.META_ANALYSIS: "meta-analysis",
    Design.RCT: "randomised trial",
    Design.OPEN_TRIAL: "uncontrolled trial",
    Design.PHARMACOKINETIC: "pharmacokinetic study",
    Design.COHORT: "cohort study",
    Design.CASE_CONTROL: "case-control study",
    Design.CROSS_SECTIONAL: "cross-sectional study",
    Design.SURVEILLANCE: "surveillance report",
    Design.ANIMAL: "animal study",
    Design.IN_VITRO: "cell study",
    Design.NARRATIVE_REVIEW: "review",
    Design.LABEL: "official label",
    Design.REGULATOR: "regulator's statement",
    Design.REGISTRY: "trial registry entry",
    Design.ENCYCLOPEDIA: "encyclopedia page",
    Design.NEWS: "news report",
    Design.OTHER: "document",
}
_TELLS_SPECIES = frozenset(
    {
        Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.RCT, Design.OPEN_TRIAL, Design.PHARMACOKINETIC,
        Design.NARRATIVE_REVIEW,
    }
)  # fmt: skip
"""Designs that leave open in what was studied; the others say it, or are no studies."""


def study_words(source: Source) -> str:
    """`randomised trial in people`; says `secondary page` when the original was not seen."""
    design = source.study.design
    words = _PLAIN_DESIGN.get(design, design.value.replace("-", " "))
    if design in _TELLS_SPECIES and (species := _SPECIES[source.study.species]):
        words = f"{words} {species}"
    parts = [words, "secondary page" if source.secondary else ""]
    if source.integrity.status != "current":
        parts.append(source.integrity.status)
    return ", ".join(part for part in parts if part)


def citation_words(citation: Citation) -> str:
    """`Elia et al. 2018, uncontrolled trial in people`."""
    return f"{citation.source.short}, {study_words(citation.source)}"
