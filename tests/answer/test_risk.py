"""How much harm a reply could do is the highest risk of what it speaks of."""

from itertools import pairwise

import pytest

from bot.model.vocabulary import Risk


def of_each(knowledge, answerer, risk):
    return [
        (key, answerer.open(f"card:{key}#overview"))
        for key, c in knowledge.compounds.items()
        if c.risk is risk
    ]


@pytest.mark.parametrize("risk", Risk)
def test_a_card_has_the_risk_of_its_compound(knowledge, answerer, risk):
    """Whatever its section."""
    cards = of_each(knowledge, answerer, risk)
    assert cards and all(outcome.draft.risk is risk for _, outcome in cards)


def test_a_question_has_the_highest_risk_of_itself_and_its_compounds(knowledge, answerer):
    """A question that only informs, on a compound that asks for caution, asks for caution."""
    for key, faq in knowledge.faqs.items():
        own = [faq.risk, *(knowledge.compounds[c].risk for c in faq.compounds if c in knowledge.compounds)]
        assert answerer.open(f"faq:{key}").draft.risk is Risk.highest(own)


def test_no_combination_is_only_information(knowledge, answerer):
    """Not even of two compounds of which each alone is; a grave one is a high risk whatever its parts are."""
    harmless = [f"compound.{key}" for key, _ in of_each(knowledge, answerer, Risk.INFO)]
    for a, b in pairwise(harmless):
        assert answerer.open(f"pair:{a}+{b}").draft.risk is not Risk.INFO
    grave = [i for i in knowledge.interactions.values() if i.severity in ("contraindicated", "major")]
    assert grave
    for record in grave:
        assert answerer.open(f"interaction:{record.id}").draft.risk is Risk.HIGH


def test_a_comparison_has_the_highest_risk(knowledge, answerer):
    """Of the two cards."""
    (high, _), *_ = of_each(knowledge, answerer, Risk.HIGH)
    (info, _), *_ = of_each(knowledge, answerer, Risk.INFO)
    assert answerer.open(f"compare:{info}+{high}").draft.risk is Risk.HIGH
