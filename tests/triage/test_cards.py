"""The fixed texts: what each card must and must not say, and whom it lists first."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.triage.alarm import Alarm
from bot.triage.cards import emergency_card

NUMBER = re.compile(r"\b\d[\d -]{1,14}\d\b")
FORBIDDEN = [
    "you'll be fine", "you will be fine", "don't worry", "perfectly safe", "no risk", "typical dose", "recommended dose",
    "common dose", "stack with", "lethal dose", "fatal dose", "press 1", "press 2", "press 3", "1-800-273",
]  # fmt: skip


def everything(card):
    return " ".join([card.title, card.action, *card.steps, *card.never, card.footer])


def test_every_variant_has_a_card(floor):
    """Emergencies for all variants; crises for the writer, a minor and somebody else."""
    have = {(c.kind, c.variant) for c in floor.safety.cards}
    emergencies = {"default", "minor", "third-party", "pet", "poison", "opioid", "pregnancy"}
    assert have >= {("emergency", v) for v in emergencies}
    assert have >= {("crisis", v) for v in ("default", "minor", "third-party")}


def test_the_action_comes_first_and_is_short(floor):
    """Fewer than 120 characters, and it names a number or a person to call."""
    for card in floor.safety.cards:
        assert len(card.action) < 120, card.id
        assert re.search(r"\d{3}", card.action), card.id


def test_cards_say_that_nobody_is_watching(floor):
    """A reader must not wait for an answer in the channel."""
    for card in floor.safety.cards:
        assert "automated" in card.footer
        assert "watching" in card.footer


def test_cards_never_reassure_or_dose(floor):
    """No comfort that could cost time, no amount, no old number, no sub-option of 988."""
    for card in floor.safety.cards:
        text = everything(card).lower()
        assert [word for word in FORBIDDEN if word in text] == []
        assert re.search(r"\d\s*(mg|g|ml|mcg|tablets|pills)\b", text) is None


def test_medical_cards_hold_the_first_aid_lines(floor):
    """Side, CPR, no vomiting, keep the packet, do not leave them alone."""
    for card in floor.safety.cards:
        if card.kind == "emergency" and card.variant in {
            "default",
            "third-party",
            "poison",
            "opioid",
            "minor",
        }:
            text = everything(card).lower()
            assert "side" in text
            assert "cpr" in text
            assert "vomit" in text
            assert "packet" in text
            assert "poison" in text


def test_opioid_signs_mention_naloxone(floor):
    """Kratom, tianeptine and opioids: naloxone if it is there, and still call."""
    cards = {c.id: everything(c).lower() for c in floor.safety.cards}
    assert "naloxone" in cards["emergency-opioid"]
    assert "naloxone" in cards["emergency-third-party"]


def test_every_number_in_a_card_is_a_contact(floor):
    """Numbers live in one file: a number typed into a card must stand there too."""
    known = " | ".join(f"{c.phone or ''} | {c.text or ''}" for c in floor.safety.contacts)
    known_digits = {re.sub(r"\D", "", n) for n in NUMBER.findall(known)}
    for card in floor.safety.cards:
        for number in NUMBER.findall(everything(card)):
            assert re.sub(r"\D", "", number) in known_digits, (card.id, number)


@pytest.mark.parametrize("region", ["US", "CA", "GB", "IE", "EU", "AU", "NZ", "IN"])
@pytest.mark.parametrize("kind", ["emergency", "crisis"])
def test_the_callers_region_comes_first_and_all_are_reachable(floor, region, kind):
    """Own region first, everywhere else after it, "anywhere" last, nobody left out."""
    contacts = emergency_card(Alarm(kind), region, floor.safety).contacts
    assert contacts[0].region == region
    assert contacts[-1].region == "ZZ"
    assert {c.region for c in contacts} == {"US", "CA", "GB", "IE", "EU", "AU", "NZ", "IN", "ZZ"}


def test_quebec_has_its_own_poison_line(floor):
    """The Canadian number does not serve Quebec."""
    assert any("Quebec" in c.name and c.kind == "poison" for c in floor.safety.contacts)


def test_a_crisis_that_began_brings_the_medical_card(floor):
    """Something taken already: the poison card comes along, with its contacts."""
    chosen = emergency_card(Alarm("crisis", both=True), "US", floor.safety)
    assert chosen.card.kind == "crisis"
    assert chosen.extra.variant == "poison"
    assert {"poison", "emergency", "crisis"} <= {c.kind for c in chosen.contacts}


def test_a_pet_gets_a_veterinarian(floor):
    """An animal's card starts with animal lines."""
    chosen = emergency_card(Alarm("emergency", frozenset({"pet"})), "US", floor.safety)
    assert "veterinarian" in chosen.card.action
    assert chosen.contacts[0].kind == "pet-poison"


def test_contacts_expire(floor):
    """Ninety days after it was seen a contact is out of date, and not a day earlier."""
    seen = date(2026, 11, 1)
    contact = floor.safety.contacts[0].model_copy(update={"seen": seen})
    assert contact.expires == seen + timedelta(days=90)


def test_a_floor_without_a_default_card_is_refused(floor):
    """Without a default card there is nothing to send, and that is said."""
    with pytest.raises(ValueError, match="default card"):
        emergency_card(Alarm("emergency"), "US", replace(floor.safety, cards=()))
