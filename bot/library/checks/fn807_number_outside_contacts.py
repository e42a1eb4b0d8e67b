"""A phone number in a text must be one of the contacts', where it has a date."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal

_PHONE = re.compile(r"(?<![\w.])(?:\+?\d[\d\s().-]{5,}\d|(?:911|999|112|988|000|111|116\s?123))(?![\w.]?\d)")


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    if any(kind is Contact for kind, _ in library.lost):
        return
    contacts = library.of(Contact).values()
    dated = {_digits(n) for c in contacts for number in (c.phone, c.text) if number for n in _numbers(number)}
    for text in inspection.prose(EmergencyCard, Refusal, GroupWarning, Disclaimer):
        for said in _PHONE.findall(text.text):
            if _digits(said) not in dated:
                message = f"`{said.strip()}` looks like a phone number, and no contact has it."
                remedy = "Add it to `safety/contacts.yaml` with its source and day, or take it out."
                yield Finding(text.find(said.strip()), message, remedy)


def _numbers(written: str) -> list[str]:
    """The numbers in a field such as `1-800-222-1222 or 911`."""
    return [written, *re.findall(r"\+?\d[\d\s().-]*\d", written)]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


RULE = Rule("FN807", _find)
