"""A text that is hard to read is misread."""

from collections.abc import Iterator

from bot.library.checks.rule import Finding, Inspection, Rule
from bot.library.readability import grade, longest_sentence
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.substance import DrugClass, Medicine

HIGHEST_GRADE = 13
LONGEST_SENTENCE = 40


def _find(inspection: Inspection) -> Iterator[Finding]:
    library = inspection.library
    names = frozenset(
        word
        for entry in library.entries_of(Compound, DrugClass, Medicine)
        for word in entry.record.name.casefold().split()
    )
    for text in inspection.prose(Compound, Faq):
        words = longest_sentence(text.text)
        if words > LONGEST_SENTENCE:
            message = f"A sentence of `{text.field}` has {words} words."
            yield Finding(text.find(""), message, "Cut it in two; about 20 words read well.")
        elif (level := grade(text.text, names)) > HIGHEST_GRADE:
            message = f"`{text.field}` reads like school year {level:.0f}."
            yield Finding(
                text.find(""), message, "Use shorter sentences and everyday words where there are any."
            )


RULE = Rule("FN906", _find)
