"""A retracted source must not hold up anything."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.references import Mention
from bot.model.source import Source
from bot.model.vocabulary import Stance, Standing


def _find(inspection: Inspection) -> Iterator[Finding]:
    sources = inspection.library.of(Source)
    for mention in inspection.mentions:
        source = sources.get(mention.key)
        if source and source.integrity.status == "retracted" and not _is_told(mention):
            remedy = "Take it out, or set the claim to `status: superseded` and say so in its `note`."
            yield Finding(mention.place, f"The source `{mention.key}` was retracted.", remedy)


def _is_told(mention: Mention) -> bool:
    """Whether the source is only named as history: under a superseded claim, or as the other side."""
    value = mention.entry.value
    standing, stance = None, None
    for step in mention.route:
        if isinstance(value, dict):
            standing, stance = value.get("status", standing), value.get("stance", stance)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return standing == Standing.SUPERSEDED or stance in (Stance.DISPUTES, Stance.CONTEXT)


RULE = Rule("FN103", _find)
