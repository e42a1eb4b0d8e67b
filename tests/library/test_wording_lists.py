"""Words that reviewed texts must not use, and how hard a text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.readability import grade, longest_sentence, syllables
from bot.library.strict_yaml import parse
from bot.library.wording import Wording, sentences
from tests.library.small_knowledge import REAL

LISTS = [
    Wording.model_validate(row)
    for row in parse((REAL / "vocabulary/wording.yaml").read_text("utf-8"), "w").value
]


def found(code, text):
    return [phrase for words in LISTS if words.rule == code for phrase in words.found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Take 100 mg in the morning.",
        "It was tested. Start with a small amount.",
        "Most adults should be fine; it is safe.",
        "It is generally safe for older adults.",
        "You should take it with food.",
        "We recommend a break.",
    ],
)
def test_advice_is_found(text):
    """Imperatives at the start of a sentence, and verdicts on safety, are advice."""
    assert found("FN401", text)


@pytest.mark.parametrize(
    "text",
    [
        "People who take it reported headaches.",
        "Ask a pharmacist before you take it with other medicines.",
        "Nobody knows whether it is safe in pregnancy.",
        "It is not safe for children.",
        "That does not mean that it is safe.",
        "No side effects were reported in 12 adults.",
        "It was well tolerated in a 12-week trial.",
    ],
)
def test_plain_facts_are_not_advice(text):
    """Doubt, negation and reports are how such things are said."""
    assert found("FN401", text) == []


@pytest.mark.parametrize(
    "text", ["It cures anxiety.", "It prevents dementia.", "Daily use protects against strokes."]
)
def test_promises_are_found(text):
    """A verb of healing with an illness is a promise."""
    assert found("FN402", text)


@pytest.mark.parametrize(
    "text",
    [
        "A trial tested whether it prevents dementia.",
        "It is a medicine prescribed to treat narcolepsy.",
        "It prevents the breakdown of acetylcholine.",
        "There is no evidence that it treats depression.",
    ],
)
def test_what_a_trial_tested_may_be_said(text):
    """Saying what was tested, prescribed or not shown is no promise."""
    assert found("FN402", text) == []


def test_every_list_belongs_to_a_rule_that_reads_it():
    """No list is left over: each names a rule there is."""
    from bot.library.checks import all_rules

    assert {words.rule for words in LISTS} <= {rule.code for rule in all_rules()}
    assert {"FN401", "FN402", "FN403", "FN404", "FN406"} <= {words.rule for words in LISTS}


@given(st.text(max_size=400))
def test_no_text_stops_the_lists(text):
    """Any text is looked through, and what is found stands in it."""
    assert all(phrase.lower() in text.lower() for code in ("FN401", "FN402") for phrase in found(code, text))


@given(st.text("ab.!? 1\n", max_size=200))
def test_sentences_lose_no_letter(text):
    """Cutting a text into sentences keeps all that is not a space."""
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_numbers_stay_in_their_sentence():
    """A decimal point ends no sentence."""
    assert sentences("It rose 1.7 times. Then it fell.") == ["It rose 1.7 times.", "Then it fell."]


def test_plain_words_read_more_easily():
    """Short words and sentences get a lower grade than long ones; a short text gets none."""
    plain = "The pulse went up. It was a small trial. Ten men took part. They were all young. " * 2
    hard = "Pharmacokinetic characterisation demonstrated considerable interindividual variability " * 8

    assert grade(plain) < 5 < 15 < grade(hard)
    assert grade("Short text.") == 0
    assert longest_sentence("One two three. One two [@lee-2019].") == 3
    assert (syllables("table"), syllables("rise"), syllables("acetylcholine")) == (2, 1, 5)
