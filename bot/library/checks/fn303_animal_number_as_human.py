"""A half-life or a dose measured in animals must not look like one in people."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.checks.strength import about_people
from bot.model.compound import Compound
from bot.model.source import Source
from bot.model.vocabulary import Species

_ANIMALS = re.compile(
    r"\b(?:animals?|rats?|mouse|mice|monkeys?|dogs?|rabbits?|pigs?|hamsters?|cells?|cats?)\b", re.I
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    sources = inspection.library.of(Source)
    for entry in inspection.library.entries_of(Compound):
        for name in ("half_life", "doses_studied"):
            for i, number in enumerate(getattr(entry.record, name)):
                known = [sources[key] for key in number.sources if key in sources]
                told = (
                    _ANIMALS.search(number.population) or getattr(number, "species", None) is Species.ANIMAL
                )
                if known and not told and not any(about_people(source) for source in known):
                    message = f"The source of this {name.replace('_', '-')} figure is about animals or cells."
                    remedy = "Name the animal in `population` (and `species`), or cite a study in people."
                    yield Finding(entry.place(name, i), message, remedy)


RULE = Rule("FN303", _find)
