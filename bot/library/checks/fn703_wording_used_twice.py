"""One wording leads to one entry."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.strict_yaml import Route
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for entry in inspection.library.entries_of(Faq):
        for text, route in _wordings(entry.record):
            owner = first.setdefault(_plain(text), entry.key)
            if owner != entry.key:
                message = f"The same wording stands in `{owner}`."
                yield Finding(entry.place(*route), message, "Keep it in the entry that answers it better.")
        own = {_plain(text) for text, _ in _wordings(entry.record)}
        for i, text in enumerate(entry.record.not_for):
            if _plain(text) in own:
                message = "This near miss is also a wording of the same entry."
                yield Finding(entry.place("not_for", i), message, "Keep it in one of the two lists.")


def _wordings(faq: Faq) -> Iterator[tuple[str, Route]]:
    yield faq.question, ("question",)
    yield from ((text, ("variants", i)) for i, text in enumerate(faq.variants))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


RULE = Rule("FN703", _find)
