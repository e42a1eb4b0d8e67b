"""An answer must cite something, unless it is about the bot itself."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.model.citation import cited_keys
from bot.model.faq import Faq


def _find(inspection: Inspection) -> Iterator[Finding]:
    for entry in inspection.library.entries_of(Faq):
        faq: Faq = entry.record
        if not faq.policy and not cited_keys(f"{faq.answer.short} {faq.answer.body or ''}"):
            remedy = "Cite each statement as `[@source-id]`, or set `policy: true` if it is about the bot."
            yield Finding(entry.place("answer"), "This answer cites no source.", remedy)


RULE = Rule("FN109", _find)
