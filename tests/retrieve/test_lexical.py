"""The inverted index is TF-IDF cosine: identical texts score full, unrelated ones nothing, rare words most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieve.lexical import LexicalIndex

TEXTS = [("red", "apple", "pie"), ("green", "apple"), ("blue", "whale"), ()]
WORDS = st.lists(st.sampled_from(["red", "apple", "pie", "whale", "sky", "reed"]), max_size=6)


@pytest.fixture(scope="module")
def index():
    return LexicalIndex(TEXTS, 0.5, 0.5)


def test_a_text_scores_full_against_itself(index):
    """The cosine of a text with itself is one."""
    assert index.scores(TEXTS[0])[0] == pytest.approx(1.0, abs=1e-5)


def test_no_shared_letters_score_nothing(index):
    """Unrelated texts are at zero, and so is an empty one."""
    assert index.scores(("xyz",)).max() == 0
    assert index.scores(TEXTS[0])[3] == 0


def test_a_misspelt_word_still_meets_its_text(index):
    """Letter groups survive a typing error."""
    assert index.scores(("whalle",)).argmax() == 2


def test_a_rare_word_counts_more_than_a_common_one(index):
    """`pie` tells more than `apple`."""
    scores = LexicalIndex(TEXTS, 1.0, 0.0).scores(("apple", "pie"))
    assert scores[0] > scores[1] > 0


@given(WORDS)
def test_scores_stay_between_zero_and_the_weights(words):
    """No query leaves the range."""
    scores = LexicalIndex(TEXTS, 0.5, 0.5).scores(words)
    assert scores.min() >= 0
    assert scores.max() <= 1.0 + 1e-5
