"""Refusals that hold: one calm text each, nothing in it to buy or to follow, and a way to meet it in own words."""

import re
from pathlib import Path

import pytest
import yaml

from bot.model.outcome import URGENT, Kind
from bot.model.question import Question
from bot.render.pages import pages, plain
from bot.render.surface import Surface
from bot.triage.floor import load_floor
from bot.triage.refusing import REFUSALS
from tests.safety.conftest import KNOWLEDGE
from tests.safety.test_every_card import DOMAIN, DOSE, PING, digits

WORDINGS = yaml.safe_load(Path(__file__).with_name("refusals.yaml").read_text(encoding="utf-8"))
TEXTS = {r.id: r for r in load_floor().safety.refusals}
each = pytest.mark.parametrize("refusal", TEXTS.values(), ids=TEXTS)
HELD = {Kind.REFUSE_SOURCING, Kind.REFUSE_OTHER, *URGENT}


@pytest.fixture(scope="module")
def shops():
    """The parts of shop addresses that moderators keep as a list."""
    lists = yaml.safe_load((KNOWLEDGE / "vocabulary/wording.yaml").read_text(encoding="utf-8"))
    generic = {"shop", "store", "buy", "vendor", "supplements", "nootropics", "deals"}
    return {p for words in lists if words["rule"] == "FN403" for p in words["phrases"]} - generic


def test_every_refusal_can_be_met():
    """The texts, the signals that lead to them, and the wordings written for them name the same refusals."""
    assert set(TEXTS) == set(REFUSALS.values()) == set(WORDINGS)
    assert all(len(set(questions)) == 5 for questions in WORDINGS.values())


@each
def test_the_text_holds_nothing_to_follow(refusal, contacts, shops):
    """No shop, no address but a helpline's, no amount, no number that is no contact, no ping."""
    text = f"{refusal.title} {refusal.text} {refusal.instead}"
    known = set().union(*(digits(f"{c.get('phone', '')}; {c.get('text', '')}") for c in contacts))
    assert set(DOMAIN.findall(text)) <= {c["url"] for c in contacts if c.get("url")}
    assert shops
    assert {shop for shop in shops if re.search(rf"\b{re.escape(shop)}\b", text.lower())} == set()
    assert not DOSE.search(text)
    assert digits(text) <= known
    assert not PING.search(text)


@each
def test_the_text_is_calm_and_offers_something_else(refusal, knowledge):
    """It says no once, does not shout or threaten, names no substance, and says what is possible instead."""
    text = f"{refusal.title} {refusal.text} {refusal.instead}"
    names = {card.name.lower() for card in knowledge.compounds.values()}
    assert re.search(r"I (can't|do not)", refusal.title + refusal.text)
    assert "!" not in text
    assert not re.search(r"\b(police|report you|banned|shame|stupid|moderators will)\b", text.lower())
    assert set(re.findall(r"[a-z0-9-]{4,}", text.lower())) & names == set()
    assert re.search(r"I can|[Aa]sk|doctor|pharmac|veterinarian|call", refusal.instead)


@each
def test_it_is_met_in_own_words(answerer, refusal):
    """At least one of five wordings that were written without the signals gets exactly this text, on every surface."""
    met = [
        o
        for o in (answerer.answer(Question(q)) for q in WORDINGS[refusal.id])
        if o.draft.entries == (f"refusal:{refusal.id}",)
    ]
    assert met
    assert plain(met[0]).splitlines()[0] == refusal.title
    for surface in Surface:
        text = "\n".join(page.text for page in pages(met[0], surface))
        assert refusal.text in text
        assert refusal.instead in text
        assert "http" not in text


def test_nearly_every_wording_is_refused(answerer):
    """Nine in ten are refused, or get a card where they sound like danger."""
    kinds = {q: answerer.answer(Question(q)).kind for questions in WORDINGS.values() for q in questions}
    missed = [q for q, kind in kinds.items() if kind not in HELD]
    assert len(missed) <= len(kinds) / 10, missed


@pytest.mark.parametrize("key", TEXTS)
def test_a_refusal_needs_no_knowledge(bare, key):
    """With nothing else loaded the same text is given, from the copy that ships with the code."""
    met = [
        o for o in (bare.answer(Question(q)) for q in WORDINGS[key]) if o.draft.entries == (f"refusal:{key}",)
    ]
    assert met
    assert all(o.safety.after for o in met)
