"""From an understood question to the draft that answers it best, or to a question back, or to abstaining."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.answer.card import before, card_draft, has_topic, says_only_unknown
from bot.answer.compare import compare_draft
from bot.answer.entries import card_id, faq_id
from bot.answer.faq import faq_draft
from bot.answer.fitting import FaqFinder
from bot.answer.interactions import InteractionTable
from bot.answer.pair import pair_draft
from bot.answer.people import for_people
from bot.answer.phrases import (
    NO_CARD_TO_COMPARE,
    ONLY_MEDICINES,
    ONLY_MEDICINES_TITLE,
    UNKNOWN_SUBSTANCE,
    UNKNOWN_SUBSTANCE_TITLE,
    WHICH_COMPOUND,
    WHICH_NAME,
    WHICH_TITLE,
)  # fmt: skip
from bot.answer.sections import TITLES, likeliest, paragraphs, says, topics_of
from bot.answer.simple import abstain, suggest
from bot.answer.telling import Asked, Telling
from bot.answer.together import asked_about, gravest, is_grave, party, say_left_out, with_claims
from bot.answer.warnings import group_warnings
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import Risk, Topic
from bot.retrieve.index import Index
from bot.understand.names import Ambiguity, Mention
from bot.understand.understanding import Understander, Understanding

TOGETHER = frozenset({Topic.INTERACTION, Topic.STACKING})
PAIRWISE = TOGETHER | {
    Topic.SAFETY_RISK,
    Topic.SIDE_EFFECTS,
    Topic.SPECIAL_POPULATION,
    Topic.GENERAL_BEGINNER,
}
"""Topics on which two substances are looked at together rather than side by side."""
OFF_TOPIC = 0.9
"""How sure a FAQ hit must be when the question's own topic is another."""
LIKELY = 0.6
"""Below this, wordings that share no telling word with the question are like it in sound only."""
JOINED = 2.5
"""Score from which a topic that takes two substances together is asked for."""
GENERAL = 0.15
"""How sure a hit must be when no substance is named, topic and telling words agree."""
BARE_WORDS = 4
"""A message of so few words around a name asks what the thing is."""


