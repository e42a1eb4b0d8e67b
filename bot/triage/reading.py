"""What a message says, in triage's own terms: which signals stand where, and in what kind of sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.triage.numerals import number_labels, value_of
from bot.triage.phrases import PhraseBook, Span, Speller
from bot.triage.signals import Signal, Signals
from bot.triage.views import Word, plain, words

_NEGATORS = frozenset(
    "not no never without dont doesnt didnt isnt wasnt arent havent hasnt nor neither aint wouldnt wont".split()
)
_NOT_NEGATING = frozenset(
    "joking kidding lying gonna sure even only just ok okay well good able dramatic right fine tell call know sleep"
    " overreacting exaggerating trolling trying going funny think feeling want".split()
)
_BREAKS = frozenset("but except until unless still because so and then".split())
_CONTEXT_REACH = 14
_WINDOW, _LONG_SENTENCE = 45, 60
_CACHE = 20_000


class Hit(NamedTuple):
    """A signal found at words `start`..`end`. `calm` names what kind of sentence it stands in: study, past, hypothetical."""

    signal: Signal
    strong: bool
    start: int
    end: int
    hushed: bool
    negated: bool
    calm: frozenset[str]

    @property
    def alive(self) -> bool:
        return not (self.hushed or self.negated)


@dataclass(frozen=True)
class Reading:
    """A message: its words, how each may be read, and the hits in the order of their start."""

    words: tuple[Word, ...]
    readings: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    hits: tuple[Hit, ...]

    def has(self, label: str, start: int = 0, end: int | None = None) -> bool:
        """Is there a word of this class (`<took>`) between two places?"""
        return any(label in labels for labels in self.labels[start:end])

    @cached_property
    def _starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    def within(self, start: int, end: int) -> tuple[Hit, ...]:
        """The hits that begin at or after word `start` and are over by `end`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(hit for hit in self.hits[first:last] if hit.end <= end)

    @cached_property
    def windows(self) -> tuple[tuple[int, int], ...]:
        """Stretches of about 45 words, cut at sentences: one line must not drown in a long post."""
        count = len(self.words)
        if count <= _LONG_SENTENCE:
            return ((0, count),) if count else ()
        pieces = _pieces(self.words)
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(pieces):
            last = at
            while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[at][0] <= _WINDOW:
                last += 1
            found.append((pieces[at][0], pieces[last][1]))
            if last + 1 == len(pieces):
                break
            at = max(at + 1, last)  # the last sentence of a window is the first of the next
        return tuple(found)


class _Forms(NamedTuple):
    readings: tuple[str, ...]
    labels: tuple[str, ...]
    is_number: bool


class Lexicon:
    """Compiled signals. `read` is pure: the same text gives the same reading."""

    def __init__(self, signals: Signals, families: Iterable[str]) -> None:
        """Only signals of `families` are looked for. Raises ValueError for a phrase with an unknown class."""
        wanted = frozenset(families)
        self._by_key: dict[str, tuple[Signal, bool]] = {}
        phrases: list[tuple[str, str]] = []
        for signal in signals.signals:
            if signal.family in wanted:
                for mark, texts in (("!", signal.phrases), ("?", signal.weak)):
                    self._by_key[f"{signal.id}{mark}"] = (signal, mark == "!")
                    phrases += [(f"{signal.id}{mark}", text) for text in texts]
        phrases += [("~", text) for texts in signals.harmless.values() for text in texts]
        self.book = PhraseBook(phrases, signals.classes)
        self.known = self.book.vocabulary | signals.spellings.keys()
        triggers = {
            word
            for key, text in phrases
            if key != "~"
            for element in text.split()
            for word in element.rstrip("?").replace("+", "|").split("|")
        }
        triggers |= {word for members in signals.classes.values() for word in members}
        self.speller = Speller(triggers, signals.spellings, signals.real_words, self.book.vocabulary)
        self._cache: dict[str, _Forms] = {}

    def read(self, text: str) -> Reading:
        found = words(plain(text), self.known)
        forms = [self._cache.get(word.text) or self._forms(word.text) for word in found]
        labels = [
            (*f.labels, *number_labels(found, at)) if f.is_number else f.labels for at, f in enumerate(forms)
        ]
        spans = self.book.find(labels, [w.sentence for w in found])
        return Reading(
            found, tuple(f.readings for f in forms), tuple(labels), tuple(self._hits(found, spans))
        )

    def _forms(self, text: str) -> _Forms:
        if len(self._cache) > _CACHE:
            self._cache.clear()
        readings = self.speller.readings(text)
        forms = _Forms(readings, self.book.labels(readings), value_of(text) is not None)
        self._cache[text] = forms
        return forms

    def _hits(self, found: Sequence[Word], spans: Sequence[Span]) -> list[Hit]:
        harmless = [False] * len(found)
        contexts: list[tuple[str, int]] = []
        for span in spans:
            if span.key == "~":
                harmless[span.start : span.end] = [True] * (span.end - span.start)
            elif self._by_key[span.key][0].strength == "hush":
                contexts.append((span.key[:-1], span.start))
        places = [at for _, at in contexts]
        hits = []
        for span in spans:
            if span.key == "~":
                continue
            signal, strong = self._by_key[span.key]
            near = contexts[
                bisect_left(places, span.start - _CONTEXT_REACH) : bisect_right(
                    places, span.start + _CONTEXT_REACH
                )
            ]
            calm = frozenset(name for name, at in near if _governs(found, name, at, span.start))
            hits.append(
                Hit(signal, strong, span.start, span.end, _covered(harmless[span.start : span.end]),
                    _negated(found, span.start), calm)
            )  # fmt: skip
        return hits


def _covered(harmless: Sequence[bool]) -> bool:
    """An idiom silences a hit when it takes up most of it, or half of it and its last word."""
    share = 2 * sum(harmless)
    return share > len(harmless) or (share == len(harmless) and harmless[-1])


def _governs(found: Sequence[Word], name: str, at: int, start: int) -> bool:
    """A question form covers what follows it in its clause; study and past colour the sentence around them."""
    if name == "hypothetical":
        return 0 <= start - at <= _CONTEXT_REACH and found[at].clause == found[start].clause
    return abs(at - start) <= _CONTEXT_REACH and found[at].sentence == found[start].sentence


def _negated(found: Sequence[Word], start: int) -> bool:
    for at in range(start - 1, max(-1, start - 4), -1):
        word = found[at]
        if word.clause != found[start].clause or word.text in _BREAKS:
            return False
        if word.text in _NEGATORS:
            return found[at + 1].text not in _NOT_NEGATING
    return False


def _pieces(found: Sequence[Word]) -> list[tuple[int, int]]:
    """Sentences; a run without full stops is cut at half a window, so that windows over it overlap."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(found) + 1):
        if at == len(found) or found[at].sentence != found[start].sentence or at - start >= _WINDOW // 2:
            pieces.append((start, at))
            start = at
    return pieces
