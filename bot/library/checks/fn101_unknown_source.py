"""A citation must point to a source that exists."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.nearest import did_you_mean
from bot.library.problem import Level
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    known = inspection.library.of(Source)
    for mention in inspection.mentions:
        if not inspection.library.exists(Source, mention.key):
            remedy = did_you_mean(mention.key, known) or "Add the source with `footnote new source` first."
            yield Finding(mention.place, f"The source `{mention.key}` does not exist.", remedy)


RULE = Rule(
    "FN101",
    Level.ERROR,
    "Unknown source",
    "A reader must be able to open every source an answer names.",
    "evidence: [{source: doe-2091}]",
    "evidence: [{source: doe-2019}]",
    _find,
)
