"""The address of a source and its identifiers must name the same paper."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source

_IN_ADDRESS = {
    "PMID": re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{4,9})\b", re.I),
    "DOI": re.compile(r"doi\.org/(10\.\d{4,9}/[^?#\s]+)", re.I),
    "NCT": re.compile(r"clinicaltrials\.gov/\S*?(NCT\d{8})\b", re.I),
}


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Source):
        source: Source = entry.record
        written = {"PMID": source.PMID, "DOI": source.DOI, "NCT": source.NCT}
        for name, pattern in _IN_ADDRESS.items():
            shown, typed = pattern.search(unquote(source.URL)), written[name]
            if shown and typed and shown.group(1).rstrip("/").lower() != typed.lower():
                message = f"The URL names {name} `{shown.group(1)}`, but `{name}` is `{typed}`."
                yield Finding(
                    entry.place(name), message, "Open the page and keep the one that belongs to the title."
                )


RULE = Rule("FN106", _find)
