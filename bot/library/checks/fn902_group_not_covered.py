"""A complete card says something on the groups that are hurt most easily."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.vocabulary import Group

REQUIRED = (Group.PREGNANCY, Group.MINORS, Group.OLDER_PEOPLE, Group.KIDNEY, Group.LIVER)


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Compound):
        card: Compound = entry.record
        if card.status != "complete":
            continue
        have = {claim.group for claim in card.claims} | {unknown.group for unknown in card.unknowns}
        for group in REQUIRED:
            if group not in have:
                message = f"This complete card says nothing on the group `{group.value}`."
                remedy = f"Add a claim or an unknown with `group: {group.value}`."
                yield Finding(entry.place("status"), message, remedy)


RULE = Rule("FN902", _find)
