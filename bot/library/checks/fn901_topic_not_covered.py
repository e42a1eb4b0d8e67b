"""A complete card answers every topic, if only by saying that nobody knows."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import CLAIM_TOPICS, Topic

_ALL = tuple(Topic)
REQUIRED = _ALL[: _ALL.index(Topic.SPECIAL_POPULATION) + 1]
"""From `overview` to `special_population`, in the order of the vocabulary."""


def covered(card: Compound) -> set[Topic]:
    """The topics a card has something on."""
    topics = {topic for claim in card.claims for topic in CLAIM_TOPICS[claim.kind]}
    topics |= {unknown.topic for unknown in card.unknowns} | {Topic.OVERVIEW}
    fields = (
        (card.half_life, Topic.HALF_LIFE),
        (card.doses_studied, Topic.DOSAGE),
        (card.regulatory, Topic.LEGALITY),
    )
    return topics | {topic for values, topic in fields if values}


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        if entry.record.status != "complete":
            continue
        have = covered(entry.record)
        for topic in REQUIRED:
            if topic not in have:
                message = f"This complete card says nothing on `{topic.value}`."
                remedy = (
                    f"Add a claim, or `- topic: {topic.value}` with `text` and `searched` under `unknowns`."
                )
                yield Finding(entry.place("status"), message, remedy)


RULE = Rule("FN901", _find)
