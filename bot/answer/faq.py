"""A FAQ entry as an answer."""

from bot.answer.entries import faq_id
from bot.answer.evidence import weakest
from bot.answer.warnings import compound_warnings, group_warnings
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import Group, Risk


def faq_draft(faq: Faq, knowledge: Knowledge, groups: tuple[Group, ...], why: Why) -> Draft:
    """The answer text, with the warnings of its compounds and of the asker's groups above it."""
    cards = [knowledge.compounds[key] for key in faq.compounds if key in knowledge.compounds]
    warnings = (*compound_warnings(cards[:2], faq.topics[0]), *group_warnings(groups, knowledge))
    paragraphs = [Paragraph(faq.answer.short)]
    if faq.answer.body:
        paragraphs.append(Paragraph(faq.answer.body))
    if faq.answer.ask_a_professional:
        paragraphs.append(Paragraph(faq.answer.ask_a_professional))
    if faq.risk is Risk.HIGH and not warnings:
        warnings = (Paragraph(faq.answer.ask_a_professional or faq.answer.short),)
    claims = [knowledge.claims[key] for key in faq.relies_on if key in knowledge.claims]
    related = tuple(
        Choice(faq_id(key), knowledge.faqs[key].question) for key in faq.related if key in knowledge.faqs
    )
    return Draft(
        kind=Kind.ANSWER_WITH_WARNING if warnings else Kind.ANSWER,
        title=faq.question,
        sections=(Section(None, tuple(paragraphs)),),
        warnings=warnings,
        certainty=weakest(claim.certainty for claim in claims),
        related=related,
        entries=(faq_id(faq.id),),
        compounds=tuple(key for key in faq.compounds if key in knowledge.compounds),
        topic=why.topic if why.topic in faq.topics else faq.topics[0],
        risk=Risk.highest((faq.risk, *(card.risk for card in cards))),
        confidence=why.confidence or 0.0,
        why=why,
    )
