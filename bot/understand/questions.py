"""Cutting a message into the questions it holds, and telling a question from a greeting."""

import re
from collections.abc import Iterable
from typing import Literal

from bot.model.knowledge import Knowledge
from bot.understand.collisions import phrases
from bot.understand.normalize import LONGEST, Normalized, normalize

Smalltalk = Literal["greeting", "thanks"]

_ENDS = re.compile(r"(?<=[?!.])\s+|\n+")
_JOINED = re.compile(
    r"[,;]?\s+(?:and|also|plus)\s+(?=(?:what|how|when|where|why|which|who|is|are|do|does|can|could|should|will)\b)",
    re.I,
)
SHORTEST = 2
"""Words a part needs to be a question of its own."""


class QuestionReader:
    """Word lists read once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = {key: value.words for key, value in knowledge.word_lists.items()}
        self._greetings = _whole(lists.get("greetings", ()))
        self._thanks = _whole(lists.get("thanks", ()))
        openings = phrases(lists.get("question-openings", ()))
        self._opening = (
            re.compile(
                rf"^\W*(?:so |and |but |also |hey |hi |hello |ok |please |guys |well |um |sorry )*{openings.pattern}"
            )
            if openings
            else None
        )

    def smalltalk(self, normalized: Normalized) -> Smalltalk | None:
        """`greeting` or `thanks` when the whole message is nothing else."""
        text = " ".join(
            w
            for w in normalized.words
            if w not in ("please", "bot", "everyone", "all", "again", "so", "much")
        )
        if not text:
            return "greeting" if normalized.words else None
        if self._thanks is not None and self._thanks.fullmatch(text):
            return "thanks"
        if self._greetings is not None and self._greetings.fullmatch(text):
            return "greeting"
        return None

    def is_question(self, normalized: Normalized) -> bool:
        """A question mark, or an opening that asks."""
        if "?" in normalized.text:
            return True
        return self._opening is not None and self._opening.match(normalized.text) is not None

    def split(self, text: str, whole: Normalized | None = None, most: int = 4) -> tuple[str, ...]:
        """The questions of a message in their order; statements around them stay with the question that follows.

        A message without a question comes back whole. `whole` is the text's reading, where there is one already.
        """
        text = text[:LONGEST]
        questions: list[str] = []
        kept = ""
        for sentence in filter(None, (s.strip() for s in _ENDS.split(text))):
            parts = _JOINED.split(sentence) if "?" in sentence or kept == "" else [sentence]
            for part in parts:
                read = whole if whole is not None and whole.original == part else normalize(part)
                if len(read.words) >= SHORTEST and self.is_question(read) and self.smalltalk(read) is None:
                    questions.append(f"{kept} {part}".strip() if not questions else part)
                    kept = ""
                elif self.smalltalk(read) is None:
                    kept = f"{kept} {part}".strip()
        if not questions:
            return (text.strip(),) if text.strip() else ()
        if kept:
            questions[-1] = f"{questions[-1]} {kept}"
        return tuple(questions[:most])


def _whole(words: Iterable[str]) -> re.Pattern[str] | None:
    """A text made of the given phrases only."""
    pattern = phrases(words)
    return re.compile(rf"(?:{pattern.pattern}\W*)+") if pattern else None
