"""The last look at a draft for people at more risk: whatever was chosen, their line is shown, and asking back is not enough."""

from dataclasses import replace

from bot.answer.card import card_draft, has_topic
from bot.answer.phrases import ONLY_PEOPLE, ONLY_PEOPLE_TITLE
from bot.answer.warnings import group_warnings
from bot.model.knowledge import Knowledge
from bot.model.outcome import Draft, Kind, Paragraph, Section
from bot.model.vocabulary import Risk, Topic
from bot.understand.understanding import Understanding

_ANSWERING = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
_OPEN = frozenset({Kind.SUGGEST, Kind.ABSTAIN})


def for_people(draft: Draft, u: Understanding, knowledge: Knowledge) -> Draft:
    """The draft with the lines of the groups that the question names.

    When it only asks back or abstains: what the card says on such people, or, when no substance but a class of them is
    named, the lines alone. A question with an unknown or doubtful name stays unanswered.
    """
    lines = group_warnings(u.groups, knowledge)
    if not lines:
        return draft
    if draft.kind in _ANSWERING:
        missing = tuple(line for line in lines if line not in draft.warnings)
        kind = Kind.ANSWER_WITH_WARNING
        return replace(draft, kind=kind, warnings=(*draft.warnings, *missing)) if missing else draft
    if draft.kind not in _OPEN or u.links.unknown or u.links.ambiguous:
        return draft
    kinds = {m.kind for m in u.links.mentions}
    if draft.compounds and "other" not in kinds:
        card = knowledge.compounds[draft.compounds[0]]
        topic = Topic.SPECIAL_POPULATION if has_topic(card, Topic.SPECIAL_POPULATION) else Topic.OVERVIEW
        return card_draft(card, topic, knowledge, u.groups, draft.why)
    if kinds == {"class"}:
        return Draft(
            kind=Kind.ANSWER_WITH_WARNING,
            title=ONLY_PEOPLE_TITLE,
            sections=(Section(None, (Paragraph(ONLY_PEOPLE),)),),
            warnings=lines,
            choices=draft.choices,
            topic=Topic.SPECIAL_POPULATION,
            risk=Risk.CAUTION,
            confidence=draft.confidence,
            why=draft.why,
        )
    return draft
