"""A card, section by section: which reviewed texts answer a topic."""

from decimal import Decimal
from typing import NamedTuple

from bot.answer.phrases import UNKNOWN
from bot.answer.telling import NOTHING, RARE, Asked, claim_words
from bot.model.citation import with_mark
from bot.model.claim import Claim, Unknown
from bot.model.compound import Compound
from bot.model.outcome import Paragraph, Section
from bot.model.quantity import Amount, Duration, HalfLife, StudiedDose
from bot.model.vocabulary import CLAIM_TOPICS, Group, Species, Standing, Topic

TITLES: dict[Topic, str] = {
    Topic.OVERVIEW: "Overview",
    Topic.EFFECTS_BENEFITS: "Effects studied",
    Topic.EVIDENCE: "Evidence",
    Topic.SIDE_EFFECTS: "Side effects",
    Topic.SAFETY_RISK: "Safety",
    Topic.INTERACTION: "Interactions",
    Topic.DOSAGE: "Doses used in trials",
    Topic.TIMING: "Timing",
    Topic.ONSET_DURATION: "Onset and duration",
    Topic.HALF_LIFE: "Half-life",
    Topic.MECHANISM: "How it works",
    Topic.TOLERANCE_WITHDRAWAL: "Tolerance and stopping",
    Topic.SPECIAL_POPULATION: "Pregnancy, age, illness",
    Topic.LEGALITY: "Legal and sport status",
    Topic.DRUG_TEST: "Drug tests and sport",
    Topic.SOURCING: "Product quality",
    Topic.STORAGE_PREPARATION: "Forms and storage",
    Topic.COMPARISON: "Comparisons",
    Topic.STACKING: "Combining",
}
"""Topics a card can answer, in the order its sections are listed."""

NEIGHBOURS: dict[Topic, tuple[Topic, ...]] = {
    Topic.EVIDENCE: (Topic.EFFECTS_BENEFITS,),
    Topic.EFFECTS_BENEFITS: (Topic.EVIDENCE,),
    Topic.STACKING: (Topic.INTERACTION,),
    Topic.COMPARISON: (Topic.EFFECTS_BENEFITS,),
    Topic.INTERACTION: (Topic.SAFETY_RISK,),
    Topic.TIMING: (Topic.ONSET_DURATION, Topic.DOSAGE),
    Topic.ONSET_DURATION: (Topic.TIMING, Topic.HALF_LIFE),
    Topic.HALF_LIFE: (Topic.ONSET_DURATION,),
    Topic.SAFETY_RISK: (Topic.SIDE_EFFECTS,),
    Topic.SIDE_EFFECTS: (Topic.SAFETY_RISK,),
    Topic.DRUG_TEST: (Topic.LEGALITY,),
    Topic.SOURCING: (Topic.SAFETY_RISK,),
    Topic.STORAGE_PREPARATION: (Topic.SOURCING,),
}
"""Where to look when a card has nothing on a topic itself."""

SPECIFIC = (
    Topic.EFFECTS_BENEFITS, Topic.EVIDENCE, Topic.SIDE_EFFECTS, Topic.SAFETY_RISK, Topic.SPECIAL_POPULATION,
    Topic.COMPARISON, Topic.STORAGE_PREPARATION, Topic.OTHER,
)  # fmt: skip
"""Topics that a question may miss by asking for a thing (libido, lactose) that another section speaks of."""

TRIAL_DOSES = "What trials used. This is a record of research, not advice."


def topics_of(card: Compound) -> tuple[Topic, ...]:
    """The topics this card has something on, in listing order."""
    found = {topic for claim in card.claims for topic in CLAIM_TOPICS[claim.kind]}
    found |= {Topic.OVERVIEW, *(unknown.topic for unknown in card.unknowns)}
    found |= {Topic.HALF_LIFE} if card.half_life else set()
    found |= {Topic.DOSAGE} if card.doses_studied else set()
    found |= {Topic.LEGALITY} if card.regulatory else set()
    found |= {Topic.DRUG_TEST} if any(r.region == "sport" for r in card.regulatory) else set()
    return tuple(topic for topic in TITLES if topic in found)


