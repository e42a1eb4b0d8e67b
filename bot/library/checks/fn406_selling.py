"""No text says where to buy a thing or what it costs."""

import re
from collections.abc import Iterator

from bot.library.checks.phrases import phrase_rule
from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.prose import REVIEWED

_PRICE = re.compile(r"(?:[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:USD|EUR|GBP|dollars|euros))", re.I)
_phrases = phrase_rule("FN406", "`{phrase}` helps with buying.", REVIEWED)


def _find(inspection: Inspection) -> Iterator[Finding]:
    yield from _phrases(inspection)
    for text in inspection.prose(*REVIEWED):
        for price in _PRICE.findall(text.text):
            yield Finding(text.find(price), f"`{price}` is a price.", "Leave the price out.")


RULE = Rule("FN406", _find)
