"""Words of a template that nobody replaced."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.problem import Level
from bot.library.prose import texts_of
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.source import Source

_TEMPLATE = re.compile(r"\b(?:examplium|placeholder|lorem ipsum)\b|…$|^\.\.\.$|\bTODO\b|\bTBD\b", re.I)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound, Faq, Interaction, Source):
        for text, route in texts_of(entry):
            if hit := _TEMPLATE.search(text):
                message = f"`{hit.group()}` is text of a template."
                yield Finding(entry.find(hit.group(), *route), message, "Write your own, or delete the line.")


RULE = Rule(
    "FN409",
    Level.ERROR,
    "Template text left over",
    "A reader would see it as it is.",
    "title: Placeholder title of a trial",
    "title: the title exactly as its page shows it",
    _find,
)
