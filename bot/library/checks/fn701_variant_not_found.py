"""Each wording of a question must find its own entry."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.strict_yaml import Route
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    if inspection.search is None:
        return
    for entry in inspection.library.entries_of(Faq):
        wordings: list[tuple[str, Route]] = [(entry.record.question, ("question",))]
        wordings += [(text, ("variants", i)) for i, text in enumerate(entry.record.variants)]
        for text, route in wordings:
            found = inspection.search(text)
            if not found or found[0] != entry.key:
                instead = f"finds `{found[0]}`" if found else "finds nothing"
                message = f"This wording {instead}, not this entry."
                remedy = (
                    "Name the compound, use words of the question, or move the wording to the other entry."
                )
                yield Finding(entry.place(*route), message, remedy)


RULE = Rule("FN701", _find)
