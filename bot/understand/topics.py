"""What a question is about, from phrases that moderators own (`vocabulary/topics.yaml`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Topic
from bot.understand.names import Links
from bot.understand.normalize import Normalized, normalize
from bot.understand.spelling import SpellingRepair
from bot.understand.topic_model import Encode, TopicModel

WEIGHTS = {"naming": 4.0, "strong": 3.0, "plain": 2.0, "weak": 1.0}
AGAIN = 0.3
"""What a further cue of the same topic adds."""
LONGER = 0.25
"""What each word of a cue after the first adds: `how long does it take` says more than `how long`."""
ALSO_ASKED = 0.8
"""A topic is asked as well when it reaches this share of the best one."""

SUBSTANCE = "it"
"""Stands for a named substance where a whole question is compared."""
LIKENESS = 3.5
LEAST_LIKE = 0.2
MEANT, LONGEST = 1, 40
"""Words beside the names a question needs, and has at most, to be compared."""

ANY = "\x00x"
GAP = "\x00gap"
WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class TopicScore:
    """`cues` are the phrases that matched, for showing why."""

    topic: Topic
    score: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicReading:
    """Ranked topics, best first. `certain` is false when nothing but a name was found."""

    ranked: tuple[TopicScore, ...]

    @property
    def best(self) -> Topic | None:
        return self.ranked[0].topic if self.ranked else None

    @property
    def clear(self) -> Topic | None:
        """The best topic when more than a hint points to it."""
        return self.ranked[0].topic if self.ranked and self.ranked[0].score >= WEIGHTS["plain"] else None

    @property
    def asked(self) -> tuple[Topic, ...]:
        """The best topic and those nearly as strong, at most three."""
        if not self.ranked:
            return ()
        least = self.ranked[0].score * ALSO_ASKED
        return tuple(s.topic for s in self.ranked if s.score >= least)[:3]


@dataclass(frozen=True, slots=True)
class _Cue:
    topic: Topic
    words: tuple[str, ...]
    weight: float
    shown: str


class TopicFinder:
    """Cues by first word, so that a text costs its own length and not the number of cues."""

    def __init__(self, knowledge: Knowledge, encode: Encode | None = None) -> None:
        self._by_first: dict[str, list[_Cue]] = {}
        generic = knowledge.word_lists.get("generic-classes")
        self._generic = frozenset(generic.words if generic else ())
        self._rank = {Topic(key): place for place, key in enumerate(knowledge.topic_cues)}
        for cues in knowledge.topic_cues.values():
            for level, weight in WEIGHTS.items():
                for phrase in getattr(cues, level):
                    self._add(cues.id, phrase, weight)
            for phrase in cues.never:
                self._add(cues.id, phrase, -10.0)
        examples = [
            (text.replace("X", SUBSTANCE), c.id) for c in knowledge.topic_cues.values() for text in c.examples
        ]
        self._model = TopicModel(examples, encode) if encode is not None and examples else None
        cue_words = {w for cues in self._by_first.values() for cue in cues for w in cue.words if w.isalpha()}
        self._spelling = SpellingRepair([(word,) for word in sorted(cue_words)])

    def find(self, normalized: Normalized, links: Links) -> TopicReading:
        """Topics ranked by their cues and by how the named substances are joined."""
        words = self._spelling.repair(masked(normalized, links, self._generic))
        found: dict[Topic, dict[str, float]] = {}
        for cue, weight in self._cues_in(words):
            cues = found.setdefault(cue.topic, {})
            cues[cue.shown] = max(weight, cues.get(cue.shown, weight))
        _join_substances(words, links, found)
        self._add_likeness(words, found)
        scores = [
            TopicScore(topic, _total(cues.values()), tuple(sorted(cues, key=cues.__getitem__, reverse=True)))
            for topic, cues in found.items()
        ]
        scores = [s for s in scores if s.score > 0]
        scores.sort(key=lambda s: (-s.score, self._rank.get(s.topic, 99)))
        return TopicReading(_aspect_first(scores))

    def _cues_in(self, words: Sequence[str]) -> list[tuple[_Cue, float]]:
        """The cues of a text with their weights; one that is only a part of a longer one is not meant.

        A part on the same topic gives the longer one its weight.
        """
        spans: list[tuple[int, int, _Cue]] = []
        for place, word in enumerate(words):
            for cue in self._by_first.get(word, ()):
                if (end := _end(cue.words, words, place)) is not None:
                    spans.append((place, end, cue))
        spans.sort(key=lambda span: (span[0], -span[1]))
        kept: list[tuple[int, int, _Cue, float]] = []
        for start, end, cue in spans:
            around = [
                i
                for i, k in enumerate(kept)
                if k[0] <= start and end <= k[1] and (k[0], k[1]) != (start, end)
            ]
            if not around:
                kept.append((start, end, cue, cue.weight))
            for i in around:
                if kept[i][2].topic is cue.topic and cue.weight > kept[i][3] > 0:
                    kept[i] = (*kept[i][:3], cue.weight)
        return [(cue, weight) for _, _, cue, weight in kept]

    def _add_likeness(self, words: Sequence[str], found: dict[Topic, dict[str, float]]) -> None:
        """What the question is like counts where no phrase names the topic; a bare name is like nothing."""
        if self._model is None or not MEANT <= sum(w != ANY for w in words) <= LONGEST:
            return
        if max((max(cues.values()) for cues in found.values()), default=0.0) >= WEIGHTS["naming"]:
            return
        likelihoods = self._model.likelihoods(" ".join(SUBSTANCE if w == ANY else w for w in words))
        best = max(likelihoods, key=likelihoods.__getitem__)
        for topic, likelihood in likelihoods.items():
            if likelihood >= LEAST_LIKE or (topic is best and not found):
                found.setdefault(topic, {})["likeness to other questions"] = LIKENESS * likelihood

    def _add(self, topic: Topic, phrase: str, weight: float) -> None:
        words: list[str] = []
        for part in phrase.split():
            words.extend([ANY] if part == "X" else [GAP] if part == "*" else normalize(part).words)
        if words:
            extra = LONGER * sum(w not in (ANY, GAP) for w in words[1:]) if weight > 0 else 0.0
            cue = _Cue(topic, tuple(words), weight + extra, phrase)
            self._by_first.setdefault(words[0], []).append(cue)


def masked(normalized: Normalized, links: Links, generic: frozenset[str] = frozenset()) -> list[str]:
    """The words of a text with every named substance as one place-holder; marks are left out.

    Classes in `generic` (supplements, vitamins) stay words: cues speak of them.
    """
    named = [(m.start, m.end) for m in links.mentions if m.kind != "class" or m.id not in generic]
    spans = sorted([*named, *((a.start, a.end) for a in links.ambiguous)])
    words: list[str] = []
    place, open_until = 0, -1
    for token in normalized.tokens:
        while place < len(spans) and spans[place][1] <= token.start:
            place += 1
        if place < len(spans) and spans[place][0] <= token.start:
            if open_until != spans[place][1]:
                words.append(ANY)
            open_until = spans[place][1]
        elif token.is_word or token.text in "+/":
            words.append(token.text)
    return words


def _end(cue: Sequence[str], words: Sequence[str], place: int) -> int | None:
    """Where the cue ends when it stands at `place`, else None."""
    for spot, part in enumerate(cue):
        if part == GAP:
            rest = cue[spot + 1 :]
            ends = (_end(rest, words, place + skip) for skip in range(WIDEST_GAP + 1))
            return next((e for e in ends if e is not None), None)
        if place >= len(words) or words[place] != part:
            return None
        place += 1
    return place


def _total(weights: Iterable[float]) -> float:
    ordered = sorted(weights, reverse=True)
    if ordered[-1] < 0:
        return 0.0
    return ordered[0] + AGAIN * min(sum(1 for w in ordered[1:] if w >= 2), 3)


GROUP_LEAD = 0.6
ASPECTS = frozenset(
    (Topic.DOSAGE, Topic.TOLERANCE_WITHDRAWAL, Topic.HALF_LIFE, Topic.TIMING, Topic.SIDE_EFFECTS,
     Topic.SAFETY_RISK, Topic.ONSET_DURATION, Topic.LEGALITY)
)  # fmt: skip


def _aspect_first(scores: list[TopicScore]) -> tuple[TopicScore, ...]:
    """A comparison in one clear respect is about that respect: `safer than`, `less tolerance than`.

    And a question that names a group of people is about them: `how much coffee while pregnant`.
    """
    group = next(
        (s for s in scores if s.topic is Topic.SPECIAL_POPULATION and s.score >= WEIGHTS["naming"]), None
    )
    if group is not None and scores[0].score - group.score < GROUP_LEAD:
        return (group, *(s for s in scores if s is not group))
    if scores and scores[0].topic is Topic.COMPARISON and scores[0].score < WEIGHTS["naming"]:
        respect = next((s for s in scores if s.topic in ASPECTS and s.score >= WEIGHTS["strong"]), None)
        if respect is not None:
            return (respect, *(s for s in scores if s is not respect))
    return tuple(scores)


CHOOSING = frozenset(
    ("or", "versus", "than", "similar", "like", "compare", "compared", "difference", "between", "over")
)
JOINING = frozenset(("and", "with", "+", "plus", "while", "/", "on", "to", "along", "together", "for"))


def _join_substances(words: Sequence[str], links: Links, found: dict[Topic, dict[str, float]]) -> None:
    """Two substances joined by `and`, `with`, `or` ask for a comparison, an interaction or a stack."""
    if words.count(ANY) < 2:
        return
    first = words.index(ANY)
    last = len(words) - 1 - words[::-1].index(ANY)
    between = words[first + 1 : last]
    topic = Topic.INTERACTION if any(m.kind != "compound" for m in links.mentions) else Topic.STACKING
    if CHOOSING & set(between) and "with" not in between:
        found.setdefault(Topic.COMPARISON, {})["two names and a choice"] = 3.0
    elif between == ["with"]:
        found.setdefault(topic, {})["one name with another"] = 4.2
    elif JOINING & set(between) or not between:
        found.setdefault(topic, {})["two names joined"] = 2.8
    else:
        found.setdefault(topic, {})["two names"] = 1.5
