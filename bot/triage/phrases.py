"""Finding phrases in words: a small automaton without backtracking, so that no message can be slow.

Phrases: words; `a|b+c` either `a` or `b c`; `word?` may be missing; `<class>` a word of a class; `_3` up to 3 words between.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.triage.numerals import number_classes
from bot.triage.views import readings

_CACHE_LIMIT = 250_000


class Span(NamedTuple):
    """Words `start` (inclusive) to `end` (exclusive) match a phrase of `key`."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    edges: dict[str, list[int]]
    any: list[int]
    keys: tuple[str, ...] = ()


class PhraseBook:
    """Compiled phrases. `find` is linear in the number of words times the longest phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str]], classes: Mapping[str, frozenset[str]]) -> None:
        """`phrases` are (key, phrase) pairs. Raises ValueError for a class that does not exist."""
        self._nodes: list[_Node] = [_Node({}, [])]
        self._shared: dict[tuple[int, str], int] = {}
        self._class_of: dict[str, tuple[str, ...]] = {}
        for name, members in classes.items():
            for member in members:
                self._class_of[member] = (*self._class_of.get(member, ()), f"<{name}>")
        self.literals: set[str] = set()
        known = {f"<{name}>" for name in classes} | number_classes()
        for key, phrase in phrases:
            self._add(key, phrase.split(), known)
        self.vocabulary = frozenset(self.literals | set(self._class_of))
        self._states: list[frozenset[int]] = [frozenset((0,)), frozenset()]
        self._state_ids: dict[frozenset[int], int] = {self._states[0]: 0, self._states[1]: 1}
        self._output: list[tuple[str, ...]] = [(), ()]
        self._moves: dict[tuple[int, tuple[str, ...]], int] = {}

    def _add(self, key: str, elements: Sequence[str], known: set[str]) -> None:
        frontier = [0]
        for element in elements:
            if element.startswith("_") and element[1:].isdigit():
                frontier = self._gap(frontier, int(element[1:]))
                continue
            optional = element.endswith("?")
            labels = element.rstrip("?").split("|")
            self._check(labels, known)
            child = self._child(frontier, element.rstrip("?"), labels)
            frontier = [*frontier, child] if optional else [child]
        for node in frontier:
            self._nodes[node].keys = tuple(dict.fromkeys((*self._nodes[node].keys, key)))

    def _check(self, labels: Iterable[str], known: set[str]) -> None:
        for label in (part for chain in labels for part in chain.split("+")):
            if not label.startswith("<"):
                self.literals.add(label)
            elif label not in known:
                raise ValueError(f"`{label}` is not a word class")

    def _child(self, frontier: list[int], name: str, labels: list[str]) -> int:
        place = (frontier[0], name)
        if len(frontier) == 1 and place in self._shared:
            return self._shared[place]
        child = self._new()
        for label in labels:
            *before, last = label.split("+")
            origins = frontier
            for part in before:
                middle = self._new()
                self._link(origins, part, middle)
                origins = [middle]
            self._link(origins, last, child)
        if len(frontier) == 1:
            self._shared[place] = child
        return child

    def _link(self, origins: Iterable[int], label: str, target: int) -> None:
        for origin in origins:
            self._nodes[origin].edges.setdefault(label, []).append(target)

    def _gap(self, frontier: list[int], size: int) -> list[int]:
        reached = list(frontier)
        before = frontier
        for _ in range(size):
            node = self._new()
            for origin in before:
                self._nodes[origin].any.append(node)
            before = [node]
            reached.append(node)
        return reached

    def _new(self) -> int:
        self._nodes.append(_Node({}, []))
        return len(self._nodes) - 1

    def labels(self, readings: Iterable[str]) -> tuple[str, ...]:
        """What a word can be matched as: itself where a phrase uses it, and its classes."""
        found: list[str] = []
        for reading in readings:
            if reading in self.literals:
                found.append(reading)
            found.extend(self._class_of.get(reading, ()))
        return tuple(dict.fromkeys(found))

    def find(self, labels: Sequence[tuple[str, ...]], sentences: Sequence[int]) -> list[Span]:
        """All matches; a phrase never crosses the end of a sentence."""
        spans: list[Span] = []
        moves, output, count = self._moves, self._output, len(labels)
        if len(moves) > _CACHE_LIMIT:
            moves.clear()
        for start in range(count):
            state, at, sentence = 0, start, sentences[start]
            while at < count and sentences[at] == sentence:
                move = (state, labels[at])
                following = moves.get(move)
                if following is None:
                    following = self._move(move)
                state = following
                if state == 1:
                    break
                at += 1
                if output[state]:
                    spans += [Span(key, start, at) for key in output[state]]
        return spans

    def _move(self, move: tuple[int, tuple[str, ...]]) -> int:
        reached: set[int] = set()
        for node_id in self._states[move[0]]:
            node = self._nodes[node_id]
            reached.update(node.any)
            for label in move[1]:
                reached.update(node.edges.get(label, ()))
        state = frozenset(reached)
        if state not in self._state_ids:
            self._state_ids[state] = len(self._states)
            self._states.append(state)
            self._output.append(tuple(dict.fromkeys(k for n in state for k in self._nodes[n].keys)))
        self._moves[move] = self._state_ids[state]
        return self._state_ids[state]


class Speller:
    """Typing errors in trigger words: one edit from 5 letters, two from 8, never for shorter or real words."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        spellings: Mapping[str, str],
        real_words: frozenset[str],
        known: frozenset[str],
    ) -> None:
        self._spellings = spellings
        self._known = known
        self._worth = known | spellings.keys()
        self._real = real_words
        self._deletions: dict[str, list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= 5 and word.isalpha():
                for shorter in deletions(word):
                    self._deletions.setdefault(shorter, []).append(word)

    def readings(self, word: str) -> tuple[str, ...]:
        """The word, its other readings, and the trigger word it is a slip of."""
        found: list[str] = []
        typed = (word, *readings(word, self._worth))
        for reading in typed:
            found.append(reading)
            if known := self._spellings.get(reading):
                found.append(known)
            elif (
                len(reading) > 4
                and reading[-1] == "s"
                and reading not in self._known
                and reading[:-1] in self._known
            ):
                found.append(reading[:-1])
        if not any(reading in self._known or reading in self._spellings for reading in found):
            for reading in typed[:3]:
                if guess := self.guess(reading):
                    found.append(guess)
                    break
        return tuple(found)

    def guess(self, word: str) -> str | None:
        """The nearest trigger word within the allowed edits, or None."""
        if not 5 <= len(word) <= 18 or not word.isalpha() or word in self._real:
            return None
        best: tuple[int, str] | None = None
        for shorter in deletions(word):
            for candidate in self._deletions.get(shorter, ()):
                allowed = 2 if min(len(candidate), len(word)) >= 8 else 1
                distance = OSA.distance(word, candidate, score_cutoff=allowed)
                if distance <= allowed and (best is None or (distance, candidate) < best):
                    best = (distance, candidate)
        return best[1] if best else None


def deletions(word: str) -> set[str]:
    """The word and what is left after dropping one letter, or two from 8 letters on."""
    one = {word[:i] + word[i + 1 :] for i in range(len(word))}
    two = {w[:i] + w[i + 1 :] for w in one for i in range(len(w))} if len(word) >= 8 else set()
    return {word} | one | two
