"""Rules that only apply a word list of `knowledge/vocabulary/wording.yaml` to texts."""

from collections.abc import Callable, Iterator

from bot.library.checks.rule import Finding, Inspection
from bot.library.wording import Wording
from bot.model.base import Record


def lists(inspection: Inspection, code: str) -> list[Wording]:
    """The word lists of a rule."""
    return [words for words in inspection.library.of(Wording).values() if words.rule == code]


def phrase_rule(
    code: str, message: str, kinds: tuple[type[Record], ...]
) -> Callable[[Inspection], Iterator[Finding]]:
    """A rule that reports each listed phrase in the texts of some kinds; `message` holds `{phrase}`."""

    def find(inspection: Inspection) -> Iterator[Finding]:
        for words in lists(inspection, code):
            for text in inspection.prose(*kinds):
                for phrase in words.found_in(text.text):
                    yield Finding(text.find(phrase), message.format(phrase=phrase), words.instead)

    return find
