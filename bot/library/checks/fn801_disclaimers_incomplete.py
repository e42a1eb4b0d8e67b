"""For every risk and for every unknown there is a text that goes with the answer."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.safety import Disclaimer
from bot.model.vocabulary import Risk, Severity

FILE = "safety/disclaimers.yaml"
NEVER_SAFE = (Severity.NONE_KNOWN, Severity.UNKNOWN)


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    nothing_to_answer = not library.of(Faq) and not library.of(Compound)
    if nothing_to_answer or any(kind is Disclaimer for kind, _ in library.lost):
        return
    texts = library.of(Disclaimer).values()
    place = next((e.place() for e in library.entries_of(Disclaimer)), library.file(FILE))
    for risk in Risk:
        if not any(text.when.always or risk in text.when.risk for text in texts):
            message = f"No disclaimer goes with answers of the risk `{risk.value}`."
            yield Finding(
                place, message, f"Add one with `when: {{risk: [{risk.value}]}}`, or one with `always: true`."
            )
    for severity in NEVER_SAFE:
        if not any(severity in text.when.severity for text in texts):
            message = f"No disclaimer says what `{severity.value}` means."
            remedy = (
                f"Add one with `when: {{severity: [{severity.value}]}}` that says that unknown is not safe."
            )
            yield Finding(place, message, remedy)


RULE = Rule("FN801", _find)
