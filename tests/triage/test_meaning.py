"""Meaning is read where the encoder is installed; whatever breaks in it, triage goes on by words and rules."""

import logging

import numpy as np
import pytest

from bot.retrieve.encoder import SentenceEncoder, load_encoder
from bot.triage import meaning, scorer
from bot.triage.scorer import Stretch, load_scorer
from bot.triage.taxonomy import weigh, window
from bot.triage.triage import Triage

ALARM = "i swallowed the whole bottle of pills and now i cant breathe"
POST = "I went to the shop and bought some green tea and oats for my breakfast this week, then I came home again. "


class Broken:
    """An encoder with the right name that fails in the given way."""

    def __init__(self, failure):
        self.failure = failure
        self.id = SentenceEncoder.id

    def pieces(self, text):
        if isinstance(self.failure, Exception):
            raise self.failure
        return self.failure


@pytest.fixture(scope="module")
def encoder():
    found = load_encoder("on")
    assert isinstance(found, SentenceEncoder)
    return found


@pytest.fixture(scope="module")
def meant(floor, encoder):
    return Triage(floor.signals, load_scorer(encoder))


def scores(triage, judged_by, text):
    reading = triage.read(text)
    windows = [window(reading, *edges) for edges in reading.windows]
    return judged_by.score(reading, [Stretch(w.start, w.end, weigh(w)) for w in windows])


@pytest.mark.parametrize(
    "failure",
    [RuntimeError("out of memory"), KeyError("x"), np.zeros((0, 384)), np.zeros((3, 5)), np.full((4, 384), np.nan)],
    ids=["error", "another error", "no pieces", "wrong shape", "no numbers"],
)  # fmt: skip
def test_a_broken_encoder_does_not_silence_triage(floor, triage, failure):
    """The scores are those without an encoder, and the alarm is raised."""
    broken = load_scorer(Broken(failure))
    assert broken.meaning is not None
    assert scores(triage, broken, ALARM) == scores(triage, load_scorer(), ALARM)
    assert Triage(floor.signals, broken).assess(ALARM) is not None


@pytest.mark.parametrize("name", ["missing.onnx", "floor.json"])
def test_layers_that_cannot_be_read_are_left_out(monkeypatch, caplog, encoder, name):
    """A missing file or one with other content: a warning, and scoring by words."""
    monkeypatch.setattr(meaning, "FILE", name)
    with caplog.at_level(logging.WARNING):
        found = load_scorer(encoder)
    assert found.meaning is None
    assert "not used" in caplog.text


def test_layers_go_with_the_encoder_they_were_trained_with(monkeypatch, encoder):
    """With other weights below them they are left out."""
    assert load_scorer(encoder).meaning is not None
    monkeypatch.setattr(SentenceEncoder, "id", "other")
    assert load_scorer(encoder).meaning is None


def test_an_encoder_without_word_pieces_is_not_enough(caplog):
    """It is said in a warning, and scoring goes on by words."""

    class Vectors:
        id = SentenceEncoder.id

    with caplog.at_level(logging.WARNING):
        assert load_scorer(Vectors()).meaning is None
    assert "no word pieces" in caplog.text


def test_a_message_has_one_score(triage, encoder):
    """The same message is scored the same by any two loaded scorers."""
    assert scores(triage, load_scorer(encoder), ALARM) == scores(triage, load_scorer(encoder), ALARM)


def test_a_long_message_costs_a_bounded_reading(monkeypatch, triage, encoder):
    """However long it is, no more than `READ_WORDS` words are read for meaning, the most worrying first."""
    read = []
    monkeypatch.setattr(meaning.Meaning, "sums", lambda self, text: read.append(text) or np.zeros(3))
    scores(triage, load_scorer(encoder), POST * 10 + ALARM + ". " + POST * 10)
    assert len(read) > 1
    assert sum(len(text.split()) for text in read) <= scorer.READ_WORDS
    assert ALARM in read[0]


def test_an_alarm_buried_in_a_long_post_is_found(meant):
    """One line in twenty ordinary ones, wherever it stands."""
    for before in (0, 10, 20):
        assert meant.assess(POST * before + ALARM + ". " + POST * (20 - before)) is not None
