"""Two sources with one title or one address are usually one source."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[tuple[str, str], Source] = {}
    for entry in inspection.library.entries_of(Source):
        source: Source = entry.record
        address = re.sub(r"^https?://(?:www\.)?|/$", "", source.URL.lower())
        for name, value in (("title", re.sub(r"\W+", " ", source.title.lower()).strip()), ("URL", address)):
            other = first.setdefault((name, value), source)
            if other is not source and not _reported_elsewhere(other, source):
                message = f"`{other.id}` has the same {name}."
                remedy = f"If it is the same document, cite `{other.id}` and delete this file."
                yield Finding(entry.place(name), message, remedy)


def _reported_elsewhere(one: Source, other: Source) -> bool:
    """Whether both have an identifier, so that a shared title is only a coincidence."""
    return any(a and b and a.lower() != b.lower() for a, b in ((one.DOI, other.DOI), (one.PMID, other.PMID)))


RULE = Rule("FN108", _find)
