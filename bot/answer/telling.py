"""Which words of a question say what it is about (tinnitus, jet lag, lactose): the texts that hold them come first."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.model.citation import replace_marks
from bot.model.claim import Claim
from bot.model.knowledge import Knowledge
from bot.model.outcome import Paragraph
from bot.understand.understanding import Understanding

COMMON = 0.06
"""Share of the reviewed texts from which a word says nothing: it is in too many of them."""
RARE = 4.5
"""Weight from which one word alone is enough to bring up a text of another section."""
ENDINGS = ("ing", "ed", "es", "s", "e")
STEM = 6
ALIKE = 0.6
"""Weight of a word that means nearly the same (`alike-…` lists) against the word itself."""

_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question speaks of: for each thing its stems and their weights; empty for a press or a bare name."""

    things: tuple[Mapping[str, float], ...] = ()

    def score(self, text: str) -> float:
        """How much of what was asked a reviewed text speaks of; 0 when of nothing. A thing counts once, by its best word."""
        if not self.things:
            return 0.0
        found = reviewed_stems(text)
        return sum(
            max((w for stem, w in thing.items() if stem in found), default=0.0) for thing in self.things
        )

    def first(self, texts: Iterable[tuple[str, Paragraph]]) -> list[Paragraph]:
        """Paragraphs with the words to look at: those that speak of what was asked come first, else as they stood."""
        return [p for _, p in sorted(texts, key=lambda pair: -self.score(pair[0]))]


NOTHING = Asked()


class Telling:
    """Counts the words of all reviewed texts once per snapshot."""

    def __init__(self, knowledge: Knowledge) -> None:
        claims = knowledge.claims.values()
        unknowns = [u for card in knowledge.compounds.values() for u in card.unknowns]
        texts = [*(claim_words(c) for c in claims), *(u.text for u in unknowns)]
        self._counts = Counter(stem for text in texts for stem in stems(text))
        self._size = max(len(texts), 1)
        filler = knowledge.word_lists.get("filler-words")
        self._filler = frozenset(_stem(w) for w in (filler.words if filler else ()))
        lists = [words for key, words in knowledge.word_lists.items() if key.startswith("alike-")]
        self._alike = [stems(" ".join(words.words)) for words in lists]
        self._wordings = {
            faq.id: stems(" ".join((faq.question, *faq.variants))) for faq in knowledge.faqs.values()
        }

    def words(self, u: Understanding) -> Asked:
        """The telling words of a question, each with those that mean the same, without the compounds it names."""
        named = stems(" ".join(m.surface for m in u.links.mentions if m.kind == "compound"))
        found = stems(u.normalized.text) - named - self._filler
        things = [{stem: self._weight(stem)} for stem in sorted(found - frozenset().union(*self._alike))]
        for group in self._alike:
            if found & group:
                things.append({s: self._weight(s) * (1 if s in found else ALIKE) for s in group - named})
        return Asked(tuple(thing for thing in things if any(thing.values())))

    def shared(self, asked: Asked, faq_id: str) -> bool:
        """Whether a FAQ's wordings hold any telling word of the question."""
        wordings = self._wordings[faq_id]
        return any(weight and stem in wordings for thing in asked.things for stem, weight in thing.items())

    def _weight(self, stem: str) -> float:
        share = max(self._counts[stem], 1) / self._size
        return 0.0 if share > COMMON else -math.log(share)


def claim_words(claim: Claim) -> str:
    """What a claim speaks of, for looking words up in it."""
    group = claim.group.value if claim.group else ""
    parts = (claim.kind.value, claim.text, claim.outcome or "", claim.population or "", group)
    return " ".join(parts)


def stems(text: str) -> frozenset[str]:
    """The words of a text, each cut to what its forms share: `injury` and `injuries`, `pregnant` and `pregnancy`."""
    return frozenset(_stem(word) for word in _WORD.findall(replace_marks(text.lower(), lambda keys: "")))


@lru_cache(maxsize=16_384)
def reviewed_stems(text: str) -> frozenset[str]:
    """The same for a text of the knowledge, remembered; never call it with what a member wrote."""
    return stems(text)


def _stem(word: str) -> str:
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    word = word.removesuffix(ending)
    return (word[:-1] + "i" if word.endswith("y") else word)[:STEM]
