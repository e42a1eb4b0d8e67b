"""Every card, every variant, every region: word for word as reviewed, and what no card may ever lack or say."""

import re

import pytest

from bot.model.outcome import URGENT
from bot.render.brief import brief
from bot.render.pages import Style, pages, plain
from bot.render.surface import Surface
from bot.triage.alarm import Alarm
from bot.triage.cards import emergency_card
from tests.safety.write_snapshots import KEYS, REGIONS, SNAPSHOTS, snapshot

PHONE = re.compile(r"(?<![\d/-])\d[\d -]{1,14}\d(?![\d/-])")
DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*)?|\w+://\S*")
DOSE = re.compile(r"\d\s*(?:mg|g|ml|mcg|µg|ug|iu|grams?|tablets?|pills?|capsules?|drops?|puffs?|doses?)\b", re.IGNORECASE)
PING = re.compile(r"@everyone|@here|<@|<#|</|<t:|<a?:")
FACTS = re.compile(r"half-life|\d\s*%|\[@|\bstud(?:y|ies)\b|\btrials?\b|\bevidence\b|[¹²³⁴⁵⁶⁷⁸⁹]", re.IGNORECASE)
FIRST_AID = {"kratom", "tianeptine"}
"""Named in one line each, because naloxone helps with them; the antidote itself is no entry to answer from."""
everywhere = pytest.mark.parametrize("key", KEYS)
anywhere = pytest.mark.parametrize("region", REGIONS)


def digits(text):
    return {re.sub(r"\D", "", number) for number in PHONE.findall(text)}


def numbers_of(contact):
    return digits(f"{contact.get('phone', '')} | {contact.get('text', '')}".replace("|", ";"))


@everywhere
def test_the_words_are_those_reviewed(bare, key):
    """A changed word fails here until somebody writes the snapshot anew on purpose."""
    assert snapshot(bare, key) == (SNAPSHOTS / f"{key}.txt").read_text(encoding="utf-8")


def test_no_snapshot_is_left_over():
    """Each file belongs to a card that exists."""
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(KEYS)


@everywhere
@anywhere
def test_a_full_knowledge_changes_no_word(answerer, bare, key, region):
    """With all entries loaded or none, the card reads the same."""
    assert plain(answerer.urgent(key, region)) == plain(bare.urgent(key, region))


@everywhere
@anywhere
@pytest.mark.parametrize("surface", list(Surface))
def test_the_action_is_the_first_thing_after_the_title(bare, key, region, surface):
    """What to do now is short and stands on the first page, above everything; the card is never split before it."""
    outcome = bare.urgent(key, region)
    title, first, *_ = pages(outcome, surface)[0].blocks
    action = plain(outcome).splitlines()[1]
    assert title.style is Style.TITLE
    assert first.text.replace("**", "").startswith(action)
    assert len(action) < 120
    assert re.search(r"\b(call|talk to a person)\b", action.lower())


@everywhere
def test_it_says_that_no_person_reads_along(bare, key):
    """A reader must not wait for somebody in the channel."""
    text = plain(bare.urgent(key, None))
    assert "I am an automated FAQ. Nobody is watching this channel" in text


@everywhere
@anywhere
def test_it_names_no_amount_and_no_fact_about_a_substance(bare, knowledge, key, region):
    """No dose, no finding, no source, and no substance but the two whose first aid differs."""
    text = plain(bare.urgent(key, region))
    assert not DOSE.search(text)
    assert not FACTS.search(text)
    words = set(re.findall(r"[a-z0-9-]{4,}", text.lower()))
    names = {n.lower() for c in knowledge.compounds.values() for n in (c.name, *c.names.all)}
    names |= {m.name.lower() for m in knowledge.medicines.values()}
    assert (words & names) - FIRST_AID - {"naloxone"} == set()


