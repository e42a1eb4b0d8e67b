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
    """Reads `collisions.yaml` and the word lists once; decides per name and message."""

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

    def admits(self, text: Normalized, surface: str, start: int, others: Sequence[Named]) -> bool:
        """Whether the name `surface` at `start` means the substance in this message."""
        if _found(self._other_fields, text.text) and not _found(self._supplement, text.text):
            return False
        word = normalize(surface).text
        collision = self._by_word.get(word)
        if collision is None or surface in collision.certain:
            return True
        rest = text.text.replace(word, " ")
        supplement = _found(self._supplement, rest)
        if _found(self._elsewhere[collision.id], text.text) and not (
            supplement and not collision.needs_context
        ):
            return False
        if not collision.needs_context or supplement or len(text.words) <= len(word.split()):
            return True
        if any(
            o.kind in ("compound", "medicine") and o.start != start and not self._is_collision(o)
            for o in others
        ):
            return True
        return _found(self._body, rest)

    def _is_collision(self, other: Named) -> bool:
        found = self._by_word.get(normalize(other.surface).text)
        return found is not None and found.needs_context


def phrases(words: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for any of the phrases as whole words, over normalised text."""
    parts = sorted({normalize(w).text for w in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)") if parts else None


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
