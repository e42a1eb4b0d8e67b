"""An answer that relies only on superseded claims needs a second look."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.vocabulary import Standing


def _find(inspection: Inspection) -> Iterator[Finding]:
    cards = inspection.library.of(Compound).values()
    standing = {f"{card.id}#{claim.id}": claim.status for card in cards for claim in card.claims}
    for entry in inspection.library.entries_of(Faq):
        addresses = entry.record.relies_on
        if addresses and all(standing.get(address) is Standing.SUPERSEDED for address in addresses):
            message = f"This answer relies only on what is superseded, such as `{addresses[0]}`."
            remedy = "Read the answer again, and rely on the claims that took their place."
            yield Finding(entry.place("relies_on"), message, remedy)


RULE = Rule("FN706", _find)
