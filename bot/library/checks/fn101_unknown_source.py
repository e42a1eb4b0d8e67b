"""A citation must point to a source that exists."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.nearest import did_you_mean
from bot.model.source import Source

_ID = re.compile(r"[\w-]+")
"""Anything else in brackets is a citation in another form, which has a rule of its own."""


def _find(inspection: Inspection) -> Iterator[Finding]:
    known = inspection.library.of(Source)
    for mention in inspection.mentions:
        if _ID.fullmatch(mention.key) and not inspection.library.exists(Source, mention.key):
            remedy = did_you_mean(mention.key, known) or "Add the source with `footnote new source` first."
            yield Finding(mention.place, f"The source `{mention.key}` does not exist.", remedy)


RULE = Rule("FN101", _find)
