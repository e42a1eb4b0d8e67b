"""One paper, one file."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source
from bot.model.vocabulary import Design


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for entry in inspection.library.entries_of(Source):
        source: Source = entry.record
        registered = source.NCT if source.study.design is Design.REGISTRY else None
        for name, value in (("DOI", source.DOI), ("PMID", source.PMID), ("NCT", registered)):
            if value is None:
                continue
            owner = first.setdefault((name, value.lower()), entry.key)
            if owner != entry.key:
                message = f"`{owner}` is the same paper: it has the same {name}."
                yield Finding(entry.place(name), message, f"Cite `{owner}` instead and delete this file.")


RULE = Rule("FN107", _find)
