"""The summary and the warning of a card make claims too."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.citation import cited_keys
from bot.model.compound import Compound


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for name in ("summary", "warning"):
            text = getattr(entry.record, name)
            if text and not cited_keys(text):
                remedy = "Cite the source of each statement as `[@source-id]`."
                yield Finding(entry.place(name), f"The {name} of this card cites no source.", remedy)


RULE = Rule("FN110", _find)
