"""A name belongs to one compound or one medicine only."""

import re
import unicodedata
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reader import Entry
from bot.library.strict_yaml import Route
from bot.model.compound import Compound
from bot.model.substance import Medicine


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[str, tuple[Entry, str, Route]] = {}
    for entry in inspection.library.entries_of(Compound, Medicine):
        for name, route in names_of(entry):
            owner = first.setdefault(plain(name), (entry, name, route))
            if owner[0] is not entry:
                yield _finding((entry, name, route), owner)
                yield _finding(owner, (entry, name, route))


def _finding(here: tuple[Entry, str, Route], there: tuple[Entry, str, Route]) -> Finding:
    entry, name, route = here
    message = f"The name `{name}` belongs to `{there[0].key}` as well (as `{there[1]}`)."
    remedy = "Keep it where people mean it most often; a look-alike goes to `confusable_with`."
    return Finding(entry.find(name, *route), message, remedy)


def names_of(entry: Entry) -> Iterator[tuple[str, Route]]:
    """Every name of a compound or medicine with its place."""
    record = entry.record
    yield record.name, ("name",)
    if entry.kind is Compound:
        for group in ("synonyms", "codes", "brands", "forms", "misspellings"):
            yield from ((name, ("names", group, i)) for i, name in enumerate(getattr(record.names, group)))
    else:
        yield from ((name, ("names", i)) for i, name in enumerate(record.names))


def plain(name: str) -> str:
    """A name without case, accents, spaces and hyphens: two names that differ only in those are one."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", bare) or bare


RULE = Rule("FN501", _find)
