"""How much the knowledge holds, and how much of it rests on studies in people."""

from dataclasses import dataclass
from datetime import date

from bot.library.checks.strength import about_people
from bot.library.reader import Library
from bot.library.reviews import overdue
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine
from bot.model.vocabulary import Species


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts; `compounds` are complete cards, `claims` those of all cards, `overdue` past their review."""

    compounds: int
    stubs: int
    faq: int
    interactions: int
    sources: int
    claims: int
    claims_with_human_source: int
    overdue: int
    classes: int
    medicines: int
    version: str


def statistics(library: Library, today: date) -> Statistics:
    """Count what is in the library as of `today`."""
    cards = library.of(Compound).values()
    sources = library.of(Source)
    human = {
        key
        for key, source in sources.items()
        if source.study.species is Species.HUMAN and about_people(source)
    }
    claims = [claim for card in cards for claim in card.claims]
    return Statistics(
        compounds=sum(card.status == "complete" for card in cards),
        stubs=sum(card.status == "stub" for card in cards),
        faq=len(library.of(Faq)),
        interactions=len(library.of(Interaction)),
        sources=len(sources),
        claims=len(claims),
        claims_with_human_source=sum(any(e.source in human for e in claim.evidence) for claim in claims),
        overdue=len(overdue(library, today)),
        classes=len(library.of(DrugClass)),
        medicines=len(library.of(Medicine)),
        version=library.version,
    )
