"""Which FAQ entries speak of the same substances as a question: only among these is looked for an answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.answer.interactions import InteractionTable
from bot.model.faq import Faq
from bot.model.vocabulary import Topic
from bot.retrieve.index import Index
from bot.understand.names import Mention
from bot.understand.normalize import Normalized, normalize
from bot.understand.understanding import Understander, Understanding

Hits = list[tuple[Faq, float]]
"""FAQ entries with the confidence of each, best first."""


@dataclass(frozen=True)
class FaqFinder:
    """`subjects` are the substances that a FAQ's question names; classes in `generic` (supplements) are none."""

    faqs: tuple[Faq, ...]
    generic: frozenset[str]
    understander: Understander
    index: Index
    table: InteractionTable
    subjects: dict[str, frozenset[str]] = field(init=False)
    _table: "_Table" = field(init=False, repr=False)
    _known: dict[str, Faq] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        subjects = {f.id: self._named_in(f.question) for f in self.faqs}
        covered = (self._named_in(f.question, *f.variants) | {*f.compounds, *f.classes} for f in self.faqs)
        object.__setattr__(self, "subjects", subjects)
        object.__setattr__(self, "_known", {f.id: f for f in self.faqs})
        object.__setattr__(self, "_table", _Table(tuple(subjects.values()), tuple(covered)))

    def about(self, u: Understanding, mentions: Iterable[Mention]) -> Hits:
        """Entries on just these substances: they ask of nothing else, and cover all of them."""
        named = {m.id: self._with_classes(m) for m in mentions}
        return self._search(_searched(u), self._table.fitting(named.values()))

    def for_any_substance(self, u: Understanding, topic: Topic) -> Hits:
        """Entries on a topic that name no substance, searched without the names in the question."""
        found = (n for n, faq in enumerate(self.faqs) if topic in faq.topics and not self.subjects[faq.id])
        return self._search(_without_names(u), np.fromiter(found, np.int64))

    def _search(self, text: str | Normalized, rows: NDArray[np.int64]) -> Hits:
        if not len(rows):
            return []
        hits = self.index.search(text, 6, allowed=rows)
        return [(self._known[hit.entry_id], hit.confidence) for hit in hits]

    def _with_classes(self, mention: Mention) -> frozenset[str]:
        """The id of what is named; for a medicine without a card also its classes, since entries speak of those."""
        if mention.kind != "medicine":
            return frozenset({mention.id})
        return frozenset(party.partition(":")[2] for party in self.table.wider(f"medicine:{mention.id}"))

    def _named_in(self, *texts: str) -> frozenset[str]:
        """The substances and telling classes that texts name."""
        link = self.understander.names.link
        found = {m.id for text in texts for m in link(normalize(text)).mentions}
        return frozenset(found - self.generic)


def _without_names(u: Understanding) -> str:
    """The words of a question beside the substances it names."""
    named = [(m.start, m.end) for m in u.links.mentions]
    tokens: Sequence[str] = [
        t.text for t in u.normalized.tokens if not any(a <= t.start < b for a, b in named)
    ]
    return " ".join(tokens)


def _searched(u: Understanding) -> str | Normalized:
    """The text to search with; a follow-up gets the names it inherited."""
    names = " ".join(m.surface for m in u.inherited.mentions)
    return f"{names} {u.text}".strip() if names else u.normalized


class _Table:
    """Which entry names and covers which substance, so that fitting ones are found without looking at each."""

    def __init__(self, subjects: Sequence[frozenset[str]], covered: Sequence[frozenset[str]]) -> None:
        self._subjects = tuple(subjects)
        self._unnamed = [row for row, named in enumerate(subjects) if not named]
        self._covering: dict[str, set[int]] = {}
        for row, ids in enumerate(covered):
            for key in ids:
                self._covering.setdefault(key, set()).add(row)

    def fitting(self, named: Collection[frozenset[str]]) -> NDArray[np.int64]:
        """Rows of the entries whose subjects are all among `named` and that cover one id of each of them."""
        if not named:
            return np.array(self._unnamed, dtype=np.int64)
        covering = (set().union(*(self._covering.get(key, ()) for key in ids)) for ids in named)
        among = frozenset().union(*named)
        rows = sorted(row for row in set.intersection(*covering) if self._subjects[row] <= among)
        return np.array(rows, dtype=np.int64)
