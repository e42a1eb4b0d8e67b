"""Two or three cards side by side."""

from collections.abc import Callable

from bot.answer.evidence import weakest
from bot.answer.sections import TITLES, claim_paragraph, dose_text, half_life_text, paragraphs
from bot.answer.warnings import compound_warnings
from bot.model.citation import with_mark
from bot.model.compound import Compound
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import ClaimKind, Risk, Topic

ROWS = 2
"""Claims shown of each card and row; the rest is one press away."""


def compare_draft(cards: tuple[Compound, ...], topic: Topic, knowledge: Knowledge, why: Why) -> Draft:
    """Row by row what is known of each card; when a topic other than comparison was asked, only that row."""
    rows = _direct(cards)
    if topic in TITLES and topic not in (Topic.COMPARISON, Topic.OVERVIEW, Topic.STACKING):
        rows += _row(cards, TITLES[topic], lambda card: paragraphs(card, topic))
    else:
        rows += _row(cards, "What it is", lambda card: (Paragraph(card.summary),))
        rows += _row(cards, TITLES[Topic.EFFECTS_BENEFITS], _effects)
        rows += _row(cards, TITLES[Topic.SIDE_EFFECTS], lambda card: paragraphs(card, Topic.SIDE_EFFECTS)[:1])
        rows += _row(cards, TITLES[Topic.HALF_LIFE], _half_life)
        rows += _row(
            cards,
            TITLES[Topic.DOSAGE],
            lambda card: tuple(Paragraph(dose_text(d)) for d in card.doses_studied[:1]),
        )
        rows += _row(cards, TITLES[Topic.LEGALITY], _status)
    warnings = compound_warnings(cards, Topic.COMPARISON)
    return Draft(
        kind=Kind.ANSWER_WITH_WARNING if warnings else Kind.ANSWER,
        title=" and ".join(card.name for card in cards) + " compared",
        sections=tuple(rows),
        warnings=warnings,
        certainty=weakest(c.certainty for card in cards for c in card.claims if c.kind is ClaimKind.EFFECT),
        related=tuple(Choice(f"card:{card.id}#overview", f"More about {card.name}") for card in cards),
        entries=("compare:" + "+".join(card.id for card in cards),),
        compounds=tuple(card.id for card in cards),
        topic=Topic.COMPARISON if why.topic in (None, Topic.COMPARISON) else topic,
        high_risk=any(card.risk is Risk.HIGH for card in cards),
        confidence=why.confidence or 0.0,
        why=why,
    )


def _direct(cards: tuple[Compound, ...]) -> list[Section]:
    """Claims that compare these cards with each other by name come first."""
    found = [
        claim_paragraph(claim)
        for card in cards
        for claim in card.claims
        if claim.kind is ClaimKind.COMPARISON and any(o is not card and _named(o, claim.text) for o in cards)
    ]
    return [Section("Compared directly", tuple(found))] if found else []


def _named(card: Compound, text: str) -> bool:
    low = text.lower()
    return any(name.lower() in low for name in (card.name, *card.names.synonyms))


def _row(
    cards: tuple[Compound, ...], title: str, pick: Callable[[Compound], tuple[Paragraph, ...]]
) -> list[Section]:
    found = [Paragraph(p.text, card.name) for card in cards for p in pick(card)[:3]]
    return [Section(title, tuple(found))] if found else []


def _effects(card: Compound) -> tuple[Paragraph, ...]:
    claims = [c for c in card.claims if c.kind is ClaimKind.EFFECT]
    return tuple(
        Paragraph(with_mark(f"{c.text}{_certainty(c.certainty)}", tuple(e.source for e in c.evidence)))
        for c in claims[:ROWS]
    )


def _certainty(value: object) -> str:
    return f" ({str(value).replace('-', ' ')} certainty)" if value else ""


def _half_life(card: Compound) -> tuple[Paragraph, ...]:
    people = [v for v in card.half_life if v.species == "human"]
    return tuple(Paragraph(half_life_text(card.name, v)) for v in people[:1])


def _status(card: Compound) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(with_mark(r.text, r.sources)) for r in card.regulatory[:ROWS])
