"""A citation must point to a source that exists."""

from collections.abc import Iterator
from datetime import date

from rapidfuzz import process

from bot.library.checks.rule import Finding, Rule
from bot.library.problem import Level
from bot.library.reader import Library
from bot.library.references import mentions
from bot.model.source import Source


def _find(library: Library, today: date) -> Iterator[Finding]:
    known = library.of(Source)
    for mention in mentions(library):
        if mention.key not in known:
            near = process.extractOne(mention.key, list(known), score_cutoff=70)
            remedy = f"Did you mean `{near[0]}`?" if near else "Add the source with `footnote new source` first."
            yield mention.place, f"The source `{mention.key}` does not exist.", remedy


RULE = Rule(
    "FN101",
    Level.ERROR,
    "Unknown source",
    "A reader must be able to open every source an answer names.",
    _find,
)
