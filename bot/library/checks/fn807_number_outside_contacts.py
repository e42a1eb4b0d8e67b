"""Phone numbers stand in the contacts only, where they have a date."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import Disclaimer, EmergencyCard, GroupWarning, Refusal

_PHONE = re.compile(r"(?<![\w.])(?:\+?\d[\d\s().-]{5,}\d|\b(?:911|999|112|988|000|111)\b)(?![\w.]?\d)")


def _find(inspection: Inspection) -> Iterator[Finding]:
    for text in inspection.prose(EmergencyCard, Refusal, GroupWarning, Disclaimer):
        if said := _PHONE.search(text.text):
            message = f"`{said.group().strip()}` looks like a phone number."
            remedy = "Put it into `safety/contacts.yaml`; cards name the kind of contact only."
            yield Finding(text.find(said.group().strip()), message, remedy)


RULE = Rule("FN807", _find)
