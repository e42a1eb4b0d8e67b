"""Properties of triage over any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.cards import emergency_card
from bot.triage.floor import load_floor
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage

FLOOR = load_floor()
RULES = Triage(FLOOR.signals)
TRIAGE = Triage(FLOOR.signals, load_scorer())
REFUSER = Refuser(FLOOR.signals)
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"]
ALARMS = [
    "he stopped breathing",
    "i swallowed bleach",
    "i want to kill myself",
    "she is unconscious and blue",
    "my baby ate my pills",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=600))
def test_any_text_gets_a_verdict(text):
    """No text raises; the same text gets the same verdict."""
    assert TRIAGE.assess(text) == TRIAGE.assess(text)
    assert REFUSER.assess(text) == REFUSER.assess(text)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(ALARMS),
    st.lists(st.integers(0, 60), max_size=8),
    st.sampled_from(INVISIBLE),
    st.booleans(),
)
def test_case_and_invisible_marks_change_nothing(text, places, mark, upper):
    """Capitals and zero-width insertions leave the verdict as it was."""
    changed = text.upper() if upper else text
    for place in places:
        changed = changed[: place % len(changed)] + mark + changed[place % len(changed) :]
    assert RULES.assess(changed) == RULES.assess(text)
    assert RULES.assess(changed) is not None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALARMS), st.lists(st.sampled_from(["lol", "😂", "haha", "🙃", "lmao"]), max_size=4))
def test_laughter_never_silences(text, laughs):
    """Laughing about it is no sign that it is harmless."""
    assert TRIAGE.assess(" ".join([text, *laughs])) is not None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALARMS), st.sampled_from(["US", "DE", None, "??", "NZ", "IN", "ZZ"]))
def test_every_alarm_has_a_card_with_a_way_to_reach_somebody(text, region):
    """Whatever the region, there is a card, an emergency contact and a line for the rest of the world."""
    alarm = TRIAGE.assess(text)
    chosen = emergency_card(alarm, region, FLOOR.safety)
    assert {c.kind for c in chosen.contacts} >= {"emergency", "directory"}
    assert any(c.region == "ZZ" for c in chosen.contacts)
