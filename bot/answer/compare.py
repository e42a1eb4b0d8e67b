"""Two or three cards side by side: short rows, one line a card, because it is read on a phone."""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.answer.evidence import weakest
from bot.answer.outcomes import OutcomeRow, outcome_rows, result_line
from bot.answer.sections import TITLES, claim_paragraph, dose_text, half_life_text, paragraphs
from bot.answer.telling import NOTHING, Asked
from bot.answer.warnings import compound_warnings
from bot.model.citation import with_mark
from bot.model.compound import Compound
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import ClaimKind, Risk, Topic

ROWS = 4
"""Outcomes compared row by row; the rest is one press away."""
WHOLE = frozenset({Topic.COMPARISON, Topic.OVERVIEW, Topic.STACKING})
_SENTENCE_END = re.compile(r"(?<=[.!?\]])\s+(?!\[@)")


def compare_draft(
    cards: tuple[Compound, ...], topic: Topic, knowledge: Knowledge, why: Why, asked: Asked = NOTHING
) -> Draft:
    """Row by row what is known of each card; when a topic other than comparison was asked, only that row."""
    rows = _direct(cards)
    if topic in TITLES and topic not in WHOLE:
        rows += _row(cards, TITLES[topic], lambda card: paragraphs(card, topic, (), asked)[:3])
    else:
        rows += _row(cards, "What it is", lambda card: (Paragraph(_first_sentence(card.summary)),))
        rows += _outcomes(cards)
        rows += _row(cards, TITLES[Topic.SIDE_EFFECTS], lambda card: paragraphs(card, Topic.SIDE_EFFECTS)[:1])
        rows += _row(cards, TITLES[Topic.HALF_LIFE], _half_life)
        rows += _row(cards, TITLES[Topic.DOSAGE], _dose)
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
        topic=Topic.COMPARISON if topic in (Topic.OVERVIEW, Topic.STACKING) else topic,
        risk=Risk.highest(card.risk for card in cards),
        confidence=why.confidence or 0.0,
        why=why,
    )


def _direct(cards: tuple[Compound, ...]) -> list[Section]:
    """Claims that compare these cards with each other by name come first."""
    found = [
        claim_paragraph(claim)
        for card in cards
        for claim in card.claims
        if claim.kind is ClaimKind.COMPARISON
        and any(o is not card and names_in(claim.text, names_of(o)) for o in cards)
    ]
    return [Section("Compared directly", tuple(found))] if found else []


def names_of(card: Compound) -> tuple[str, ...]:
    """What texts call a compound; the part of its name in brackets may be missing."""
    return (card.name, card.name.partition(" (")[0], *card.names.synonyms)


def names_in(text: str, names: Iterable[str]) -> bool:
    """Whether a text names one of these; a name inside a longer one (`GABA-B receptors`) is not meant."""
    wanted = "|".join(re.escape(name) for name in names)
    return re.search(rf"(?<![\w-])(?:{wanted})(?![\w-])", text, re.I) is not None


def _outcomes(cards: tuple[Compound, ...]) -> list[Section]:
    """What both were studied for, outcome by outcome; then what each alone was studied for, by name only."""
    rows = outcome_rows(cards)
    shared = [row for row in rows if len(row.claims) > 1][:ROWS]
    sections = [Section(row.name.capitalize(), _cells(cards, row)) for row in shared]
    alone = [Paragraph(_listed(rows, shared, card), card.name) for card in cards]
    rest = tuple(p for p in alone if p.text)
    return [*sections, Section("Also studied", rest)] if rest else sections


def _cells(cards: Sequence[Compound], row: OutcomeRow) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(result_line(row.claims[c.id]), c.name) for c in cards if c.id in row.claims)


def _listed(rows: Iterable[OutcomeRow], shown: Sequence[OutcomeRow], card: Compound) -> str:
    names = [row.name for row in rows if row not in shown and card.id in row.claims]
    return ", ".join(names[:6])


def _row(
    cards: tuple[Compound, ...], title: str, pick: Callable[[Compound], tuple[Paragraph, ...]]
) -> list[Section]:
    found = [Paragraph(p.text.removeprefix("- "), card.name) for card in cards for p in pick(card)]
    return [Section(title, tuple(found))] if found else []


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text, 40)
    return text[: end.start()] if end else text


def _half_life(card: Compound) -> tuple[Paragraph, ...]:
    people = [v for v in card.half_life if v.species == "human"]
    return tuple(Paragraph(half_life_text(card.name, v)) for v in people[:1])


def _dose(card: Compound) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(dose_text(d)) for d in card.doses_studied[:1])


def _status(card: Compound) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(with_mark(r.text, r.sources)) for r in card.regulatory[:1])
