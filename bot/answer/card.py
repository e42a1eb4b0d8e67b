"""A card, or one section of it, as an answer."""

from dataclasses import replace

from bot.answer.entries import GENERAL, card_id, joined_id
from bot.answer.evidence import weakest
from bot.answer.phrases import NO_SECTION, STUB, UNKNOWN
from bot.answer.sections import TITLES, elsewhere, group_paragraphs, half_life_text, section, topics_of
from bot.answer.telling import NOTHING, Asked
from bot.answer.warnings import compound_warnings, group_warnings
from bot.model.compound import Compound
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import CLAIM_TOPICS, Group, Risk, Topic


def card_draft(
    card: Compound,
    topic: Topic,
    knowledge: Knowledge,
    groups: tuple[Group, ...],
    why: Why,
    *,
    asked: Asked = NOTHING,
) -> Draft:
    """What the card holds on a topic; what it says on the asker's groups and words comes first, warnings above."""
    title = card.name if topic is Topic.OVERVIEW else f"{card.name}: {TITLES.get(topic, 'Overview').lower()}"
    sections = []
    if groups and topic is not Topic.SPECIAL_POPULATION and (about := group_paragraphs(card, groups)):
        sections.append(Section(f"{card.name}: {TITLES[Topic.SPECIAL_POPULATION].lower()}", about))
    subject = Topic.OTHER if topic is Topic.OVERVIEW else topic
    if aside := elsewhere(card, subject, asked):
        sections.append(aside)
    found = section(card, topic, groups, asked) or Section(
        None, (Paragraph(NO_SECTION.format(name=card.name)),)
    )
    if topic is Topic.OVERVIEW:
        summary, *rest = found.paragraphs
        sections += [Section(None, (summary,)), *key_facts(card)]
        found = Section("More", tuple(rest))
    if found.paragraphs:
        heading = None if found.title == title and not sections else found.title
        sections.append(Section(heading, found.paragraphs))
    warnings = (*compound_warnings([card], topic), *group_warnings(groups, knowledge))
    return Draft(
        kind=Kind.ANSWER_WITH_WARNING if warnings else Kind.ANSWER,
        title=title,
        sections=tuple(sections),
        warnings=warnings,
        certainty=weakest(c.certainty for c in card.claims if topic in CLAIM_TOPICS[c.kind]),
        related=tuple(Choice(card_id(card.id, t), TITLES[t]) for t in topics_of(card) if t is not topic),
        entries=(card_id(card.id, topic),),
        compounds=(card.id,),
        topic=why.topic or Topic.OTHER if topic is Topic.OVERVIEW else topic,
        risk=card.risk,
        confidence=why.confidence or 0.0,
        why=why,
    )


def key_facts(card: Compound) -> list[Section]:
    """The facts people look for first, below the summary."""
    facts = []
    if card.half_life:
        people = [v for v in card.half_life if v.species == "human"]
        facts.append(Paragraph(half_life_text(card.name, (people or list(card.half_life))[0])))
    if card.status == "stub":
        facts.append(Paragraph(STUB))
    for unknown in card.unknowns:
        if unknown.topic in (Topic.EVIDENCE, Topic.EFFECTS_BENEFITS):
            facts.append(Paragraph(unknown.text, UNKNOWN))
            break
    return [Section("Key facts", tuple(facts))] if facts else []


def has_topic(card: Compound, topic: Topic) -> bool:
    """Whether the card holds anything on a topic or on its nearest neighbour."""
    return section(card, topic) is not None


def says_only_unknown(draft: Draft, asked: Asked) -> bool:
    """Whether all that is answered is that nothing is known, and not even of the very thing that was asked."""
    texts = [p for section in draft.sections for p in section.paragraphs]
    return all(p.label == UNKNOWN and not asked.score(p.text) for p in texts)


def before(general: Draft, draft: Draft) -> Draft:
    """An answer that holds for any substance, with what the card says below it and the warnings of both above."""
    below = (replace(section, title=section.title or draft.title) for section in draft.sections)
    warnings = tuple(dict.fromkeys((*draft.warnings, *general.warnings)))
    return replace(
        general,
        kind=Kind.ANSWER_WITH_WARNING if warnings else Kind.ANSWER,
        sections=(*general.sections, *below),
        warnings=warnings,
        entries=(*general.entries, *draft.entries),
        address=joined_id(GENERAL, general.entries[0], draft.entries[0]),
        compounds=draft.compounds,
        risk=Risk.highest((general.risk, draft.risk)),
    )
