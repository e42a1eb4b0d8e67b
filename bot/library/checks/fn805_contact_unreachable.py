"""A contact needs a way to reach it."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.safety import Contact

ANYWHERE = "ZZ"
"""The region for everywhere else; its contacts may only say what to look for."""


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Contact):
        contact: Contact = entry.record
        anywhere = contact.region == ANYWHERE and contact.note
        if not (contact.phone or contact.text or contact.url or anywhere):
            message = f"The contact `{contact.id}` has no phone, text or url."
            yield Finding(entry.place("id"), message, "Add the number exactly as its source shows it.")
        if contact.url and not re.match(r"(?:https://)?[\w.-]+\.[a-z]{2,}(?:/\S*)?$", contact.url):
            message = f"`{contact.url}` is not the address of a page."
            yield Finding(entry.place("url"), message, "Copy the address from the page.")


RULE = Rule("FN805", _find)
