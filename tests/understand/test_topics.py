"""What a question is about, from phrases and from likeness to example questions."""

import numpy as np
import pytest

from bot.model.vocabulary import Topic
from bot.understand.names import Links
from bot.understand.normalize import normalize
from bot.understand.topics import TopicFinder, masked


@pytest.fixture(scope="module")
def finder(knowledge):
    return TopicFinder(knowledge)


def topic(understander, text):
    return understander.read(text).topic


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("half life of modafinil", Topic.HALF_LIFE),
        ("how does piracetam work", Topic.MECHANISM),
        ("does piracetam work", Topic.EVIDENCE),
        ("where can I buy noopept", Topic.SOURCING),
        ("creatine vs caffeine", Topic.COMPARISON),
        ("creatine with caffeine", Topic.STACKING),
        ("5-htp with sertraline", Topic.INTERACTION),
        ("is kratom legal", Topic.LEGALITY),
        ("will kratom show up on a drug test", Topic.DRUG_TEST),
        ("best time of day for rhodiola", Topic.TIMING),
        ("bacopa while pregnant", Topic.SPECIAL_POPULATION),
        ("does semax need the fridge", Topic.STORAGE_PREPARATION),
        ("zinc side effcts", Topic.SIDE_EFFECTS),
    ],
)
def test_a_phrase_decides_the_topic(understander, text, wanted):
    """The topic's own words win, misspelt or not."""
    assert topic(understander, text) is wanted


def test_a_longer_phrase_hides_the_shorter_one_in_it(finder):
    """`how does X work` is about the mechanism, not about whether it works."""
    reading = finder.find(normalize("how does it work"), Links())
    assert all("does it work" not in s.cues for s in reading.ranked)


def test_several_topics_are_reported_when_several_are_asked(understander):
    """Dose and side effects in one question are both there."""
    assert set(understander.read("dosage and side effects of bacopa").topics) >= {
        Topic.DOSAGE,
        Topic.SIDE_EFFECTS,
    }


def test_a_bare_name_has_no_topic(understander):
    """Nothing is asked, so nothing is guessed."""
    assert understander.read("melatonin").topics == ()


def test_names_are_masked_before_phrases_are_looked_for(understander):
    """The letters of a name are no cue."""
    read = understander.read("valerian root and magnesium")
    assert masked(read.normalized, read.links).count("\x00x") == 2


def test_likeness_helps_where_no_phrase_does(knowledge):
    """With vectors, an unheard wording takes the topic of the examples nearest to it."""

    def encode(texts):
        words = ("hit", "punch", "fridge", "shop", "receptor", "kidney")
        rows = np.array([[w in t for w in words] + [1.0] for t in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    finder = TopicFinder(knowledge, encode)
    plain = TopicFinder(knowledge)
    text = normalize("the punch of it is gone")
    assert plain.find(text, Links()).best is None
    assert finder.find(text, Links()).best is not None
