"""A golden row names an entry that exists, and its question finds that entry."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.reader import Entry
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.golden import Golden
from bot.model.interaction import Interaction

_KINDS: dict[str, type[Record]] = {"faq": Faq, "card": Compound, "interaction": Interaction}


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Golden):
        kind, _, rest = entry.record.entry.partition(":")
        key = rest.partition("#")[0]
        if not inspection.library.exists(_KINDS[kind], key):
            message = f"This row promises `{entry.record.entry}`, which does not exist."
            yield Finding(entry.place("entry"), message, "Name the entry that answers it, or delete the row.")
        elif inspection.search is not None:
            yield from _asked(entry, inspection.search(entry.record.question))


def kept(found: list[str], promised: str) -> bool:
    """Whether what a question finds keeps the promise of a row."""
    kind, _, key = promised.partition(":")
    return found[:1] == [key] if kind == "faq" else promised in found


def _asked(entry: Entry, found: list[str]) -> Iterator[Finding]:
    if kept(found, entry.record.entry):
        return
    instead = f"finds `{found[0]}`" if found else "finds nothing"
    message = f"This question {instead}, not `{entry.record.entry}`."
    remedy = "Add its words to `variants` of the entry, or name the entry that answers it now."
    yield Finding(entry.place("question"), message, remedy)


RULE = Rule("FN707", _find)
