"""An answer about a risky compound should not be marked as harmless reading."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.vocabulary import Risk


def _find(inspection: Inspection) -> Iterator[Finding]:
    compounds = inspection.library.of(Compound)
    for entry in inspection.library.entries_of(Faq):
        faq: Faq = entry.record
        risky = [c for c in faq.compounds if c in compounds and compounds[c].risk is Risk.HIGH]
        if faq.risk is Risk.INFO and risky and not faq.policy:
            message = f"The risk is `info`, but `{risky[0]}` is a high-risk compound."
            yield Finding(entry.place("risk"), message, "Write `risk: caution` or `risk: high`.")


RULE = Rule("FN705", _find)
