"""Typing errors are mended towards the corpus; names are never made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.spelling import SpellingRepair

TEXTS = [("how", "to", "cancel", "my", "reservation"), ("track", "the", "delivery"), ("modafinil", "dose")]


@pytest.fixture(scope="module")
def repair():
    return SpellingRepair(TEXTS, never=frozenset({"modafinil"}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("resevration", "reservation"), ("delivrey", "delivery"), ("cancle", "cancel"), ("frpm", "from")],
)
def test_an_error_is_mended(repair, typed, meant):
    """Swapped, missing, doubled and neighbouring letters lead back to the word."""
    assert repair.repair((typed,)) == (meant,)


def test_a_name_is_never_made_from_something_else(repair):
    """A protected word is not a possible repair."""
    assert repair.repair(("modafinl",)) != ("modafinil",)


def test_words_that_exist_stay(repair):
    """Neither corpus words nor English words are touched."""
    assert repair.repair(("cancel", "horse", "the")) == ("cancel", "horse", "the")


def test_two_stands_for_to_where_the_corpus_says_so(repair):
    """`how 2 cancel` is read as `how to cancel`, `2 days` is not."""
    assert repair.repair(("how", "2", "cancel"))[1] == "to"
    assert repair.repair(("2", "days"))[0] == "2"


@given(st.lists(st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=14), max_size=8))
def test_no_word_is_lost(words):
    """As many words come out as went in."""
    assert len(SpellingRepair(TEXTS).repair(words)) == len(words)
