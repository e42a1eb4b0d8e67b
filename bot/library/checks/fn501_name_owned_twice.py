"""A name belongs to one compound or one medicine only."""

import re
import unicodedata
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.library.reader import Entry
from bot.library.strict_yaml import Route
from bot.model.compound import Compound
from bot.model.substance import Medicine


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[str, tuple[Entry, str]] = {}
    for entry in inspection.library.entries_of(Compound, Medicine):
        for name, route in names_of(entry):
            owner, written = first.setdefault(plain(name), (entry, name))
            if owner is not entry:
                message = f"The name `{name}` belongs to `{owner.key}` already (as `{written}`)."
                remedy = "Keep it where people mean it most often; a look-alike goes to `confusable_with`."
                yield Finding(entry.find(name, *route), message, remedy)


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


RULE = Rule(
    "FN501",
    Level.ERROR,
    "Name owned twice",
    "When a name leads to two substances, the bot would have to guess, and it never guesses.",
    "names: {synonyms: [NAC]} in two cards",
    "names: {synonyms: [NAC]} in one card",
    _find,
)
