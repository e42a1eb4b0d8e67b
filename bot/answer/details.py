"""What stands behind an answer, on request: why this answer was chosen, and its sources one by one."""

from bot.answer.sections import TITLES
from bot.model.citation import with_mark
from bot.model.outcome import Draft, Kind, Outcome, Paragraph, Section
from bot.model.source import Source

WHY_TITLE = "Why this answer"
WHY_INTRO = "Answers are picked by matching words and names, never written by a machine."
LABELS = (
    "Recognised", "Topic", "How it was found", "How sure", "Came second", "Entries", "Review due", "Knowledge version",
)  # fmt: skip
SOURCES_TITLE = "Sources of this answer"


def why_draft(outcome: Outcome) -> Draft:
    """The names that were recognised, the topic, how sure the match was, what came second, how fresh it is."""
    why = outcome.draft.why
    topic = TITLES.get(why.topic, why.topic.value.replace("_", " ")) if why.topic else None
    texts = (
        ", ".join(why.matched),
        topic,
        "; ".join(why.steps),
        f"{why.confidence:.2f} of 1" if why.confidence is not None else None,
        why.runner_up,
        ", ".join(outcome.draft.entries),
        why.review_due,
        outcome.knowledge_version,
    )
    shown = tuple(Paragraph(text, label) for label, text in zip(LABELS, texts, strict=True) if text)
    return Draft(
        kind=Kind.ANSWER,
        title=WHY_TITLE,
        sections=(Section(None, (Paragraph(WHY_INTRO), *shown)),),
        confidence=1.0,
    )


def sources_draft(outcome: Outcome) -> Draft:
    """Each source with what it found, in whom, who paid, and when title and identifier were checked."""
    found = tuple(
        Paragraph(with_mark(f"{c.source.finding} ({_facts(c.source)})", (c.source.id,)), c.source.title)
        for c in outcome.citations
    )
    return Draft(
        kind=Kind.ANSWER,
        title=SOURCES_TITLE,
        sections=(Section(None, found),),
        entries=outcome.draft.entries,
        compounds=outcome.draft.compounds,
        topic=outcome.draft.topic,
        confidence=1.0,
    )


def _facts(source: Source) -> str:
    study = source.study
    parts = [
        f"{study.participants} people" if study.participants else "",
        study.population or "",
        f"{study.funding} funding" if study.funding else "",
        f"checked {source.verified.date}",
    ]
    return "; ".join(part for part in parts if part)
