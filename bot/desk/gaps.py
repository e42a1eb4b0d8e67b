"""What members asked and did not get: counted by known terms, ranked, and turned into drafts."""

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.terms import GROUP, TOPIC, WORD, Terms, core, entry_terms
from bot.model.knowledge import Knowledge
from bot.model.outcome import Kind, Outcome
from bot.model.vocabulary import Topic
from bot.state.moderation import Gaps, Shapes
from bot.state.records import Gap, GapKind
from bot.understand.understanding import Understanding

AT_LEAST = 5
"""Askers below which nobody sees a gap: a rare question could point at a person."""
MISSED = {Kind.ABSTAIN: GapKind.ABSTAIN, Kind.SUGGEST: GapKind.SUGGEST}
ANSWERED = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
QUESTIONS = {
    Topic.DOSAGE: "What amounts of {names} have trials used?",
    Topic.HALF_LIFE: "How long does {names} stay in the body?",
    Topic.TIMING: "When during the day was {names} taken in trials?",
    Topic.ONSET_DURATION: "How long does {names} take to work, and how long does it last?",
    Topic.MECHANISM: "How does {names} work?",
    Topic.EFFECTS_BENEFITS: "What does {names} do?",
    Topic.EVIDENCE: "How good is the evidence for {names}?",
    Topic.SIDE_EFFECTS: "What side effects does {names} have?",
    Topic.SAFETY_RISK: "What are the risks of {names}?",
    Topic.INTERACTION: "What is known about {names} together?",
    Topic.STACKING: "What is known about {names} together?",
    Topic.COMPARISON: "How do {names} differ?",
    Topic.TOLERANCE_WITHDRAWAL: "Does {names} lead to tolerance or withdrawal?",
    Topic.LEGALITY: "Where is {names} legal?",
    Topic.STORAGE_PREPARATION: "How is {names} stored?",
    Topic.DRUG_TEST: "Does {names} show in a drug test?",
    Topic.SPECIAL_POPULATION: "Who should be careful with {names}?",
}
PLAIN = "What is known about {names}?"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Gaps about the same substances and topic. `head` has these alone; `gaps` are the rows, most askers first."""

    head: str
    gaps: tuple[Gap, ...]

    @property
    def askers(self) -> int:
        return max(gap.askers for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class GapDraft:
    """A new question made from a gap: its id, and what its fields hold (path → typed text)."""

    key: str
    values: Mapping[str, str]


class GapBook:
    """Counts what was missed and what was answered. `clock` gives aware times."""

    def __init__(self, gaps: Gaps, shapes: Shapes, clock: Callable[[], datetime]) -> None:
        self._gaps, self._shapes, self._clock = gaps, shapes, clock
        self._terms: tuple[str, Terms] | None = None

    async def noted(self, outcome: Outcome, u: Understanding, knowledge: Knowledge, asker: int) -> None:
        """Count one question. Urgent and refused ones, greetings, and those without a known term leave no trace."""
        kind, terms = outcome.kind, self._vocabulary(knowledge).of(u)
        if not terms or outcome.draft.courtesy:
            return
        if missed := MISSED.get(kind):
            await self._missed(terms, missed, asker)
        elif kind in ANSWERED and outcome.draft.entries:
            await self._shapes.note(terms, outcome.draft.entries[0], self._clock().date())

    async def not_helpful(self, entry: str, knowledge: Knowledge, asker: int) -> None:
        """Count a press on "not helpful" as a gap about what the answer was about."""
        if terms := entry_terms(entry, knowledge):
            await self._missed(terms, GapKind.NOT_HELPFUL, asker)

    async def forget(self, asker: int) -> None:
        """Delete today's hash of a person: of earlier days nothing is held."""
        await self._gaps.forget_asker(await self._hashed(asker))

    async def ranked(self, at_least: int = AT_LEAST, limit: int = 25) -> tuple[Cluster, ...]:
        """Open gaps with enough askers, gathered by substances and topic, most askers first."""
        rows = await self._gaps.ranked(at_least, limit * 4)
        return clustered(rows)[:limit]

    async def _missed(self, terms: str, kind: GapKind, asker: int) -> None:
        """Also under its core, so that different wordings of one question add up without counting anybody twice."""
        hashed, day = await self._hashed(asker), self._clock().date()
        for counted in dict.fromkeys((terms, core(terms))):
            await self._gaps.note(counted, kind, hashed, day)

    async def _hashed(self, asker: int) -> str:
        key = await self._gaps.key(self._clock().date())
        return hmac.digest(bytes.fromhex(key), str(asker).encode(), "sha256").hex()

    def _vocabulary(self, knowledge: Knowledge) -> Terms:
        if self._terms is None or self._terms[0] != knowledge.version:
            self._terms = knowledge.version, Terms(knowledge)
        return self._terms[1]


def clustered(gaps: Sequence[Gap]) -> tuple[Cluster, ...]:
    """Gaps by their core, in the order of their most asked row."""
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(core(gap.terms), []).append(gap)
    clusters = (Cluster(head, tuple(sorted(rows, key=lambda g: -g.askers))) for head, rows in found.items())
    return tuple(sorted(clusters, key=lambda c: -c.askers))


def draft_of_gap(terms: str, knowledge: Knowledge) -> GapDraft:
    """A question with the gap's substances, topic and groups filled in; the answer waits for its writer."""
    parts = terms.split()
    substances = [t for t in parts if not t.startswith((TOPIC, GROUP, WORD))]
    topic = next((Topic(t.removeprefix(TOPIC)) for t in parts if t.startswith(TOPIC)), Topic.OTHER)
    groups = [t.removeprefix(GROUP) for t in parts if t.startswith(GROUP)]
    words = [t.removeprefix(WORD) for t in parts if t.startswith(WORD)]
    values = {
        "question": _question(substances, topic, groups, words, knowledge),
        "compounds": "\n".join(s for s in substances if s in knowledge.compounds),
        "classes": "\n".join(s for s in substances if s in knowledge.classes),
        "topics": topic.value,
        "groups": "\n".join(groups),
    }
    key = _free("-".join((*substances, topic.value.replace("_", "-"), *groups, *words)), knowledge)
    return GapDraft(key, {name: text for name, text in values.items() if text})


def _question(
    substances: list[str], topic: Topic, groups: list[str], words: list[str], knowledge: Knowledge
) -> str:
    known = [
        knowledge.compounds.get(s) or knowledge.medicines.get(s) or knowledge.classes.get(s)
        for s in substances
    ]
    names = " and ".join(k.name for k in known if k) or " ".join(words) or "this"
    asked = QUESTIONS.get(topic, PLAIN).format(names=names)
    rest = [*(g.replace("-", " ").replace("_", " ") for g in groups), *(words if substances else ())]
    return f"{asked[:-1]} ({', '.join(rest)})?" if rest else asked


def _free(wanted: str, knowledge: Knowledge) -> str:
    """The id that no question has yet, made of lower-case words."""
    base = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50].strip("-") or "question"
    keys = (base, *(f"{base}-{number}" for number in range(2, len(knowledge.faqs) + 2)))
    return next(key for key in keys if key not in knowledge.faqs)