def section(
    card: Compound, topic: Topic, groups: tuple[Group, ...] = (), asked: Asked = NOTHING
) -> Section | None:
    """The section that answers a topic, or the nearest one the card has; None when it has neither."""
    for candidate in (topic, *NEIGHBOURS.get(topic, ())):
        if found := paragraphs(card, candidate, groups, asked):
            return Section(f"{card.name}: {TITLES[candidate].lower()}", found)
    return None


def paragraphs(
    card: Compound, topic: Topic, groups: tuple[Group, ...] = (), asked: Asked = NOTHING
) -> tuple[Paragraph, ...]:
    """The reviewed texts of a card on one topic.

    Those about the asker's groups come first, then those that speak of what was asked, then as the file has them.
    What is known of amounts stands before the list of trials.
    """
    found: list[Paragraph] = []
    if topic is Topic.OVERVIEW:
        found.append(Paragraph(card.summary))
    if topic is Topic.HALF_LIFE:
        found.extend(Paragraph(half_life_text(card.name, value)) for value in _people_first(card.half_life))
    if topic is Topic.LEGALITY:
        found.extend(Paragraph(with_mark(f"{r.text} (as of {r.as_of})", r.sources)) for r in card.regulatory)
    if topic is Topic.DRUG_TEST:
        found.extend(
            Paragraph(with_mark(f"{r.text} (as of {r.as_of})", r.sources))
            for r in card.regulatory
            if r.region == "sport"
        )
    texts = [
        *(
            (c.group, claim_words(c), claim_paragraph(c))
            for c in card.claims
            if topic in CLAIM_TOPICS[c.kind]
        ),
        *((u.group, u.text, _unknown(u)) for u in card.unknowns if u.topic is topic),
    ]
    found.extend(asked.first((words, shown) for group, words, shown in texts if group in groups))
    found.extend(asked.first((words, shown) for group, words, shown in texts if group not in groups))
    if topic is Topic.DOSAGE and card.doses_studied:
        found.append(Paragraph(TRIAL_DOSES))
        found.extend(Paragraph(f"- {_sentence(dose_text(dose))}") for dose in card.doses_studied)
    return tuple(found)


def elsewhere(card: Compound, topic: Topic, asked: Asked) -> Section | None:
    """The text of another section that speaks of a rare thing asked about (libido), when this section does not."""
    if topic not in SPECIFIC or not asked.things or says(card, topic, asked, least=0.0):
        return None
    wanted = SPECIFIC if topic is not Topic.OTHER else tuple(TITLES)
    others = [t for t in _texts(card) if t.topics[0] in wanted and t.topics[0] in TITLES]
    overview_first = sorted(others, key=lambda text: text.topics[0] is not Topic.OVERVIEW)
    best = max(overview_first, key=lambda text: asked.score(text.words), default=None)
    least = max(RARE, asked.score(card.summary) + 0.1) if topic is Topic.OTHER else RARE
    if best is None or asked.score(best.words) < least:
        return None
    return Section(f"{card.name}: {TITLES[best.topics[0]].lower()}", (best.shown,))


def says(card: Compound, topic: Topic | None, asked: Asked, least: float = RARE) -> bool:
    """Whether a section speaks of what was asked, by more than `least`."""
    return any(topic in t.topics and asked.score(t.words) > least for t in _texts(card))


def likeliest(card: Compound, topic: Topic | None, asked: Asked) -> Topic | None:
    """For a question without a telling phrase: the section that speaks most of its words; `topic` when none does more."""
    most = dict.fromkeys((topic, *SPECIFIC), 0.0)
    for text in _texts(card) if asked.things else ():
        for key in text.topics:
            if key in most:
                most[key] = max(most[key], asked.score(text.words))
    return max(most, key=lambda key: most[key])


