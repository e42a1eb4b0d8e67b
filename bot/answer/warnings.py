"""Which warnings stand above an answer: the compound's own, and those of the groups a question is about."""

from collections.abc import Iterable

from bot.model.compound import Compound
from bot.model.knowledge import Knowledge
from bot.model.outcome import Paragraph
from bot.model.vocabulary import Group, Risk, Topic

CAUTION_TOPICS = frozenset(
    {
        Topic.OVERVIEW, Topic.DOSAGE, Topic.TIMING, Topic.SAFETY_RISK, Topic.INTERACTION, Topic.STACKING,
        Topic.SPECIAL_POPULATION, Topic.TOLERANCE_WITHDRAWAL, Topic.SIDE_EFFECTS, Topic.GENERAL_BEGINNER, Topic.COMPARISON,
    }
)  # fmt: skip
"""Topics on which a compound's warning is shown; a high-risk one shows it always."""

MAX_GROUPS = 3


def compound_warnings(cards: Iterable[Compound], topic: Topic) -> tuple[Paragraph, ...]:
    """The pinned warnings of the cards, high risk first."""
    pinned = [card for card in cards if card.warning and (card.risk is Risk.HIGH or topic in CAUTION_TOPICS)]
    pinned.sort(key=lambda card: card.risk is not Risk.HIGH)
    return tuple(Paragraph(card.warning or "", f"{card.name}") for card in pinned)


def group_warnings(groups: Iterable[Group], knowledge: Knowledge) -> tuple[Paragraph, ...]:
    """The lines for the groups named, in the order of the file, at most three."""
    wanted = set(groups)
    found = [g for g in knowledge.safety.groups if g.group in wanted]
    return tuple(Paragraph(g.text, g.label) for g in found[:MAX_GROUPS])
