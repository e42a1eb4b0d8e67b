"""A source with an expression of concern needs a second look wherever it is used."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    sources = inspection.library.of(Source)
    for mention in inspection.mentions:
        source = sources.get(mention.key)
        if source and source.integrity.status == "concern":
            remedy = "Read the notice, lower the certainty if need be, or add a second source."
            message = f"The journal has published a concern about `{mention.key}`."
            yield Finding(mention.place, message, remedy)


RULE = Rule("FN104", _find)
