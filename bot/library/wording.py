"""Words that reviewed text must not use, as data: moderators own the lists, the rules only apply them."""

import re
from functools import cached_property
from typing import Annotated

from pydantic import StringConstraints

from bot.model.base import Name, Record, Sentence, Slug

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;\n]?")


class Wording(Record):
    """A list of phrases for one rule. A phrase is whole words, small letters; it is matched in any case."""

    id: Slug
    """A short name for the list."""
    rule: Annotated[str, StringConstraints(pattern=r"^FN\d{3}$")]
    """The rule that uses the list."""
    phrases: tuple[Name, ...] = ()
    """Phrases that count wherever they stand in a sentence."""
    at_start: tuple[Name, ...] = ()
    """Phrases that count only as the first words of a sentence."""
    together_with: tuple[Name, ...] = ()
    """When given, one of these must stand in the same sentence as well."""
    unless: tuple[Name, ...] = ()
    """One of these in the same sentence, and the phrase is fine there."""
    instead: Sentence
    """What to write instead."""

    def found_in(self, text: str) -> tuple[str, ...]:
        """The phrases a text uses, as they are written there."""
        found = []
        for sentence in sentences(text):
            hit = self._anywhere.search(sentence) or self._first.match(sentence)
            alone = not self.together_with or self._together.search(sentence)
            if hit and alone and not self._unless.search(sentence):
                found.append(hit.group().strip())
        return tuple(found)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return _any_of(self.phrases)

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(rf"\W*{_any_of(self.at_start).pattern}", re.IGNORECASE)

    @cached_property
    def _together(self) -> re.Pattern[str]:
        return _any_of(self.together_with)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return _any_of(self.unless)


def sentences(text: str) -> list[str]:
    """A text cut at the ends of its sentences; abbreviations and numbers such as `1.7` stay whole."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in longest_first)})(?!\w)", re.IGNORECASE)
