"""A source nobody cites is work that helps no reader."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.model.safety import Contact
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    used = {mention.key for mention in inspection.mentions}
    used |= {contact.source for contact in library.of(Contact).values()}
    for entry in library.entries_of(Source):
        if entry.key not in used:
            remedy = "Cite it where it helps, or delete the file."
            yield Finding(entry.place("id"), f"Nothing cites the source `{entry.key}`.", remedy)


RULE = Rule(
    "FN102",
    Level.HINT,
    "Unused source",
    "A source that nothing cites has to be checked for retraction like any other, and helps nobody.",
    "a file in sources/ that no entry names",
    "evidence: [{source: doe-2019}]",
    _find,
)
