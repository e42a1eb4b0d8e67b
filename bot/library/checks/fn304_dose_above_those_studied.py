"""A dose in a sentence that is far above every studied dose is often a slip of a zero."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import ClaimKind

_MILLIGRAMS = {"ug": Decimal("0.001"), "µg": Decimal("0.001"), "mcg": Decimal("0.001"), "mg": Decimal(1),
               "g": Decimal(1000)}  # fmt: skip
_AMOUNT = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?(ug|µg|mcg|mg|g)\b(?!/)")
FACTOR = 3


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        studied = [
            (dose.amount.high or dose.amount.low) * _MILLIGRAMS[dose.amount.unit]
            for dose in entry.record.doses_studied
            if dose.amount.unit in _MILLIGRAMS
        ]
        for i, claim in enumerate(entry.record.claims):
            if claim.kind is not ClaimKind.DOSE or not studied:
                continue
            for said in _AMOUNT.finditer(claim.text):
                milligrams = Decimal(said.group(1).replace(",", "")) * _MILLIGRAMS[said.group(2)]
                if milligrams > FACTOR * max(studied):
                    message = (
                        f"`{said.group()}` is more than {FACTOR} times the highest studied dose of this card."
                    )
                    remedy = (
                        "Compare number and unit with the source; if right, add the dose to `doses_studied`."
                    )
                    yield Finding(entry.find(said.group(), "claims", i, "text"), message, remedy)


RULE = Rule("FN304", _find)
