"""Identifiers of a compound that cannot be right."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound

_FORMS = {
    "inchikey": (re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"), "14, 10 and 1 capital letters with hyphens"),
    "pubchem_cid": (re.compile(r"[1-9]\d{0,9}"), "digits only"),
    "wikidata": (re.compile(r"Q[1-9]\d{0,9}"), "`Q` and digits"),
}


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        identifiers = entry.record.identifiers
        if identifiers.cas and not _is_cas(identifiers.cas):
            message = f"`{identifiers.cas}` is no CAS number: its last digit does not fit the others."
            yield Finding(
                entry.place("identifiers", "cas"), message, "Copy it again from the page, or leave it out."
            )
        for name, (form, words) in _FORMS.items():
            value = getattr(identifiers, name)
            if value and not form.fullmatch(value):
                message = f"`{value}` does not have the form of `{name}`: {words}."
                yield Finding(entry.place("identifiers", name), message, "Copy it again, or leave it out.")


def _is_cas(number: str) -> bool:
    if not re.fullmatch(r"\d{2,7}-\d{2}-\d", number):
        return False
    digits = number.replace("-", "")
    return sum(int(d) * i for i, d in enumerate(reversed(digits[:-1]), 1)) % 10 == int(digits[-1])


RULE = Rule("FN521", _find)
