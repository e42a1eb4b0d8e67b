"""Every card, every variant, every region: word for word as reviewed, and what no card may ever lack or say."""

import re

import pytest

from bot.answer.urgent import REGIONS as REGION_NAMES
from bot.chat.languages import NAMES, read_languages
from bot.model.outcome import URGENT
from bot.render.brief import brief
from bot.render.pages import Style, pages, plain
from bot.render.surface import Surface
from bot.triage.alarm import Alarm
from bot.triage.cards import emergency_card
from tests.safety.conftest import KNOWLEDGE
from tests.safety.write_snapshots import KEYS, REGIONS, SNAPSHOTS, snapshot

PHONE = re.compile(r"(?<![\d/-])\d[\d -]{1,14}\d(?![\d/-])")
DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*)?|\w+://\S*")
DOSE = re.compile(
    r"\d\s*(?:mg|g|ml|mcg|µg|ug|iu|grams?|tablets?|pills?|capsules?|drops?|puffs?|doses?)\b", re.IGNORECASE
)
PING = re.compile(r"@everyone|@here|<@|<#|</|<t:|<a?:")
FACTS = re.compile(
    r"half-life|\d\s*%|\[@|\bstud(?:y|ies)\b|\btrials?\b|\bevidence\b|[¹²³⁴⁵⁶⁷⁸⁹]", re.IGNORECASE
)
CHECKED = re.compile(r"Numbers last checked (\d{4}-\d\d-\d\d)\.")
FIRST_AID = {"kratom", "tianeptine", "opioid", "naloxone"}
"""The words of one line of first aid: the antidote, and what it helps against."""
everywhere = pytest.mark.parametrize("key", KEYS)


def in_all_regions(answerer, key):
    return [(region, answerer.urgent(key, region)) for region in REGIONS]


def digits(text):
    return {re.sub(r"\D", "", number) for number in PHONE.findall(text)}


@everywhere
def test_the_words_are_those_reviewed(bare, key):
    """A changed word fails here until somebody writes the snapshot anew on purpose."""
    assert snapshot(bare, key) == (SNAPSHOTS / f"{key}.txt").read_text(encoding="utf-8")


def test_no_snapshot_is_left_over():
    """Each file belongs to a card that exists."""
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(KEYS)


@everywhere
def test_a_full_knowledge_changes_no_word(answerer, bare, key):
    """With all entries loaded or none, the card reads the same."""
    for region in REGIONS:
        assert plain(answerer.urgent(key, region)) == plain(bare.urgent(key, region)), region


@everywhere
@pytest.mark.parametrize("surface", list(Surface))
def test_the_action_is_the_first_thing_after_the_title(bare, key, surface):
    """What to do now is short and opens the first page, on every surface."""
    for region, outcome in in_all_regions(bare, key):
        title, first, *_ = pages(outcome, surface)[0].blocks
        action = plain(outcome).splitlines()[1]
        assert title.style is Style.TITLE, region
        assert first.text.replace("**", "").startswith(action), region
        assert len(action) < 120, region
        assert re.search(r"\b(call|talk to a person)\b", action.lower()), region


@everywhere
def test_it_says_that_no_person_reads_along(bare, key):
    """A reader must not wait for somebody in the channel."""
    text = plain(bare.urgent(key, None))
    assert "I am an automated FAQ. Nobody is watching this channel" in text


@everywhere
def test_it_names_no_amount_and_no_fact_about_a_substance(bare, knowledge, key):
    """No dose, no finding, no source, and no substance but those of the one line on naloxone."""
    names = {n.lower() for c in knowledge.compounds.values() for n in (c.name, *c.names.all)}
    names |= {n.lower() for m in knowledge.medicines.values() for n in (m.name, *m.names)}
    for region, outcome in in_all_regions(bare, key):
        text = plain(outcome)
        assert not DOSE.search(text), region
        assert not FACTS.search(text), region
        assert set(re.findall(r"[a-z0-9-]{4,}", text.lower())) & names <= FIRST_AID, region


@everywhere
def test_all_regions_can_be_reached_and_the_own_one_is_first(bare, contacts, key):
    """The caller's numbers stand first, "anywhere else" last (unless asked for), and nobody is left out."""
    emergencies = [c.get("phone", c["name"]) for c in contacts if c["kind"] == "emergency"]
    for region, outcome in in_all_regions(bare, key):
        lists = [s for s in outcome.draft.sections if s.title in {"Numbers", "Numbers elsewhere"}]
        assert len(lists) == (2 if region else 1), region
        shown = [p.text for numbers in lists for p in numbers.paragraphs]
        headings = [text.partition(":**")[0].removeprefix("**") for text in shown]
        assert sorted(headings) == sorted(REGION_NAMES.values()), region
        assert headings[0] == REGION_NAMES[region or "US"]
        assert headings[-1] == REGION_NAMES["ZZ"] or region == "ZZ"
        assert [phone for phone in emergencies if phone not in "\n".join(shown)] == [], region


@everywhere
def test_every_number_is_a_contact_of_the_file(bare, contacts, key):
    """A digit that nobody dated and sourced does not reach a reader in danger."""
    known = set().union(*(digits(f"{c.get('phone', '')}; {c.get('text', '')}") for c in contacts))
    for region, outcome in in_all_regions(bare, key):
        shown = digits(CHECKED.sub("", plain(outcome)))
        assert len(shown) > 10, region
        assert shown <= known, region


@everywhere
def test_it_says_when_the_numbers_were_checked(bare, contacts, key):
    """The oldest day among the contacts that are shown."""
    for region, outcome in in_all_regions(bare, key):
        text = plain(outcome)
        days = [str(c["seen"]) for c in contacts if c["name"] in text]
        assert CHECKED.search(text)[1] == min(days), region


@everywhere
def test_it_pings_nobody_and_links_nowhere_else(bare, contacts, key):
    """Addresses come from the contacts file alone."""
    allowed = {c["url"] for c in contacts if c.get("url")}
    for region, outcome in in_all_regions(bare, key):
        for text in (plain(outcome), *(page.text for page in pages(outcome))):
            assert not PING.search(text), region
            assert set(DOMAIN.findall(text)) <= allowed, region


@everywhere
def test_the_short_public_form_keeps_what_counts(bare, key):
    """Action, own numbers first, safety text; all of it on one page."""
    for region, whole in in_all_regions(bare, key):
        short = brief(whole)
        (page,) = pages(short)
        assert plain(short).splitlines()[:2] == plain(whole).splitlines()[:2], region
        (numbers,) = [s for s in whole.draft.sections if s.title == "Numbers"]
        assert short.draft.sections[-1].paragraphs[0] == numbers.paragraphs[0], region
        assert short.safety == whole.safety, region
        assert page.text.endswith(whole.safety.after[-1].text), region


@everywhere
@pytest.mark.parametrize("code", [code for code in NAMES if code != "en"])
def test_a_translation_keeps_every_number(bare, key, code):
    """In every language the same numbers and addresses, the action with its numbers first, and the safety text last."""
    language = read_languages(KNOWLEDGE / "interface").of(code)
    for region, outcome in in_all_regions(bare, key):
        english, translated = plain(outcome), plain(outcome, language)
        assert len(translated.splitlines()) == len(english.splitlines()), region
        for said, meant in zip(translated.splitlines(), english.splitlines(), strict=True):
            assert digits(said) == digits(meant), (region, said)
            assert set(DOMAIN.findall(said)) == set(DOMAIN.findall(meant)), (region, said)
        assert not PING.search(translated), region
        assert not DOSE.search(translated), region


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
