"""Follow-ups take over what they leave out, several questions are cut apart, greetings are no questions."""

import pytest

from bot.model.vocabulary import Topic


@pytest.mark.parametrize(
    ("text", "earlier", "substances", "topic"),
    [
        ("and for older people?", "how much magnesium", ("magnesium",), Topic.SPECIAL_POPULATION),
        ("what about its half-life", "modafinil side effects", ("modafinil",), Topic.HALF_LIFE),
        (
            "how does that compare with noopept",
            "what is piracetam",
            ("piracetam", "noopept"),
            Topic.COMPARISON,
        ),
        ("what about noopept", "modafinil half life", ("noopept",), Topic.HALF_LIFE),
        ("and with alcohol?", "is kava safe", ("kava", "alcohol"), Topic.INTERACTION),
        ("which is better", "creatine or caffeine", ("creatine", "caffeine"), Topic.COMPARISON),
    ],
)
def test_a_follow_up_inherits_what_it_leaves_out(understander, text, earlier, substances, topic):
    """Names, topic or both come from the message it answers."""
    read = understander.read(text, earlier)
    assert read.links.substances == substances
    assert read.topic is topic


@pytest.mark.parametrize(
    "text",
    ["what is vitamin d", "so what should I do for sleep", "how do I centre a div", "dose of phenylcetamide"],
)
def test_a_question_that_stands_on_its_own_inherits_nothing(understander, text):
    """Another substance, a general question or an unknown name is not mixed with the earlier one."""
    assert "phenibut" not in understander.read(text, "what is phenibut").links.compounds


def test_a_question_about_an_unnamed_substance_is_marked(understander):
    """Without context, `how does it work` asks which."""
    assert understander.read("how does it work?").unnamed
    assert not understander.read("how does it work?", "what is bacopa").unnamed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("thanks!!", "thanks"),
        ("hey", "greeting"),
        ("good morning", "greeting"),
        ("ok thanks, that helps", "thanks"),
    ],
)
def test_greetings_and_thanks_are_smalltalk(understander, text, wanted):
    """They are told from questions."""
    assert understander.read(text).smalltalk == wanted


@pytest.mark.parametrize("text", ["hey what is bacopa", "thanks, and the dose?"])
def test_a_question_with_a_greeting_is_a_question(understander, text):
    """A polite question is not smalltalk."""
    assert understander.read(text).smalltalk is None


def test_questions_of_one_message_are_cut_apart(understander):
    """Each is asked for itself; a statement stays with the question it belongs to."""
    text = "Hi! I sleep badly. What is the dose of magnesium and does it interact with ssri? Is melatonin better?"
    assert understander.questions.split(text) == (
        "I sleep badly. What is the dose of magnesium",
        "does it interact with ssri?",
        "Is melatonin better?",
    )


def test_a_message_without_a_question_stays_whole(understander):
    """A statement is looked at as it is."""
    assert understander.questions.split("bacopa for memory") == ("bacopa for memory",)
