"""The retriever as the rules on wordings see it: a question → the questions it finds."""

from bot.answer.entries import parse_entry
from bot.core import build_answerer
from bot.library.checks import Searcher
from bot.model.knowledge import Knowledge
from bot.model.question import Question
from bot.settings import Settings


def searcher(knowledge: Knowledge) -> Searcher:
    """Asks the whole core in its light mode; an answer counts first, then what it suggests."""
    answerer = build_answerer(knowledge, Settings(encoder="off"))

    def search(text: str) -> list[str]:
        draft = answerer.answer(Question(text)).draft
        refs = [parse_entry(entry) for entry in (*draft.entries, *(choice.entry for choice in draft.choices))]
        return [ref.key for ref in refs if ref and ref.kind == "faq"]

    return search
