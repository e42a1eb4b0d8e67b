"""A claim that tells a dose must say whose dose it was."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import ClaimKind

AMOUNT = re.compile(r"\d[\d.,]*\s?(?:mg|g|ug|µg|mcg|IU|mL|ml|CFU|cups?|grams?|milligrams?)\b")

PEOPLE = re.compile(
    r"\b(?:adults?|people|persons?|patients?|wom[ae]n|m[ae]n|volunteers?|children|teen\w*|adolescents?|students|"
    r"athletes|users|infants|pregnan\w+)\b",
    re.I,
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            said = AMOUNT.search(claim.text)
            if (
                claim.kind is ClaimKind.DOSE
                and said
                and not (claim.population or claim.group or PEOPLE.search(claim.text))
            ):
                message = f"`{claim.id}` tells a dose (`{said.group()}`) but not in whom."
                remedy = "Add `population: …`, such as `population: healthy adults in trials`."
                yield Finding(entry.find(said.group(), "claims", i, "text"), message, remedy)


RULE = Rule("FN301", _find)
