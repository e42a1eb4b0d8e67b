"""Whatever kind of answer is chosen, people at more risk are shown their line."""

import pytest

from bot.model.outcome import Kind
from bot.model.question import Question


def ask(answerer, text):
    return answerer.answer(Question(text)).draft


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("creatine or caffeine, im 16", "Under 18"),
        ("ckd3b, magnesium?", "Kidneys"),
        ("is bacopa better than my concerta, could i switch", "Instead of a medicine"),
        ("are racetams ok for a boxer in competition", "Sport and doping"),
        ("how long does caffeine last? is creatine ok? im 16", "Under 18"),
    ],
)
def test_the_line_of_a_group_is_shown(answerer, text, label):
    """With a comparison, with shorthand, in place of a question back, with a class only, and over two answers."""
    draft = ask(answerer, text)
    assert draft.kind is Kind.ANSWER_WITH_WARNING
    assert label in [warning.label for warning in draft.warnings]


def test_an_unknown_substance_stays_unanswered(answerer):
    """A group's line must not make an answer out of a name that is in no list."""
    assert ask(answerer, "im pregnant, is zorbafetam ok").kind in (Kind.ABSTAIN, Kind.SUGGEST)
