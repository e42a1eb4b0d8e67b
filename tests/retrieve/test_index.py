"""Questions find their entry, confidence tells when to keep quiet, and building is deterministic."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieve import index as index_module
from bot.retrieve.index import Entry, Index


@pytest.fixture(scope="module", params=["spelling only", "with vectors"])
def index(request, entries, encoder):
    return Index.build(entries, encoder if request.param == "with vectors" else None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("track my delivery", "delivery"),
        ("i forgot the pasword", "password"),
        ("OPENING HOURS??", "hours"),
        ("any vacancies", "jobs"),
        ("gift wraping", "gift"),
    ],
)
def test_a_question_finds_its_entry(index, text, wanted):
    """The right entry comes first, misspelt, shouted or shortened."""
    assert index.search(text)[0].entry_id == wanted


def test_every_wording_finds_its_own_entry(index, entries):
    """A variant is as good as the question."""
    for entry in entries:
        for wording in (entry.question, *entry.variants):
            assert index.search(wording)[0].entry_id == entry.id


def test_confidence_is_high_for_a_known_wording_and_low_for_another_field(index):
    """The threshold lies between the two."""
    known = index.search("where is my parcel")[0].confidence
    other = index.search("quantum chromodynamics lattice")[0].confidence
    assert other < index.calibration.answer_at <= known


def test_a_text_without_words_finds_nothing(index):
    """Emoji and marks are no question."""
    assert index.search("🎉 ?!") == ()


def test_the_search_can_be_limited_to_some_entries(index, entries):
    """Only allowed positions are returned."""
    allowed = np.array([0, 3])
    hits = index.search("track my delivery", allowed=allowed)
    assert {h.entry_id for h in hits} <= {entries[0].id, entries[3].id}


def test_channels_say_where_a_score_comes_from(entries, encoder):
    """`Why this answer?` can show wording, meaning and answer apart."""
    hit = Index.build(entries, encoder).search("refund please")[0]
    assert dict(hit.channels).keys() == {"wording", "meaning", "centre", "classifier", "answer"}


@given(st.text(max_size=150))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_hits_with_a_probability(index, text):
    """Scores fall, confidences are probabilities, and the same text gives the same hits."""
    hits = index.search(text, 4)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0.0 <= h.confidence <= 1.0 for h in hits)
    assert hits == index.search(text, 4)


def test_a_large_corpus_is_searched_in_two_steps_with_the_same_winner(entries, encoder, monkeypatch):
    """The first look keeps what the full look would have chosen."""
    whole = Index.build(entries, encoder)
    monkeypatch.setattr(index_module, "ALL_AT_ONCE", 2)
    monkeypatch.setattr(index_module, "FIRST_LOOK", 4)
    for text in ("track my delivery", "any vacancies", "gift wraping", "size chart"):
        assert Index.build(entries, encoder).search(text)[0].entry_id == whole.search(text)[0].entry_id


def test_repair_never_makes_a_protected_name():
    """An unknown name does not become a known one by spelling repair."""
    entries = (Entry("a", "modafinil dose"), Entry("b", "sleep and light"))
    guarded = Index.build(entries, never=frozenset({"modafinil"}))
    assert "modafinil" not in guarded.spelling.repair(("modafinyl",))
    assert "modafinil" in Index.build(entries).spelling.repair(("modafinyl",))


@pytest.mark.parametrize("broken", [(), (Entry("a", "x y"), Entry("a", "z"))])
def test_an_index_needs_distinct_entries(broken):
    """Nothing, or one id twice, is refused."""
    with pytest.raises(ValueError, match="distinct ids"):
        Index.build(broken)
