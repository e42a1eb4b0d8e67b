"""The text that speaks of what was asked comes first, and substances of the background do not take over."""

import pytest

from bot.answer.telling import Asked
from bot.model.outcome import Kind, Paragraph
from bot.model.question import Question


def ask(answerer, text):
    return answerer.answer(Question(text)).draft


def texts(draft):
    return [p.text for section in draft.sections for p in section.paragraphs]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("does melatonin help against jet lag", "jet lag"),
        ("aniracetam against anxiety", "anxiety"),
        ("any use of ginkgo against tinnitus", "tinnitus"),
        ("effects of magnesium on muscle cramps", "cramps"),
        ("does curcumin lift the mood", "depression"),
    ],
)
def test_a_section_begins_with_what_was_asked(answerer, question, word):
    """The first text names the thing itself or a word that means the same."""
    assert word in texts(ask(answerer, question))[0]


def test_a_thing_that_only_another_section_names_is_brought_up(answerer):
    """The side effects of mucuna say nothing on libido; what is not known of it stands first."""
    draft = ask(answerer, "side effects of mucuna on libido")
    assert "libido" in texts(draft)[0]
    assert draft.compounds == ("mucuna",)


def test_no_text_is_lost_by_the_order(answerer):
    """The same texts are shown whatever is asked first."""
    plain, asked = (
        ask(answerer, q) for q in ("aniracetam effects", "effects of aniracetam on anxiety in daily life")
    )
    assert set(texts(plain)) <= set(texts(asked))


def test_without_telling_words_the_order_of_the_file_stays():
    """A press on a section, or a bare name, changes nothing."""
    paragraphs = [Paragraph("one"), Paragraph("two")]
    assert Asked().first([(p.text, p) for p in paragraphs]) == paragraphs


def test_a_substance_of_the_background_does_not_turn_the_answer(answerer):
    """Coffee in the story before the question asks for no comparison."""
    draft = ask(answerer, "Coffee does nothing for me anymore. Would tyrosine help with motivation?")
    assert draft.compounds == ("l-tyrosine",)


def test_a_grave_pair_is_named_whatever_was_asked(answerer):
    """A question on the time of day still gets the warning of the pair."""
    draft = ask(answerer, "phenibut in the morning, would a few beers in the evening be fine?")
    assert draft.kind is Kind.ANSWER_WITH_WARNING
    assert draft.entries == ("interaction:alcohol--phenibut",)


def test_more_than_four_substances_are_not_passed_over_in_silence(answerer):
    """What was not looked at is named, and the gravest pair is among what was."""
    draft = ask(answerer, "can I combine zinc, creatine, glycine, taurine, phenibut and alcohol in one day?")
    assert "interaction:alcohol--phenibut" in draft.entries
    assert any("Not looked at here" in text for text in texts(draft))


def test_a_missing_card_is_said_when_a_comparison_is_asked(answerer):
    """Half a comparison would be taken for a whole one."""
    draft = ask(answerer, "nefiracetam versus pramiracetam")
    assert draft.kind is Kind.SUGGEST
    assert "Nefiracetam" in texts(draft)[0]


def test_an_unreviewed_pair_shows_what_the_cards_say_of_each_other(answerer):
    """The card on creatine has a line on caffeine."""
    draft = ask(answerer, "can I take caffeine together with creatine")
    assert any("taken up" in text for text in texts(draft))


def test_limits_stand_before_the_list_of_trials(answerer):
    """Who asks for an amount reads first what is known of too much."""
    first = texts(ask(answerer, "vitamin d dosage"))[0]
    assert "upper" in first


def test_a_general_entry_answers_where_a_card_knows_nothing(answerer):
    """How to store fish oil is not known, how to store supplements is."""
    draft = ask(answerer, "whey protein past its expiry date, still ok?")
    assert draft.entries[0] == "faq:storage-expiry"
    assert draft.compounds == ("whey-protein",)
