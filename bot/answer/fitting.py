"""Which FAQ entries speak of the same substances as a question: only among these is looked for an answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.answer.interactions import InteractionTable
from bot.model.faq import Faq
from bot.model.vocabulary import Topic
from bot.retrieve.index import Index
from bot.understand.names import Mention
from bot.understand.understanding import Understander, Understanding

Hits = list[tuple[Faq, float]]
"""FAQ entries with the confidence of each, best first."""


@dataclass(frozen=True)
class FaqFinder:
    """`subjects` are the substances that a FAQ's question names, `covered` all that it speaks of.

    Classes in `generic` (supplements, vitamins) are no subject.
    """

    faqs: tuple[Faq, ...]
    generic: frozenset[str]
    understander: Understander
    index: Index
    table: InteractionTable
    subjects: dict[str, frozenset[str]] = field(init=False)
    covered: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subjects", {f.id: self._named_in(f.question) for f in self.faqs})
        covered = {
            f.id: self._named_in(f.question, *f.variants) | {*f.compounds, *f.classes} for f in self.faqs
        }
        object.__setattr__(self, "covered", covered)

    def about(self, u: Understanding, mentions: Iterable[Mention]) -> Hits:
        """Entries on just these substances: they ask of nothing else, and cover all of them."""
        named = {m.id: self._with_classes(m) for m in mentions}
        return self._search(_searched(u), lambda faq: self._fits(faq, named))

    def for_any_substance(self, u: Understanding, topic: Topic) -> Hits:
        """Entries on a topic that name no substance, searched without the names in the question."""
        text = _without_names(u)
        return self._search(text, lambda faq: not self.subjects[faq.id] and topic in faq.topics)

    def _search(self, text: str, fits: Callable[[Faq], bool]) -> Hits:
        rows = np.array([row for row, faq in enumerate(self.faqs) if fits(faq)], dtype=np.int64)
        if not len(rows):
            return []
        known = {faq.id: faq for faq in self.faqs}
        return [(known[hit.entry_id], hit.confidence) for hit in self.index.search(text, 6, allowed=rows)]

    def _fits(self, faq: Faq, named: dict[str, frozenset[str]]) -> bool:
        about, covered = self.subjects[faq.id], self.covered[faq.id]
        return about <= frozenset().union(*named.values()) and all(covered & ids for ids in named.values())

    def _with_classes(self, mention: Mention) -> frozenset[str]:
        """The id of what is named; for a medicine without a card also its classes, since entries speak of those."""
        if mention.kind != "medicine":
            return frozenset({mention.id})
        return frozenset(party.partition(":")[2] for party in self.table.wider(f"medicine:{mention.id}"))

    def _named_in(self, *texts: str) -> frozenset[str]:
        """The substances and telling classes that texts name."""
        found = {m.id for text in texts for m in self.understander.read(text).links.mentions}
        return frozenset(found - self.generic)


def _without_names(u: Understanding) -> str:
    """The words of a question beside the substances it names."""
    named = [(m.start, m.end) for m in u.links.mentions]
    tokens: Sequence[str] = [
        t.text for t in u.normalized.tokens if not any(a <= t.start < b for a, b in named)
    ]
    return " ".join(tokens)


def _searched(u: Understanding) -> str:
    """The text to search with; a follow-up gets the names it inherited."""
    names = " ".join(m.surface for m in u.inherited.mentions)
    return f"{names} {u.text}".strip() if names else u.text
