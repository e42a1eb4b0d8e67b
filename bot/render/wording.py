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

_SPECIES = {Species.HUMAN: "people", Species.ANIMAL: "animals", Species.CELLS: "cells", Species.NONE: ""}
_PLAIN_DESIGN = {
    Design.META_ANALYSIS: "meta-analysis",
    Design.RCT: "randomised trial",
    Design.OPEN_TRIAL: "uncontrolled trial",
    Design.PHARMACOKINETIC: "pharmacokinetics",
    Design.ANIMAL: "study",
    Design.IN_VITRO: "study",
    Design.NARRATIVE_REVIEW: "review",
    Design.LABEL: "official label",
    Design.REGULATOR: "regulator",
    Design.REGISTRY: "trial registry",
    Design.OTHER: "document",
}


def study_words(source: Source) -> str:
    """`randomised trial, people`; says `secondary page` when the original was not seen."""
    design = _PLAIN_DESIGN.get(source.study.design, source.study.design.value.replace("-", " "))
    parts = [design, _SPECIES[source.study.species]]
    if source.secondary:
        parts.append("secondary page")
    if source.integrity.status != "current":
        parts.append(source.integrity.status)
    return ", ".join(part for part in parts if part)


def title_of(source: Source, limit: int = 96) -> str:
    """The title, cut at a word when it is long."""
    if len(source.title) <= limit:
        return source.title
    return source.title[:limit].rsplit(" ", 1)[0] + " …"


def citation_words(citation: Citation) -> str:
    """`Elia et al. 2018, uncontrolled trial, people`."""
    return f"{citation.source.short}, {study_words(citation.source)}"
