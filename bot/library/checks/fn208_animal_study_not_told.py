"""A claim that rests on animals or cells must say so in its own words."""

import re
from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.checks.strength import about_people
from bot.model.compound import Compound
from bot.model.source import Source
from bot.model.vocabulary import Stance

_TOLD = re.compile(
    r"\b(?:animals?|rats?|mouse|mice|rodents?|monkeys?|primates?|dogs?|cats?|rabbits?|pigs?|hamsters?|gerbils?|"
    r"zebrafish|fish|worms?|chicks?|pups?|cells?|neurons?|in vitro|test[- ]tubes?|laboratory|lab|tissue|"
    r"slices?|receptors?|enzymes?|cultures?|microsomes?|preclinical|cloned|synaptosomes?)\b",
    re.I,
)


def _find(inspection: Inspection) -> Iterator[Finding]:
    sources = inspection.library.of(Source)
    for entry in inspection.library.entries_of(Compound):
        for i, claim in enumerate(entry.record.claims):
            keys = [e.source for e in claim.evidence if e.stance is Stance.SUPPORTS]
            known = [sources[key] for key in keys if key in sources]
            if not known or len(known) < len(keys) or any(about_people(source) for source in known):
                continue
            if not _TOLD.search(f"{claim.text} {claim.population or ''}"):
                message = f"`{claim.id}` rests on animals or cells only, but does not say so."
                remedy = "Begin with `In rats, …` or `In cell studies, …`, and set `population`."
                yield Finding(entry.place("claims", i, "text"), message, remedy)


RULE = Rule("FN208", _find)
