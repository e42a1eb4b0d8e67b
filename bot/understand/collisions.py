"""A name that is also an ordinary word counts only where the message speaks of substances."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.model.knowledge import Knowledge
from bot.model.language import Collision
from bot.understand.normalize import Normalized, normalize


class Named(Protocol):
    """What the guard needs to know of the other names in the message."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def surface(self) -> str: ...


class CollisionGuard:
    """Reads `collisions.yaml` and the word lists once, for every message."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._by_word: dict[str, Collision] = {}
        self._elsewhere: dict[str, re.Pattern[str] | None] = {}
        for collision in knowledge.collisions.values():
            self._elsewhere[collision.id] = phrases(collision.elsewhere)
            for word in collision.words:
                self._by_word[normalize(word).text] = collision
        lists = {key: value.words for key, value in knowledge.word_lists.items()}
        self._supplement = phrases(lists.get("supplement-context", ()))
        self._body = phrases(lists.get("body-context", ()))
        self._other_fields = phrases(lists.get("other-fields", ()))

    def of(self, text: Normalized) -> "MessageGuard":
        """The guard for one message."""
        return MessageGuard(self, text)

    def collision(self, word: str) -> Collision | None:
        return self._by_word.get(word)

    def speaks_of_other_field(self, text: str) -> bool:
        """Words of chemistry lessons, markets, software, and none of supplements."""
        return _found(self._other_fields, text) and not _found(self._supplement, text)

    def around(self, text: str, word: str, collision: Collision) -> tuple[bool, bool, bool]:
        """Whether the message has words of the other meaning, of the supplement and of the body context."""
        rest = text.replace(word, " ")
        elsewhere = _found(self._elsewhere[collision.id], text)
        return elsewhere, _found(self._supplement, rest), _found(self._body, rest)


class MessageGuard:
    """Decides per name of one message; what was read of the message is read once."""

    def __init__(self, guard: CollisionGuard, text: Normalized) -> None:
        self._guard = guard
        self._text = text.text
        self._words = len(text.words)
        self._other_field = guard.speaks_of_other_field(text.text)
        self._seen: dict[str, tuple[bool, bool, bool]] = {}

    def admits(self, surface: str, start: int, others: Sequence[Named]) -> bool:
        """Whether the name `surface` at `start` means the substance in this message."""
        if self._other_field:
            return False
        word = normalize(surface).text
        collision = self._guard.collision(word)
        if collision is None or surface in collision.certain:
            return True
        if word not in self._seen:
            self._seen[word] = self._guard.around(self._text, word, collision)
        elsewhere, supplement, body = self._seen[word]
        if elsewhere and (collision.needs_context or not supplement):
            return False
        if not collision.needs_context or supplement or body or self._words <= len(word.split()):
            return True
        named = (o for o in others if o.kind in ("compound", "medicine") and o.start != start)
        return any(self._sure(o) for o in named)

    def _sure(self, other: Named) -> bool:
        found = self._guard.collision(normalize(other.surface).text)
        return found is None or not found.needs_context


def phrases(words: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for any of the phrases as whole words, over normalised text."""
    parts = sorted({normalize(w).text for w in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)") if parts else None


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
