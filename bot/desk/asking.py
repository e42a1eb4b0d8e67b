"""Questions asked before and after an edit: which to ask, what each finds, and whether promises are kept."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock

from bot.answer.entries import card_id, parse_entry
from bot.answer.pipeline import Answerer
from bot.answer.sections import topics_of
from bot.desk.entries import Named, entry_of
from bot.desk.results import Answered, Asked, Changed
from bot.library.checks.fn707_golden_row_broken import kept
from bot.library.reader import Library
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.golden import Golden
from bot.model.knowledge import Knowledge
from bot.model.outcome import Draft, Outcome
from bot.model.question import Question
from bot.model.safety import GroupWarning
from bot.model.substance import DrugClass, Medicine

MOST, FEW = 200, 50
"""Questions that are asked beside the sure ones; with the sentence encoder each takes about 10 ms."""
_WORD = re.compile(r"\w{2,}")


def found_by(draft: Draft) -> list[str]:
    """Ids of the FAQ entries that an answer holds or suggests, best first, then entry ids of its other parts."""
    ids = [*draft.entries, *(choice.entry for choice in draft.choices)]
    refs = [ref for entry in ids if (ref := parse_entry(entry))]
    return [ref.key for ref in refs if ref.kind == "faq"] + [str(ref) for ref in refs if ref.kind != "faq"]


class Answers:
    """What one answerer says, each question asked once."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self._said: dict[str, tuple[Answered, int, list[str]]] = {}

    def __call__(self, question: str, *, entry: bool = False) -> tuple[Answered, int, list[str]]:
        """(kind and entries, a hash of all its words, what it finds); with `entry`, of an entry opened by its id."""
        if question not in self._said:
            outcome = self.answerer.open(question) if entry else self.answerer.answer(Question(question))
            draft = outcome.draft
            answered = Answered(draft.kind.value, draft.title, draft.entries)
            self._said[question] = answered, hash(_words_of(outcome)), found_by(draft)
        return self._said[question]

    def keeps(self, row: Asked) -> bool:
        """Whether the promise of a golden row is kept."""
        return row.expects is None or kept(self(row.question)[2], row.expects)


def _words_of(outcome: Outcome) -> tuple[object, ...]:
    draft = outcome.draft
    return (
        draft.kind, draft.title, draft.entries, draft.warnings, draft.sections, draft.choices, draft.evidence_line,
        outcome.safety.before, outcome.safety.after, tuple(citation.source for citation in outcome.citations),
    )  # fmt: skip


def differences(before: Answers, after: Answers, questions: Iterable[Asked]) -> tuple[Changed, ...]:
    """The questions whose answer changes: those that get other entries first, then the often asked."""
    found = []
    for asked in questions:
        one, two = (side(asked.question, entry=asked.origin == "entry") for side in (before, after))
        if one[:2] != two[:2]:
            found.append(Changed(asked, one[0], two[0]))
    return tuple(sorted(found, key=lambda c: (c.same_entries, -c.asked.times)))


def parts(sides: tuple[Library, Library], one: Named) -> Iterator[Asked]:
    """The parts of an edited card or pair that members can open."""
    if one.kind == "interaction":
        yield Asked(f"interaction:{one.key}", "entry")
    cards = [card for side in sides if one.kind == "compound" and (card := side.of(Compound).get(one.key))]
    for topic in dict.fromkeys(topic for card in cards for topic in topics_of(card)):
        yield Asked(card_id(one.key, topic), "entry")


def golden(library: Library) -> Iterator[Asked]:
    """The golden rows as questions."""
    for row in library.of(Golden).values():
        yield Asked(row.question, "golden", row.entry)


def wordings(*libraries: Library) -> Iterator[tuple[str, str]]:
    """(id of a FAQ, a wording of it), in all libraries, each once."""
    faqs = (pair for library in libraries for pair in library.of(Faq).items())
    yield from dict.fromkeys((key, text) for key, faq in faqs for text in (faq.question, *faq.variants))


def chosen(
    sides: tuple[Library, Library], one: Named, touched: Sequence[str], recent: Sequence[Asked]
) -> tuple[list[Asked], int]:
    """(the questions an edit can change, how many are known): promises, its own, those on it, then the nearest.

    When no word changes by which the entry is found, few of the others are asked.
    """
    pairs = list(wordings(*sides))
    first = [*golden(sides[0]), *golden(sides[1]), *parts(sides, one), *_lately(recent, touched)]
    known = len({asked.question for asked in (*first, *recent)} | {text for _, text in pairs})
    own = [text for key, text in pairs if one.kind == "faq" and key == one.key]
    leaning = {entry.partition(":")[2] for entry in touched if entry.startswith("faq:")}
    questions = {key: faq.question for key, faq in sides[1].of(Faq).items()}
    lead = [question for key, question in questions.items() if key in leaning]
    before, after = (_reach(side, one) for side in sides)
    near = [*_nearest(pairs, before | after), *(() if touched else questions.values())]
    asked: dict[str, Asked] = {}
    for one_of in (
        *first,
        *map(Asked, own),
    ):  # A promise stays one when it is also a wording or was asked lately.
        asked.setdefault(one_of.question, one_of)
    room = len(asked) + (FEW if before == after else MOST)
    for text in (*lead, *near):
        if len(asked) < room:
            asked.setdefault(text, Asked(text))
    return list(asked.values()), known


def _lately(recent: Sequence[Asked], touched: Sequence[str]) -> list[Asked]:
    """The recent questions to ask: those that a touched entry answers, then the often asked."""
    ids = set(touched)
    ranked = sorted(recent, key=lambda a: ((a.expects or "").partition("#")[0] not in ids, -a.times))
    return ranked[:FEW]


def _reach(library: Library, one: Named) -> frozenset[str]:
    """The words by which an entry is found."""
    entry = entry_of(library, one)
    record = entry.record if entry else None
    if isinstance(record, Faq):
        cards = [card.name for key in record.compounds if (card := library.of(Compound).get(key))]
        return _words(record.question, *record.variants, *record.topics, *cards)
    if isinstance(record, Compound):
        return _words(record.name, *record.names.all)
    if isinstance(record, DrugClass | Medicine):
        return _words(record.name, *record.names)
    return _words(*record.cues) if isinstance(record, GroupWarning) else frozenset()


def _nearest(pairs: Sequence[tuple[str, str]], reach: frozenset[str]) -> list[str]:
    """Wordings that share words with `reach`, the most telling first."""
    counts = Counter(word for _, text in pairs for word in _words(text))
    scored = (
        (sum(math.log(len(pairs) / counts[w]) for w in _words(text) & reach), text) for _, text in pairs
    )
    return [text for score, text in sorted(scored, key=lambda s: (-s[0], s[1])) if score > 0]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


class Prebuilt:
    """Builds like `build` and keeps what a preview was made with: it serves after the edit, and is not built twice."""

    def __init__(self, build: Callable[[Knowledge], Answerer]) -> None:
        self._build, self._lock = build, Lock()
        self._kept: tuple[str, Answerer] | None = None

    def __call__(self, knowledge: Knowledge) -> Answerer:
        """The answerer to serve; what was kept is handed out once."""
        with self._lock:
            kept, self._kept = self._kept, None
        return kept[1] if kept and kept[0] == knowledge.version else self._build(knowledge)

    def ahead(self, knowledge: Knowledge) -> Answerer:
        """The answerer of knowledge that may serve soon."""
        with self._lock:
            kept = self._kept
        if kept and kept[0] == knowledge.version:
            return kept[1]
        built = self._build(knowledge)
        with self._lock:
            self._kept = knowledge.version, built
        return built
