"""An address with tracking in it reports the reader to somebody, and may earn somebody money."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.library.checks.phrases import lists
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Edit
from bot.model.safety import Contact
from bot.model.source import Source


def _find(inspection: Inspection) -> Iterator[Finding]:
    names = {phrase for words in lists(inspection, "FN404") for phrase in words.phrases}
    for entry in inspection.library.entries_of(Source, Contact):
        field = "URL" if entry.kind is Source else "url"
        address: str | None = getattr(entry.record, field)
        if not address or "?" not in address:
            continue
        parts = urlsplit(address)
        given = parse_qsl(parts.query, keep_blank_values=True)
        kept = [(name, value) for name, value in given if name.lower() not in names]
        if len(kept) < len(given):
            clean = urlunsplit(parts._replace(query=urlencode(kept)))
            tracking = next(name for name, _ in given if name.lower() in names)
            fix = Edit(entry.find(address, field), address, clean)
            place = entry.find(tracking, field)
            yield Finding(
                place, f"`{tracking}` in this address follows the reader.", f"Write `{clean}`.", fix
            )


RULE = Rule("FN404", _find)
