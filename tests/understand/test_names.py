"""Names are linked, near names are asked about, unknown ones are noticed, ordinary words are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.knowledge import Knowledge, SafetyTexts
from bot.understand.names import NameIndex
from bot.understand.normalize import normalize


def link(names, text):
    return names.link(normalize(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Provigil", {"modafinil"}),
        ("5htp or 5-HTP or 5 htp", {"5-htp"}),
        ("lions mane and lion's mane", {"lions-mane"}),
        ("omega 3s", {"omega-3"}),
        ("zoloft with st johns wort", {"sertraline", "st-johns-wort"}),
        ("α-GPC", {"alpha-gpc"}),
        ("N-Acetyl L-Tyrosine", {"nalt"}),
        ("is SAMe any good", {"sam-e"}),
        ("fasoractm half life", {"fasoracetam"}),
        ("asvagandha", {"ashwagandha"}),
    ],
)
def test_a_name_is_found_however_it_is_written(names, text, wanted):
    """Brands, spaces, hyphens, plurals, Greek letters and small misspellings lead to the same entry."""
    links = link(names, text)
    assert {m.id for m in links.mentions} == wanted
    assert links.ambiguous == ()


def test_a_class_and_its_members_are_told_apart(names):
    """A drug class is a mention of its own kind."""
    kinds = {m.id: m.kind for m in link(names, "rhodiola with an SSRI or sertraline").mentions}
    assert kinds == {"rhodiola": "compound", "ssri": "class", "sertraline": "medicine"}


@pytest.mark.parametrize("text", ["adafinil", "niracetam", "creatnine levels"])
def test_a_word_between_two_names_is_asked_about(names, text):
    """Near names with different risk are never guessed."""
    links = link(names, text)
    assert links.mentions == ()
    assert links.ambiguous


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("phenylcetamide dosage", "phenylcetamide"),
        ("what is zorbafinil", "zorbafinil"),
        ("is QX-447 safe", "qx447"),
        ("trelanserin for sleep", "trelanserin"),
    ],
)
def test_a_substance_nobody_lists_is_noticed(names, text, unknown):
    """It is reported as unknown, and no known one is put in its place."""
    links = link(names, text)
    assert links.unknown == (unknown,)
    assert links.mentions == ()


def test_a_chemical_prefix_makes_another_substance(names):
    """`4-chloro-noopept` is not noopept."""
    links = link(names, "4-chloro-noopept dose")
    assert "noopept" not in links.compounds
    assert links.unknown


@pytest.mark.parametrize(
    "text",
    [
        "zinc in pennies",
        "selenium webdriver tutorial",
        "chromium browser crashes",
        "coffee machine under 200",
        "coffee futures",
        "head of EPA",
        "see you at the same time",
        "focus group",
        "what is the atomic number of magnesium",
        "my creatinine is high",
        "creatine kinase",
        "luteinizing hormone",
        "creation of the world",
    ],
)
def test_ordinary_words_are_no_names(names, text):
    """A place, tool, metal or everyday word that looks like a name does not link without context."""
    assert link(names, text).compounds == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("why does coffee make me sleepy", "caffeine"),
        ("zinc dose", "zinc"),
        ("how much magnesium a day", "magnesium"),
    ],
)
def test_the_same_words_link_in_context(names, text, wanted):
    """With words about doses or the body they are the substance."""
    assert wanted in link(names, text).compounds


def test_every_name_in_the_knowledge_leads_to_its_own_entry(names, knowledge):
    """A card's own name is linked to that card, exactly."""
    wrong = {}
    for compound in knowledge.compounds.values():
        found = link(names, f"{compound.name} dose")
        if compound.id not in found.compounds:
            wrong[compound.id] = found
    assert wrong == {}


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_mentions_lie_in_the_text_and_do_not_overlap(names, text):
    """Spans are ordered, inside the text and apart."""
    mentions = link(names, text).mentions
    spans = [(m.start, m.end) for m in mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[m.start : m.end] == m.surface for m in mentions)


def test_an_empty_knowledge_links_nothing():
    """The index works over nothing at all."""
    empty = NameIndex(Knowledge(SafetyTexts((), (), (), (), ())))
    assert empty.link(normalize("modafinil dose")).mentions == ()