@everywhere
@anywhere
def test_all_regions_can_be_reached_and_the_own_one_is_first(bare, contacts, key, region):
    """The caller's numbers stand first, "anywhere else" last (unless asked for), and nobody is left out."""
    (numbers,) = [s for s in bare.urgent(key, region).draft.sections if s.title == "Numbers"]
    shown = [p.text for p in numbers.paragraphs]
    assert len(shown) == len({c["region"] for c in contacts})
    own = [c for c in contacts if c["region"] == (region or "US") and c["kind"] in ("emergency", "crisis", "poison")]
    assert any(c["name"] in shown[0] for c in own)
    if region != "ZZ":
        assert "Find A Helpline" in shown[-1] or "Your local emergency number" in shown[-1]
    for contact in contacts:
        if contact["kind"] == "emergency":
            assert contact.get("phone", contact["name"]) in "\n".join(shown)


@everywhere
@anywhere
def test_every_number_is_a_contact_of_the_file(bare, contacts, key, region):
    """A digit that nobody dated and sourced does not reach a reader in danger."""
    known = set().union(*(numbers_of(c) for c in contacts))
    text = re.sub(r"Numbers last checked \d{4}-\d\d-\d\d\.", "", plain(bare.urgent(key, region)))
    assert len(digits(text)) > 10
    assert digits(text) <= known


@everywhere
@anywhere
def test_it_says_when_the_numbers_were_checked(bare, contacts, key, region):
    """The oldest day among the contacts that are shown."""
    text = plain(bare.urgent(key, region))
    day = re.search(r"Numbers last checked (\d{4}-\d\d-\d\d)\.", text)[1]
    assert day in {str(c["seen"]) for c in contacts}
    assert day == min(str(c["seen"]) for c in contacts if c["kind"] in ("emergency", "poison"))


@everywhere
@anywhere
def test_it_pings_nobody_and_links_nowhere_else(bare, contacts, key, region):
    """Addresses come from the contacts file alone."""
    outcome = bare.urgent(key, region)
    allowed = {c["url"] for c in contacts if c.get("url")}
    for text in (plain(outcome), *(page.text for page in pages(outcome))):
        assert not PING.search(text)
        assert set(DOMAIN.findall(text)) <= allowed


@everywhere
@anywhere
def test_the_short_public_form_keeps_what_counts(bare, key, region):
    """Action, own numbers first, safety text; all of it on one page."""
    whole = bare.urgent(key, region)
    short = brief(whole)
    (page,) = pages(short)
    assert plain(short).splitlines()[:2] == plain(whole).splitlines()[:2]
    assert short.draft.sections[-1].paragraphs[0] == next(
        s for s in whole.draft.sections if s.title == "Numbers"
    ).paragraphs[0]
    assert short.safety == whole.safety
    assert page.text.endswith(whole.safety.after[-1].text)


@pytest.mark.parametrize(("kind", "both"), [("emergency", False), ("crisis", False), ("crisis", True)])
def test_a_card_opens_again_by_its_address(bare, floor_texts, kind, both):
    """The button behind a short card opens the same card, with the same medical part, for every mix of variants."""
    variants = ("minor", "third-party", "pet", "poison", "opioid", "pregnancy")
    for mask in range(2 ** len(variants)):
        having = frozenset(v for i, v in enumerate(variants) if mask >> i & 1)
        if kind == "crisis" and having & {"pet", "pregnancy"}:
            continue
        chosen = emergency_card(Alarm(kind, having, both), "US", floor_texts)
        address = chosen.card.id + (f"+{chosen.extra.id}" if chosen.extra else "")
        assert address in KEYS
        again = bare.urgent(address, "US").draft
        assert (again.address or again.entries[0]) == f"safety:{address}"


@pytest.mark.parametrize("address", [None, "", "nonsense", "+", "crisis+nonsense", "emergency+emergency"])
def test_an_address_nobody_knows_still_opens_a_card(bare, address):
    """An old or broken button gives a card, not an error."""
    outcome = bare.urgent(address, None)
    assert outcome.kind in URGENT

