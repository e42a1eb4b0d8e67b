"""A page that sells something is no source."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.library.checks.phrases import lists
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    for words in lists(inspection, "FN403"):
        for entry in inspection.library.entries_of(Source):
            address = urlsplit(entry.record.URL)
            parts = re.split(r"[.\-]", (address.hostname or "").removeprefix("www."))
            if found := next((part for part in parts if part in words.phrases), None):
                message = f"`{address.hostname}` looks like a shop (`{found}`)."
                yield Finding(entry.find(found, "URL"), message, words.instead)


RULE = Rule("FN403", _find)
