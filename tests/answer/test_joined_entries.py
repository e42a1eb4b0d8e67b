"""A reply made of two entries has an id that opens both again; a forged one opens nothing it should not."""

import pytest

from bot.model.outcome import Kind
from bot.model.question import Question

TWO = "what is the half life of fasoracetam? and is phenibut legal in the uk?"


def test_two_questions_open_again_whole(answerer):
    """The same titles, texts, entries and warnings, from nothing but the id."""
    first = answerer.answer(Question(TWO))
    again = answerer.open(first.draft.address)
    assert len(first.draft.entries) == 2 and again.draft.entries == first.draft.entries
    assert again.draft.address == first.draft.address and again.draft.title == first.draft.title
    assert again.draft.sections == first.draft.sections and again.draft.warnings == first.draft.warnings
    assert again.safety == first.safety and again.citations == first.citations


def test_an_answer_for_any_substance_keeps_the_card_below_it(answerer):
    """A general answer above a section that knows nothing opens again as both."""
    joined = answerer.open("general:faq:before-any-nootropic&card:fasoracetam#tolerance_withdrawal")
    alone = answerer.open("faq:before-any-nootropic")
    assert joined.draft.entries == ("faq:before-any-nootropic", "card:fasoracetam#tolerance_withdrawal")
    assert len(joined.draft.sections) > len(alone.draft.sections)


def test_when_one_of_two_is_gone_the_other_is_shown(answerer):
    """Under its own title, as if it had been asked alone."""
    left = answerer.open("two:faq:gone&card:phenibut#legality")
    assert left.draft.entries == ("card:phenibut#legality",)
    assert left.draft.title == answerer.open("card:phenibut#legality").draft.title


@pytest.mark.parametrize(
    "entry",
    [
        "two:a&b",
        "two:&",
        "two:faq:gone&",
        "general:&faq:gone",
        "three:faq:a&faq:b",
        "two:two:a&b&two:c&d",
        "&",
    ],
)
def test_a_forged_id_opens_nothing(answerer, entry):
    """It abstains, with its safety text."""
    outcome = answerer.open(entry)
    assert outcome.kind is Kind.ABSTAIN and outcome.safety.after
