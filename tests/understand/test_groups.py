"""Whom a question speaks of: conditions, medicines by their class, ages, shorthand, and what only looks like them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.safety import GroupWarning
from bot.model.substance import Medicine
from bot.model.vocabulary import Group
from bot.understand.cues import parse_cue
from bot.understand.groups import GroupFinder


@pytest.fixture(scope="module")
def finder(knowledge):
    return GroupFinder(knowledge.safety.groups, knowledge.medicines.values())


def finder_of(*cues, medicines=()):
    warning = GroupWarning(group=Group.HEART, label="Heart", cues=cues, text="Ask a doctor about your heart.")
    return GroupFinder([warning], medicines)


@pytest.mark.parametrize(
    ("cue", "found", "not_found"),
    [
        ("quit|stop tablets", "can i stop taking my tablets", "tablets that stop working"),
        ("egfr <5-59>", "my egfr was fine, then egfr 41", "egfr 95"),
        ("<130-230> / <80-140>", "it reads 150/95", "150 of 95"),
        ("voices * head", "voices somewhere in my head", "voices were heard by me and by the head"),
        ("im <5-42> weeks !in|into", "im 20 weeks", "im 3 weeks into bacopa, im 6 weeks in"),
        ("cardiologist", "the cardiologst said so", "the radiologist said so"),
        ("stent", "two stents", "stentor"),
    ],
)
def test_a_cue_is_read_as_it_is_written(cue, found, not_found):
    """Choices, numbers in a range, gaps, exclusions, one slip in a long word and plurals."""
    finder = finder_of(cue)
    assert finder.find(found) == (Group.HEART,)
    assert finder.find(not_found) == ()


def test_a_class_stands_for_all_its_medicines():
    """By any of their names; supplements of the class do not count."""
    drug = Medicine(id="digoxin", name="Digoxin", names=("Lanoxin PG",), classes=("cardiac-glycosides",))
    herb = Medicine(id="squill", name="Squill", classes=("cardiac-glycosides",), kind="supplement")
    finder = finder_of("<cardiac-glycosides>", medicines=(drug, herb))
    assert finder.find("I take lanoxin pg") == (Group.HEART,)
    assert finder.find("I take squill") == ()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("i'm sixteen", Group.MINORS),
        ("15f here", Group.MINORS),
        ("my daughter's 8 now", Group.MINORS),
        ("not 18 yet", Group.MINORS),
        ("for an 11 month old", Group.MINORS),
        ("in grade 10", Group.MINORS),
        ("dad turned 81", Group.OLDER_PEOPLE),
        ("i am seventy one", Group.OLDER_PEOPLE),
        ("creat 1.8 last month", Group.KIDNEY),
        ("17 weeks along", Group.PREGNANCY),
        ("halve my citalopram", Group.STOPPING_MEDICINE),
    ],
)
def test_shorthand_for_age_and_condition_is_understood(finder, text, group):
    """As people write it in chat."""
    assert group in finder.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "im 29, is 12 g too",
        "i'm 5 years sober from coffee... 5 coffees in",
        "im 5 11 and 80 kg",
        "a 6 month old bottle of it",
        "works after 15m",
        "a minor headache",
        "sex drive and motivation",
        "mix it into milk",
    ],
)
def test_amounts_and_durations_are_no_ages(finder, text):
    """Nor is every look-alike a group."""
    assert not {Group.MINORS, Group.OLDER_PEOPLE, Group.DRIVING, Group.BREASTFEEDING} & set(finder.find(text))


def test_every_cue_can_match(knowledge):
    """None begins with a gap, is empty, or names a class that no medicine has."""
    classes = {"medicine", *(c for m in knowledge.medicines.values() for c in m.classes)}
    for warning in knowledge.safety.groups:
        for text in warning.cues:
            cue = parse_cue(text)
            assert cue.firsts, text
            assert cue.classes <= classes, text


def test_every_line_sends_to_a_professional(knowledge):
    """Each names somebody to ask."""
    asked = ("doctor", "pharmacist", "midwife")
    assert all(any(word in g.text for word in asked) for g in knowledge.safety.groups)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(alphabet="<>|!*/+-abc 0123456789", max_size=30).filter(str.strip))
def test_no_text_and_no_cue_fails(finder, text, cue):
    """Whatever is asked or written into the data."""
    assert set(finder.find(text)) <= set(Group)
    assert finder_of(cue).find(text) in ((), (Group.HEART,))
