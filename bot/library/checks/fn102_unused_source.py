"""A source nobody cites is work that helps no reader."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.references import CITING
from bot.model.safety import Contact
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    if any(kind in CITING for kind, _ in library.lost):
        return
    used = {mention.key for mention in inspection.mentions}
    used |= {contact.source for contact in library.of(Contact).values()}
    for entry in library.entries_of(Source):
        if entry.key not in used:
            remedy = "Cite it where it helps, or delete the file."
            yield Finding(entry.place("id"), f"Nothing cites the source `{entry.key}`.", remedy)


RULE = Rule("FN102", _find)
