"""Words of a template that nobody replaced."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.prose import texts_of
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.source import Source

_TEMPLATE = re.compile(r"\b(?:examplium|placeholder|lorem ipsum)\b|…$|^\.\.\.$|\bTODO\b|\bTBD\b", re.I)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound, Faq, Interaction, Source):
        hits = [(hit.group(), route) for text, route in texts_of(entry) if (hit := _TEMPLATE.search(text))]
        if hits:
            words, route = hits[0]
            places = f", and {len(hits) - 1} more places hold such text" if len(hits) > 1 else ""
            message = f"`{words}` is text of a template{places}."
            yield Finding(entry.find(words, *route), message, "Write your own, or delete the line.")


RULE = Rule("FN409", _find)