class _Text(NamedTuple):
    """A reviewed text, the topics it answers and the words to look in."""

    topics: tuple[Topic, ...]
    words: str
    origin: Claim | Unknown

    @property
    def shown(self) -> Paragraph:
        return claim_paragraph(self.origin) if isinstance(self.origin, Claim) else _unknown(self.origin)


def _texts(card: Compound) -> list[_Text]:
    claims = [_Text(CLAIM_TOPICS[c.kind], claim_words(c), c) for c in card.claims]
    return [*claims, *(_Text((u.topic,), u.text, u) for u in card.unknowns)]


def group_paragraphs(card: Compound, groups: tuple[Group, ...]) -> tuple[Paragraph, ...]:
    """What a card says on the groups a question is about."""
    claims = [claim_paragraph(c) for c in card.claims if c.group in groups]
    return (*claims, *(_unknown(u) for u in card.unknowns if u.group in groups))


def claim_paragraph(claim: Claim) -> Paragraph:
    """A claim with its sources; contested and superseded ones are labelled, disputed sources named."""
    supports = tuple(e.source for e in claim.evidence if e.stance != "disputes")
    disputes = tuple(e.source for e in claim.evidence if e.stance == "disputes")
    text = with_mark(claim.text, supports)
    if disputes:
        text = with_mark(f"{text} Disputed by", disputes) + "."
    if claim.note and claim.status is not Standing.ACCEPTED:
        text = f"{text} {claim.note}"
    label = {Standing.CONTESTED: "Contested", Standing.SUPERSEDED: "No longer held"}.get(claim.status)
    return Paragraph(text, label)


def _unknown(unknown: Unknown) -> Paragraph:
    return Paragraph(unknown.text, UNKNOWN)


def half_life_text(name: str, value: HalfLife) -> str:
    """One sentence: how long, in whom, by which route."""
    whose = "" if value.species is Species.HUMAN else " (not people)"
    text = (
        f"Half-life of {name} in {value.population}{whose}, {value.route}: {span(value)}{_note(value.note)}"
    )
    return with_mark(text, value.sources)


def dose_text(dose: StudiedDose) -> str:
    """One line: how much, in whom, what for, how long."""
    parts = [f"{dose.population}: {amount(dose.amount)}, {dose.route}"]
    if dose.purpose:
        parts.append(f"studied for {dose.purpose}")
    if dose.duration:
        parts.append(f"for {span(dose.duration)}")
    return with_mark(f"{', '.join(parts)}{_note(dose.note)}", dose.sources)


_TIME = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
_PER = {"dose": "as one dose", "d": "a day", "wk": "a week"}
_AMOUNT = {"ug": "µg", "ug/kg": "µg/kg"}


def span(value: Duration) -> str:
    """`4 to 6.5 hours`, `1 day`."""
    unit = _TIME[value.unit]
    plural = "" if value.high is None and value.low == 1 else "s"
    return f"{_range(value.low, value.high)} {unit}{plural}"


def amount(value: Amount) -> str:
    """`300 to 450 mg a day`."""
    return f"{_range(value.low, value.high)} {_AMOUNT.get(value.unit, value.unit)} {_PER[value.per]}"


def _note(note: str | None) -> str:
    """The end of a line: a full stop, and a note as its own sentence or, when it is a fragment, in brackets."""
    if not note:
        return "."
    return f". {note}" if note[0].isupper() else f" ({note.rstrip('.')})."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _range(low: Decimal, high: Decimal | None) -> str:
    return f"{low:f}" if high is None or high == low else f"{low:f} to {high:f}"


def _people_first(values: tuple[HalfLife, ...]) -> list[HalfLife]:
    return sorted(values, key=lambda value: value.species is not Species.HUMAN)
