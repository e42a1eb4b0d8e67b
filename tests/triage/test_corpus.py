"""The written corpus: how much is caught, how much is disturbed, on voices that were not trained on."""

import pytest

from bot.retrieve.encoder import load_encoder
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage
from tests.triage.conftest import rows


def test_the_corpus_is_large_and_holds_voices_out():
    """At least 1,500 alarms and 2,500 look-alikes in many voices, some of them held out whole."""
    messages = [r for r in rows() if r["author"] != "refusal-writer"]
    alarms = [r for r in messages if r["label"] in {"emergency", "crisis"}]
    assert len(alarms) >= 1500
    assert len(messages) - len(alarms) >= 2500
    assert len({r["author"] for r in messages}) >= 40
    trained = {r["author"] for r in messages if r["split"] == "train"}
    held = {r["author"] for r in messages if r["split"] == "held-out"}
    assert len(held) >= 6
    assert not trained & held


DISTURBED = {"words": 1 / 6, "meaning": 1 / 10}
"""How many look-alikes may alarm: without the encoder triage errs further on the safe side."""


@pytest.fixture(scope="module", params=DISTURBED)
def mode(request):
    """Without and with the sentence encoder."""
    return request.param


@pytest.fixture(scope="module")
def read(mode, floor):
    return Triage(floor.signals, load_scorer(load_encoder("on") if mode == "meaning" else None))


def test_held_out_alarms_are_caught(read):
    """At least nineteen in twenty of the held-out alarms."""
    alarms = [r["text"] for r in rows(split="held-out") if r["label"] in {"emergency", "crisis"}]
    missed = [text for text in alarms if read.assess(text) is None]
    assert len(missed) <= len(alarms) / 20, missed


def test_held_out_look_alikes_stay_quiet(read, mode):
    """At most one in ten of look-alikes that were written to resemble alarms word by word, one in six in light mode."""
    texts = [r["text"] for r in rows(split="held-out", label="harmless")]
    alarmed = [text for text in texts if read.assess(text)]
    assert len(alarmed) <= len(texts) * DISTURBED[mode], alarmed


def test_the_scorer_ships():
    """The weights are in the package: without them triage falls back to rules alone."""
    assert load_scorer() is not None