@dataclass(frozen=True)
class Chooser:
    """Holds one snapshot: the entries, what they are found by, and which words of a question tell."""

    knowledge: Knowledge
    understander: Understander
    index: Index
    table: InteractionTable
    generic: frozenset[str] = field(init=False)
    finder: FaqFinder = field(init=False)
    telling: Telling = field(init=False)

    def __post_init__(self) -> None:
        words = self.knowledge.word_lists.get("generic-classes")
        generic = frozenset(words.words if words else ())
        faqs = tuple(self.knowledge.faqs.values())
        finder = FaqFinder(faqs, generic, self.understander, self.index, self.table)
        object.__setattr__(self, "generic", generic)
        object.__setattr__(self, "finder", finder)
        object.__setattr__(self, "telling", Telling(self.knowledge))

    def choose(self, u: Understanding) -> Draft:
        """The draft for one question, with the lines of the people it is about."""
        return for_people(self._choose(u), u, self.knowledge)

    def _choose(self, u: Understanding) -> Draft:
        mentions = self._meant(u)
        cards = [self.knowledge.compounds[m.id] for m in mentions if m.kind == "compound"]
        if open_names := [a for a in u.links.ambiguous if not {m.id for m in mentions} & set(a.ids)]:
            return self._which_name(u, open_names)
        if u.links.unknown or any(m.kind == "other" for m in mentions):
            return self._unknown_substance(u, [c.id for c in cards])
        mentions = self._without_background(u, mentions)
        cards = [self.knowledge.compounds[m.id] for m in mentions if m.kind == "compound"]
        hits = self.finder.about(u, mentions)
        if len(mentions) >= 2 and (draft := self._several(u, mentions, cards, hits)):
            return draft
        if cards:
            return self._one(u, cards[0].id, hits)
        if any(m.kind == "medicine" for m in mentions):
            return self._medicine(u, hits)
        return self._general(u, hits)

    def _meant(self, u: Understanding) -> list[Mention]:
        """The distinct substances and classes a question is about.

        Beside a substance, a class is left out when it is a word such as "supplements", the substance's own class, or
        an adjective ("the stimulant effect of …").
        """
        distinct = list({(m.kind, m.id): m for m in u.links.mentions}.values())
        named = [m for m in distinct if m.kind != "class"]
        classes = [m for m in distinct if m.kind == "class"]
        together = u.topic in TOGETHER
        if not named:
            telling = [m for m in classes if m.id not in self.generic]
            return telling if together or len(telling) < 2 else telling[:1]
        own = {c for m in named if (card := self.knowledge.compounds.get(m.id)) for c in card.classes}
        ignored = own if together and not own else self.generic | own
        joined = together or u.topic in (None, Topic.COMPARISON)
        return named + [m for m in classes if joined and m.id not in ignored]

    def _why(
        self, u: Understanding, confidence: float, hits: Sequence[tuple[Faq, float]], *steps: str
    ) -> Why:
        names = [self._name(m.kind, m.id) for m in u.links.mentions]
        return Why(
            matched=tuple(dict.fromkeys(names)),
            topic=u.topic,
            confidence=round(confidence, 3),
            score=round(hits[0][1], 3) if hits else None,
            runner_up=hits[1][0].question if len(hits) > 1 else None,
            steps=steps,
        )

    def _name(self, kind: str, key: str) -> str:
        return self.table.name(f"{kind}:{key}")

    def _which_name(self, u: Understanding, names: list[Ambiguity]) -> Draft:
        """Ask. A name close to one that was spelt out in the same message is taken as that one before."""
        ids = _unique(i for a in names for i in a.ids)
        topic = u.topic if u.topic in TITLES else Topic.OVERVIEW
        choices = [
            Choice(card_id(i, topic), self.knowledge.compounds[i].name)
            for i in ids
            if i in self.knowledge.compounds
        ]
        why = self._why(u, 0.5, (), "a name is close to more than one entry")
        return suggest(choices, why, WHICH_TITLE, WHICH_NAME) if choices else abstain(why)

    def _unknown_substance(self, u: Understanding, known: list[str]) -> Draft:
        why = self._why(u, 0.0, (), "a substance is named that no entry covers")
        if not known:
            return abstain(why, UNKNOWN_SUBSTANCE_TITLE, (UNKNOWN_SUBSTANCE,))
        choices = [Choice(card_id(i, Topic.OVERVIEW), self.knowledge.compounds[i].name) for i in known]
        return suggest(choices, why, UNKNOWN_SUBSTANCE_TITLE, UNKNOWN_SUBSTANCE)

    def _without_background(self, u: Understanding, mentions: list[Mention]) -> list[Mention]:
        """Without substances of the sentences that ask nothing, when one section is asked for and no pair is grave."""
        if len(mentions) < 2 or u.topic not in TITLES or u.topic in PAIRWISE | {Topic.COMPARISON}:
            return mentions
        asked = asked_about(u.text, mentions)
        dropped = [m for m in mentions if m not in asked]
        if any(m.kind != "compound" for m in dropped) or is_grave(self.table, mentions):
            return mentions
        return asked

    def _several(
        self, u: Understanding, mentions: list[Mention], cards: list[Compound], hits: list[tuple[Faq, float]]
    ) -> Draft | None:
        """Two or more at once: a FAQ on just these, a comparison, or the pair. None when one card should answer."""
        comparing = u.topic is Topic.COMPARISON
        side_by_side = comparing or any(s.topic is Topic.COMPARISON for s in u.reading.ranked)
        if hits and hits[0][1] >= self._least(u, hits[0][0]):
            why = self._why(u, hits[0][1], hits, "question entry")
            return faq_draft(hits[0][0], self.knowledge, u.groups, why)
        why = self._why(u, 0.9, hits, "several substances")
        of_each = u.topic in TITLES and u.topic not in PAIRWISE
        of_each = of_each and not (u.topic is Topic.TIMING and _together(u))
        grave = not side_by_side and is_grave(self.table, mentions)
        if len(cards) >= 2 and (comparing or of_each) and not grave:
            asked = (t for t in u.topics if t is not Topic.COMPARISON)
            topic = next(asked, Topic.COMPARISON)
            return compare_draft(tuple(cards[:3]), topic, self.knowledge, why, self.telling.words(u))
        if comparing and (cards or not self._supplements(mentions)):
            return self._cannot_compare(u, mentions, cards)
        beside = side_by_side or self._supplements(mentions)
        if len(cards) == 1 and of_each and beside and not _together(u) and not grave:
            return None
        parties = gravest(self.table, mentions)
        if not cards and self._only_medicines(mentions) and not self.table.stack(parties).recorded:
            return None
        draft = pair_draft(self.table, parties, u.topic or Topic.INTERACTION, u.groups, why)
        draft = with_claims(
            draft, cards, [self.table.name(party(m)) for m in mentions if m.kind == "medicine"]
        )
        return say_left_out(draft, self.table, [m for m in mentions if party(m) not in parties])

    def _cannot_compare(
        self, u: Understanding, mentions: list[Mention], cards: list[Compound]
    ) -> Draft | None:
        """One card and something without one, which the card does not compare itself with: say so."""
        others = [m for m in mentions if m.kind == "medicine"]
        if not cards or not others:
            return None
        names = [self.table.name(party(m)) for m in others]
        said = " ".join(p.text for p in paragraphs(cards[0], Topic.COMPARISON)).lower()
        if any(word.lower() in said for word in (*names, *(m.surface for m in others))):
            return None
        why = self._why(u, 0.4, (), "something without a card is to be compared")
        choices = [Choice(card_id(c.id, Topic.OVERVIEW), c.name) for c in cards]
        text = NO_CARD_TO_COMPARE.format(names=" and ".join(dict.fromkeys(names)))
        return suggest(choices, why, ONLY_MEDICINES_TITLE, text, tuple(c.id for c in cards))

    def _least(self, u: Understanding, faq: Faq) -> float:
        """How sure a hit must be to answer; surer when it is about another topic."""
        near = TOGETHER | {Topic.SAFETY_RISK} if u.topic in TOGETHER else {u.topic}
        agrees = u.topic is None or not near.isdisjoint(faq.topics)
        return self.index.calibration.answer_at if agrees else OFF_TOPIC

    def _answers(self, card: Compound, u: Understanding, asked: Asked, faq: Faq, confidence: float) -> bool:
        """Whether a FAQ answers on one substance better than its card: sure enough, or naming it and on the thing."""
        if confidence < LIKELY and not self.telling.shared(asked, faq.id):
            return False
        on_it = u.topic in faq.topics and self.finder.subjects[faq.id]
        if not self.finder.subjects[faq.id] and says(card, u.topic, asked):
            return confidence >= OFF_TOPIC
        return confidence >= (self.index.calibration.suggest_at if on_it else self._least(u, faq))

    def _one(self, u: Understanding, key: str, hits: list[tuple[Faq, float]]) -> Draft:
        card, topic, asked = self.knowledge.compounds[key], u.topic, self.telling.words(u)
        if hit := next((hit for hit in hits[:1] if self._answers(card, u, asked, *hit)), None):
            return faq_draft(hit[0], self.knowledge, u.groups, self._why(u, hit[1], hits, "question entry"))
        if u.reading.clear is None and u.inherited.topic is None:
            topic = likeliest(card, topic, asked)
        words = len(u.normalized.words)
        if topic in TITLES and has_topic(card, topic):
            why = self._why(u, 0.8, hits, "section of a card")
            draft = card_draft(card, topic, self.knowledge, u.groups, why, asked=asked)
            return self._with_general(u, asked, draft) if says_only_unknown(draft, asked) else draft
        if topic in TITLES and topic is not Topic.OVERVIEW:
            choices = [
                Choice(card_id(key, t), f"{card.name}: {TITLES[t].lower()}") for t in topics_of(card)[:3]
            ]
            return suggest(choices, self._why(u, 0.4, hits, "the card has nothing on this"), compounds=(key,))
        if u.groups and not topic:
            why = self._why(u, 0.7, hits, "a group of people")
            return card_draft(card, Topic.SPECIAL_POPULATION, self.knowledge, u.groups, why, asked=asked)
        sure = 0.6 if words <= BARE_WORDS or u.is_question or topic is not None or u.inherited else 0.45
        why = self._why(u, sure, hits, "the card")
        return card_draft(card, Topic.OVERVIEW, self.knowledge, u.groups, why, asked=asked)

    def _with_general(self, u: Understanding, asked: Asked, draft: Draft) -> Draft:
        """A section that only says "not known", after a FAQ that answers for any substance, if there is one."""
        for faq, confidence in self.finder.for_any_substance(u, draft.topic)[:2]:
            if confidence >= GENERAL and self.telling.shared(asked, faq.id):
                return before(faq_draft(faq, self.knowledge, (), draft.why), draft)
        return draft

    def _medicine(self, u: Understanding, hits: list[tuple[Faq, float]]) -> Draft:
        """A medicine or supplement without a card: only warnings for groups, or a FAQ that covers it."""
        if hits and hits[0][1] >= self.index.calibration.answer_at:
            return faq_draft(
                hits[0][0], self.knowledge, u.groups, self._why(u, hits[0][1], hits, "question entry")
            )
        why = self._why(u, 0.0, hits, "a medicine without a card")
        kinds = {m.kind for i in u.links.substances if (m := self.knowledge.medicines.get(i))}
        if (
            u.groups
            and kinds <= {"supplement", "food"}
            and (lines := group_warnings(u.groups, self.knowledge))
        ):
            return Draft(
                kind=Kind.ANSWER_WITH_WARNING,
                title=ONLY_MEDICINES_TITLE,
                sections=(Section(None, (Paragraph(ONLY_MEDICINES),)),),
                warnings=lines,
                topic=Topic.SPECIAL_POPULATION,
                risk=Risk.CAUTION,
                why=why,
            )
        return abstain(why, ONLY_MEDICINES_TITLE, (ONLY_MEDICINES,))

    def _only_medicines(self, mentions: list[Mention]) -> bool:
        """Whether all names are medicines: without a record on them, that is a question for a pharmacist alone."""
        return all(m.kind == "medicine" for m in mentions) and not self._supplements(mentions)

    def _supplements(self, mentions: Iterable[Mention]) -> bool:
        """Whether any of the names is a supplement or food without a card."""
        known = (self.knowledge.medicines.get(m.id) for m in mentions if m.kind == "medicine")
        return any(m is not None and m.kind in ("supplement", "food") for m in known)

    def _general(self, u: Understanding, hits: list[tuple[Faq, float]]) -> Draft:
        which = u.unnamed and u.topic in TITLES
        if hits and self._answers_in_general(u, *hits[0]) and (not which or u.topic in hits[0][0].topics):
            return faq_draft(
                hits[0][0], self.knowledge, u.groups, self._why(u, hits[0][1], hits, "question entry")
            )
        if which:
            return suggest((), self._why(u, 0.3, hits, "no substance named"), WHICH_TITLE, WHICH_COMPOUND)
        close = [Choice(faq_id(f.id), f.question) for f, c in hits if c >= self.index.calibration.suggest_at]
        if close:
            return suggest(close, self._why(u, hits[0][1], hits, "not sure enough"))
        return abstain(self._why(u, hits[0][1] if hits else 0.0, hits, "nothing fits"))

    def _answers_in_general(self, u: Understanding, faq: Faq, confidence: float) -> bool:
        if confidence >= self.index.calibration.answer_at:
            return True
        agrees = u.topic in faq.topics and self.telling.shared(self.telling.words(u), faq.id)
        return agrees and confidence >= GENERAL


def _together(u: Understanding) -> bool:
    """Whether a phrase asks for two substances at once, and not only two names stand there."""
    return any(s.topic in TOGETHER and s.score >= JOINED for s in u.reading.ranked)


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
