"""The compiled-in copy: there without any folder, equal to the knowledge, and known to be stale when it is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.library.reader import read_library
from bot.library.strict_yaml import parse_bytes
from bot.model.vocabulary import Group
from bot.triage.floor import floor_text, is_stale, make_floor, read_floor
from bot.triage.reading import Lexicon
from bot.triage.refusing import REFUSALS
from bot.triage.signals import FILES, SIGNAL_FILES, SignalError, parse_signals

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def signal_files():
    folder = KNOWLEDGE / "safety/triage"
    return {stem: parse_bytes((folder / f"{stem}.yaml").read_bytes(), stem).value for stem in FILES}


@pytest.fixture(scope="module")
def safety():
    return read_library(KNOWLEDGE).knowledge().safety


def test_the_floor_is_the_knowledge(safety, signal_files):
    """Nobody changed a safety text without rebuilding the floor (`python benchmarks/make_floor.py`)."""
    assert not is_stale(floor_text(), safety, signal_files)


def test_a_changed_text_makes_it_stale(safety, signal_files):
    """One changed word in a card, one changed phrase: both are noticed."""
    card = safety.cards[0].model_copy(update={"title": "Changed"})
    assert is_stale(floor_text(), replace(safety, cards=(card, *safety.cards[1:])), signal_files)
    changed = {**signal_files, "harmless": signal_files["harmless"][1:]}
    assert is_stale(floor_text(), safety, changed)


def test_making_it_twice_gives_the_same_text(floor, safety, signal_files):
    """The file is a function of its input and survives a round trip."""
    text = make_floor(safety, signal_files, floor.signals.real_words)
    assert text == floor_text()
    assert read_floor(text) == floor


def test_every_group_has_a_warning_that_names_somebody_to_ask(floor):
    """All groups of the vocabulary, each with a professional or an authority, none with a dose."""
    groups = {g.group: g.text for g in floor.safety.groups}
    assert set(groups) == set(Group)
    helpers = (
        "doctor",
        "midwife",
        "pharmacist",
        "psychiatrist",
        "specialist",
        "surgeon",
        "prescriber",
        "oncologist",
    )
    assert [g for g, text in groups.items() if not any(h in text.lower() for h in helpers)] == []
    assert [
        g for g, text in groups.items() if any(f" {unit}" in text for unit in ("mg", "gram", "mcg"))
    ] == []


def test_every_refusal_the_code_names_exists(floor):
    """The rules and the texts know the same refusals; each says no and offers something."""
    texts = {r.id: r for r in floor.safety.refusals}
    assert set(REFUSALS.values()) == set(texts)
    for refusal in texts.values():
        assert "can't help" in refusal.text or "do not give" in refusal.text
        assert "http" not in refusal.text + refusal.instead


def test_one_disclaimer_is_always_there(floor):
    """Every reply ends with the general line."""
    assert any(d.when.always and d.position == "after" for d in floor.safety.disclaimers)


def test_signals_that_do_not_fit_are_named():
    """A missing file, a wrong strength, an entry without phrases: each is said in a sentence."""
    with pytest.raises(SignalError, match="missing"):
        parse_signals({})
    files = {stem: [] for stem in FILES}
    entry = {"id": "x", "strength": "loud", "about": "y", "phrases": ["z"]}
    with pytest.raises(SignalError, match="strength"):
        parse_signals({**files, "signs": [entry]})
    with pytest.raises(SignalError, match="phrases"):
        parse_signals({**files, "signs": [{**entry, "strength": "red", "phrases": []}]})


def test_an_unknown_word_class_is_named():
    """A phrase with a class that does not exist is an error, not a phrase that never matches."""
    files = {stem: [] for stem in FILES}
    entry = {"id": "x", "strength": "red", "about": "y", "phrases": ["<nobody> sleeps"]}
    with pytest.raises(ValueError, match="nobody"):
        Lexicon(parse_signals({**files, "signs": [entry]}), SIGNAL_FILES)


def test_the_examples_in_the_data_hold(floor, rules):
    """Each signal fires on its own examples and is silent on its counter-examples."""
    lexicon = Lexicon(floor.signals, SIGNAL_FILES)
    checked = 0
    for signal in floor.signals.signals:
        for text in signal.fires:
            checked += 1
            assert any(h.alive and h.signal.id == signal.id for h in lexicon.read(text).hits), (
                signal.id,
                text,
            )
        for text in signal.silent:
            checked += 1
            assert rules.assess(text) is None, (signal.id, text)
    assert checked > 5
