"""The written corpus: how much is caught, how much is disturbed, on voices that were not trained on."""

import pytest

from bot.triage.scorer import load_scorer
from tests.triage.conftest import rows


def test_the_corpus_is_large_and_holds_voices_out():
    """At least 1,500 alarms and 2,500 look-alikes in many voices, some of them held out whole."""
    messages = [r for r in rows() if r["author"] != "refusal-writer"]
    alarms = [r for r in messages if r["label"] != "harmless"]
    assert len(alarms) >= 1500
    assert len(messages) - len(alarms) >= 2500
    assert len({r["author"] for r in messages}) >= 40
    trained = {r["author"] for r in messages if r["split"] == "train"}
    held = {r["author"] for r in messages if r["split"] == "held-out"}
    assert len(held) >= 6
    assert not trained & held


def test_held_out_alarms_are_caught(triage):
    """At least nine in ten of the held-out alarms, with no encoder installed."""
    alarms = [r["text"] for r in rows(split="held-out") if r["label"] in {"emergency", "crisis"}]
    missed = [text for text in alarms if triage.assess(text) is None]
    assert len(missed) <= len(alarms) / 10, missed


@pytest.mark.parametrize("label", ["harmless"])
def test_held_out_look_alikes_stay_quiet(triage, label):
    """At most one in seven of look-alikes that were written to resemble alarms word by word."""
    texts = [r["text"] for r in rows(split="held-out", label=label)]
    alarmed = [text for text in texts if triage.assess(text)]
    assert len(alarmed) <= len(texts) / 7, alarmed


def test_the_scorer_ships():
    """The weights are in the package: without them triage falls back to rules alone."""
    assert load_scorer() is not None
