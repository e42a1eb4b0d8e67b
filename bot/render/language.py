"""The language of a reply: translations found by the English they translate, so that a stale one is never used."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
"""A day in a reviewed sentence; its translation has `{date}` there."""


def digest(english: str) -> str:
    """Eight hexadecimal digits that change with the words; line breaks and repeated blanks do not count."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Language:
    """`memory` holds translations by the digest of their English, `english` the interface texts by id."""

    code: str = "en"
    memory: Mapping[str, str] = field(default_factory=dict, repr=False)
    english: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_english(self) -> bool:
        return self.code == "en"

    def __call__(self, english: str) -> str:
        """The translation of a reviewed English text, or the text itself when there is no current one."""
        if not self.memory or not english:
            return english
        if (known := self.memory.get(digest(english), "")).strip():
            return known
        if day := _DATE.search(english):
            return self.memory.get(digest(_DATE.sub("{date}", english)), english).replace(
                "{date}", day.group()
            )
        return english

    def say(self, key: str, **fields: object) -> str:
        """An interface text by its id, with its fields filled in. Raises KeyError for an unknown id."""
        text = self(self.english[key])
        return text.format(**fields) if fields else text


ENGLISH = Language()
"""Without interface texts: enough for the renderers, whose own words are English by default."""
