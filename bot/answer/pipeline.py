"""The way a question takes: triage → refuse → understand → retrieve → compose → disclose. One screen, no I/O."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.answer.card import before, card_draft
from bot.answer.choose import Chooser
from bot.answer.compare import compare_draft
from bot.answer.directory import Directory
from bot.answer.disclose import citations, describe_evidence, disclose
from bot.answer.entries import GENERAL, TWO, joined_id, parse_entry, single_ids
from bot.answer.faq import faq_draft
from bot.answer.listing import listing
from bot.answer.pair import pair_draft
from bot.answer.phrases import (
    BROKEN,
    BROKEN_TITLE,
    EMPTY,
    EMPTY_TITLE,
    GREETING_TITLE,
    THANKS,
    THANKS_TITLE,
    TWO_QUESTIONS,
)
from bot.answer.simple import abstain, refusal_by_id, refusal_draft
from bot.answer.urgent import urgent_draft
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.outcome import Draft, Kind, Outcome, Paragraph, Section, Why
from bot.model.question import Question
from bot.model.safety import EmergencyCard
from bot.model.vocabulary import Risk, Topic
from bot.triage.alarm import Alarm, Variant
from bot.triage.cards import emergency_card
from bot.understand.normalize import normalize
from bot.understand.understanding import Understanding

ANSWERS = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
_NOISE = re.compile(r"[\W_]+")
_HIDDEN = frozenset({"Cf", "Cc", "Mn", "Me", "Co", "Cs"})


@dataclass(frozen=True)
class Answerer:
    """The whole core over one knowledge snapshot. `answer` never fails and never keeps or returns the text."""

    knowledge: Knowledge
    floor: SafetyTexts
    assess: Callable[[str], Alarm | None]
    refuse: Callable[[str], str | None]
    chooser: Chooser
    directory: Directory

    def answer(self, question: Question) -> Outcome:
        """Exactly one outcome for a question."""
        if alarm := self.assess(question.text):
            return self._finish(self._urgent(alarm, question.context.region))
        if (key := self.refuse(question.text)) and (
            refusal := refusal_by_id(key, self.knowledge.safety, self.floor)
        ):
            return self._finish(refusal_draft(refusal, self.knowledge))
        if self.knowledge.is_empty:
            return self._finish(abstain(Why(), BROKEN_TITLE, (BROKEN,)))
        text = _visible(question.text)
        if not _NOISE.sub("", text):
            return self._finish(abstain(Why(), EMPTY_TITLE, (EMPTY,)))
        return self._finish(self._compose(replace(question, text=text)))

    def open(self, entry: str) -> Outcome:
        """The outcome of an entry id, for controls and commands; abstains when it no longer exists."""
        found = [draft for single in single_ids(entry) if (draft := self._open(single))]
        if len(found) > 1:
            return self._finish((before if entry.startswith(GENERAL) else _two)(*found))
        return self._finish(found[0] if found else abstain(Why()))

    def urgent(self, card: str | None, region: str | None) -> Outcome:
        """An emergency card opened by its id (`crisis+poison` with the medical part), or the general one.

        `region` orders its numbers.
        """
        key, _, extra = (card or "").partition("+")
        cards = {c.id: c for c in self.floor.cards}
        alarm = Alarm("emergency")
        if chosen := cards.get(key):
            shown = (chosen, cards[extra]) if extra in cards else (chosen,)
            alarm = Alarm(chosen.kind, frozenset(v for c in shown for v in _variants(c)), both=bool(extra))
        return self._finish(self._urgent(alarm, region))

    def asks(self, text: str) -> bool:
        """Whether a text asks something: a question mark, or an opening that asks."""
        return self.chooser.understander.questions.is_question(normalize(text))

    def read(self, text: str) -> Understanding:
        """What a text speaks of, for counting in known terms what was asked."""
        return self.chooser.understander.read(text)

    def _compose(self, question: Question) -> Draft:
        reader, earlier = self.chooser.understander, question.context.earlier
        whole = reader.read(question.text, earlier)
        if whole.smalltalk == "greeting":
            return replace(abstain(Why(), GREETING_TITLE, (EMPTY,)), courtesy=True)
        if whole.smalltalk == "thanks":
            return replace(abstain(Why(), THANKS_TITLE, (THANKS,)), courtesy=True)
        parts = reader.questions.split(question.text, whole.normalized)
        if len(parts) > 1:
            asked = (
                reader.read(part, before) for part, before in zip(parts, (earlier, *parts[:-1]), strict=True)
            )
            asked = (replace(u, groups=whole.groups) for u in asked)
            drafts = [d for u in asked if (d := self.chooser.choose(u)).kind in ANSWERS]
            distinct = list({d.entries: d for d in drafts}.values())
            if len(distinct) > 1:
                return _two(*distinct[:2])
        return self.chooser.choose(whole)

    def _urgent(self, alarm: Alarm, region: str | None) -> Draft:
        chosen = emergency_card(alarm, region, self.floor)
        return urgent_draft(chosen.card, chosen.contacts, chosen.extra, region)

    def _open(self, entry: str) -> Draft | None:
        ref = parse_entry(entry)
        if ref is None:
            return None
        knowledge, why = self.knowledge, Why(confidence=1.0, steps=("opened by its name",))
        topic = ref.topic or Topic.OVERVIEW
        if ref.kind == "faq" and ref.key in knowledge.faqs:
            return faq_draft(knowledge.faqs[ref.key], knowledge, (), why)
        if ref.kind == "card" and ref.key in knowledge.compounds:
            return card_draft(knowledge.compounds[ref.key], topic, knowledge, (), why)
        if ref.kind == "interaction" and ref.key in knowledge.interactions:
            between = knowledge.interactions[ref.key].between
            return pair_draft(self.chooser.table, between, Topic.INTERACTION, (), why)
        if ref.kind == "pair":
            parties = tuple(p.replace(".", ":", 1) for p in ref.key.split("+"))
            with suppress(ValueError):  # an id may be forged, and name too few or too many
                return pair_draft(self.chooser.table, parties, Topic.INTERACTION, (), why)
            return None
        if ref.kind == "compare":
            cards = tuple(knowledge.compounds[k] for k in ref.key.split("+") if k in knowledge.compounds)
            return compare_draft(cards, Topic.COMPARISON, knowledge, why) if len(cards) > 1 else None
        return listing(ref, knowledge)

    def _finish(self, draft: Draft) -> Outcome:
        cited = citations(draft, self.knowledge)
        if draft.evidence_line is None and draft.kind in ANSWERS:
            draft = replace(draft, evidence_line=describe_evidence(draft, cited))
        return disclose(draft, self.knowledge, self.floor, cited)


def _visible(text: str) -> str:
    """The text as it looks: fancy letters plain, and nothing that cannot be seen, so that neither changes an answer."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c.isspace() or unicodedata.category(c) not in _HIDDEN)


def _variants(card: EmergencyCard) -> tuple[Variant, ...]:
    return () if card.variant == "default" else (card.variant,)


def _two(first: Draft, second: Draft) -> Draft:
    """Two answers in one reply, each under its own title."""
    kind = Kind.ANSWER_WITH_WARNING if Kind.ANSWER_WITH_WARNING in (first.kind, second.kind) else Kind.ANSWER
    sections = [Section(None, (Paragraph(TWO_QUESTIONS),))]
    for draft in (first, second):
        head, *rest = draft.sections
        sections += [Section(draft.title, head.paragraphs), *rest]
    return replace(
        first,
        kind=kind,
        title=f"{first.title} / {second.title}"[:200],
        sections=tuple(sections),
        warnings=tuple(dict.fromkeys((*first.warnings, *second.warnings))),
        entries=(*first.entries, *second.entries),
        address=joined_id(TWO, _single(first), _single(second)),
        compounds=tuple(dict.fromkeys((*first.compounds, *second.compounds))),
        risk=Risk.highest((first.risk, second.risk)),
        related=(),
    )


def _single(draft: Draft) -> str:
    """The id that opens a draft again beside another one: of one that is itself joined, its first entry."""
    return single_ids(draft.address or draft.entries[0])[0]
