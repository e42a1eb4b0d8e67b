"""A claim an answer relies on must exist."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.nearest import did_you_mean
from bot.model.compound import Compound
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    addresses = {f"{c.id}#{claim.id}" for c in library.of(Compound).values() for claim in c.claims}
    for entry in library.entries_of(Faq):
        for i, address in enumerate(entry.record.relies_on):
            card, _, claim = address.partition("#")
            lost = library.exists(Compound, card) and card not in library.of(Compound)
            if address in addresses or (claim and lost):
                continue
            place = entry.find(address, "relies_on", i)
            if not claim:
                remedy = "Write `compound#claim`, such as `caffeine#heart-rate`."
                yield Finding(place, f"`{address}` is not the address of a claim.", remedy)
                continue
            near = did_you_mean(address, [a for a in addresses if a.startswith(f"{card}#")] or addresses)
            remedy = near or f"Look up the `id` of the claim in `compounds/{card}.yaml`."
            yield Finding(place, f"There is no claim `{address}`.", remedy)


RULE = Rule("FN514", _find)
