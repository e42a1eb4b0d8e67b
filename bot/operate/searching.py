"""The retriever as the rules on wordings see it: a question → the questions it finds."""

from bot.core import build_answerer
from bot.desk.asking import found_by
from bot.library.checks import Searcher
from bot.model.knowledge import Knowledge
from bot.model.question import Question
from bot.settings import Settings


def searcher(knowledge: Knowledge) -> Searcher:
    """Asks the whole core in its light mode; an answer counts first, then what it suggests."""
    answerer = build_answerer(knowledge, Settings(encoder="off"))
    return lambda text: found_by(answerer.answer(Question(text)).draft)
