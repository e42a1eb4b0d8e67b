"""Links stand in sources and contacts only, where they are checked."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule

_LINK = re.compile(r"(?:https?://|www\.|\bdiscord\.gg/|\bt\.me/)\S+", re.I)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for text in inspection.prose():
        for link in _LINK.findall(text.text):
            message = "There is a link in this text."
            yield Finding(text.find(link), message, "Make the page a source and cite it as `[@source-id]`.")


RULE = Rule("FN405", _find)
