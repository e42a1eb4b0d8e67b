"""A number that nobody checked for 90 days: the check refuses it, and a member in danger still gets the card."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.library.checks import check
from bot.library.problem import Level
from bot.library.reader import read_library
from bot.library.snapshot import Result, Snapshots
from bot.model.outcome import URGENT
from bot.model.question import Context, Question
from bot.model.safety import CONTACT_DAYS, Contact
from bot.render.pages import plain
from tests.safety.conftest import KNOWLEDGE

ALARM = Question("he is not breathing, what do I do", Context(region="GB"))


@pytest.fixture(scope="module")
def safety_only(tmp_path_factory):
    """A library of nothing but the safety files."""
    root = tmp_path_factory.mktemp("safety-only") / "knowledge"
    shutil.copytree(KNOWLEDGE / "safety", root / "safety")
    return root


def expired_on(library, day):
    return Counter(
        p.message.split("`")[1] for p in check(library, day) if p.code == "FN802" and p.level is Level.ERROR
    )


def test_the_check_fails_for_every_contact(safety_only):
    """On the day after the last of them expired, each contact is one error with its place in the file."""
    library = read_library(safety_only)
    contacts = library.of(Contact)
    last = max(c.seen for c in contacts.values())
    found = expired_on(library, last + timedelta(days=CONTACT_DAYS + 1))
    assert len(contacts) > 30
    assert found == Counter(dict.fromkeys(contacts, 1))


def test_each_contact_expires_on_its_own_day(safety_only):
    """Ninety days after it was seen it still passes; one day later it is an error."""
    library = read_library(safety_only)
    for key, contact in library.of(Contact).items():
        assert key not in expired_on(library, contact.seen + timedelta(days=90))
        assert key in expired_on(library, contact.seen + timedelta(days=91))


def test_the_card_is_still_sent_and_shows_how_old_the_numbers_are(bare):
    """Years past every expiry the numbers are still better than none, and the card says their day."""
    old = date(2020, 2, 29)
    aged = tuple(c.model_copy(update={"seen": old}) for c in bare.floor.contacts)
    outcome = replace(bare, floor=replace(bare.floor, contacts=aged)).answer(ALARM)
    text = plain(outcome)
    assert outcome.kind in URGENT
    assert "999" in text
    assert "Numbers last checked 2020-02-29." in text
    assert outcome.safety.after


async def test_a_frozen_clock_past_every_expiry_stops_no_reload(small, tmp_path, bare):
    """The knowledge is swapped, the report tells every expired contact, and the card comes out of the new state."""
    root = shutil.copytree(small, tmp_path / "knowledge")
    reports = []
    snapshots = Snapshots(
        root,
        lambda knowledge: replace(bare, knowledge=knowledge),
        bare.floor,
        report=reports.append,
        today=lambda: date(2035, 1, 1),
        settle=0.02,
    )
    snapshots.start()
    card = root / "compounds" / "caffeine.yaml"
    card.write_text(card.read_text(encoding="utf-8") + "\n# touched\n", encoding="utf-8")
    assert (await snapshots.reload()).result is Result.SWAPPED
    assert sum(p.code == "FN802" for p in reports[-1].problems) == len(bare.floor.contacts)
    assert snapshots.current.built.answer(ALARM).kind in URGENT
