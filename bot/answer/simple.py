"""The outcomes without entries: abstaining, asking back, greeting, refusing."""

from collections.abc import Iterable

from bot.answer.phrases import ABSTAIN, ABSTAIN_NEXT, ABSTAIN_TITLE, NOT_SURE, NOT_SURE_TITLE
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.safety import Refusal
from bot.model.vocabulary import Topic


def abstain(why: Why, title: str = ABSTAIN_TITLE, texts: Iterable[str] = (ABSTAIN, ABSTAIN_NEXT)) -> Draft:
    """Nothing fits, and what to do next."""
    return Draft(
        kind=Kind.ABSTAIN,
        title=title,
        sections=(Section(None, tuple(Paragraph(text) for text in texts)),),
        topic=why.topic or Topic.OTHER,
        confidence=why.confidence or 0.0,
        why=why,
    )


def suggest(
    choices: Iterable[Choice],
    why: Why,
    title: str = NOT_SURE_TITLE,
    text: str = NOT_SURE,
    compounds: tuple[str, ...] = (),
) -> Draft:
    """Not sure enough: up to three titled choices."""
    return Draft(
        kind=Kind.SUGGEST,
        title=title,
        sections=(Section(None, (Paragraph(text),)),),
        choices=tuple(choices)[:3],
        compounds=compounds,
        topic=why.topic or Topic.OTHER,
        confidence=why.confidence or 0.0,
        why=why,
    )


def refusal_draft(refusal: Refusal, knowledge: Knowledge) -> Draft:
    """The one calm text, and what is offered instead."""
    return Draft(
        kind=Kind(refusal.kind),
        title=refusal.title,
        sections=(Section(None, (Paragraph(refusal.text), Paragraph(refusal.instead))),),
        related=tuple(
            Choice(f"faq:{key}", knowledge.faqs[key].question)
            for key in refusal.related
            if key in knowledge.faqs
        ),
        entries=(f"refusal:{refusal.id}",),
        topic=Topic.SOURCING if refusal.kind == "refuse_sourcing" else Topic.SAFETY_RISK,
        confidence=1.0,
    )


def refusal_by_id(key: str, safety: SafetyTexts, floor: SafetyTexts) -> Refusal | None:
    """The refusal of the knowledge, or the compiled-in one."""
    return next((r for texts in (safety, floor) for r in texts.refusals if r.id == key), None)
