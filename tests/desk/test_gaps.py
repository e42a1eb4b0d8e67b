"""Gaps: only known terms are kept, nobody is counted twice, rare questions stay hidden, one press makes a draft."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import build_answerer
from bot.desk.fields import with_changes
from bot.desk.gaps import GapBook, draft_of_gap
from bot.desk.terms import Terms, asked_again, core, entry_terms, joined
from bot.library.reader import read_library
from bot.model.faq import Faq
from bot.model.question import Question
from bot.model.vocabulary import Group, Topic
from bot.settings import Settings
from bot.state.records import GapKind, GapState
from bot.state.store import Store

WRITTEN = {"answer": {"short": "It is."}, "risk": "info", "review": {"date": "2026-11-24", "by": "moderator"}}
"""What a gap leaves to its writer."""
ALLOWED = re.compile(r"[a-z0-9:_.-]+( [a-z0-9:_.-]+)*")


class Clock:
    def __init__(self):
        self.at = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self):
        return self.at


@pytest.fixture(scope="module")
def answerer():
    knowledge = read_library(Settings().knowledge).knowledge()
    return build_answerer(knowledge, Settings(encoder="off"))


@pytest.fixture(scope="module")
def terms(answerer):
    return Terms(answerer.knowledge)


@pytest.fixture
async def store():
    made = Store("sqlite+aiosqlite:///:memory:")
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def book(store, clock):
    return GapBook(store.gaps, store.shapes, clock)


async def ask(book, answerer, text, asker):
    outcome = answerer.answer(Question(text))
    await book.noted(outcome, answerer.read(text), answerer.knowledge, asker)
    return outcome


def test_a_question_becomes_its_substances_topic_and_known_words(answerer, terms):
    """Ids of what it names and the topic it asks about."""
    found = terms.of(answerer.read("what is the half life of fasoracetam?")).split()
    assert {"fasoracetam", "topic:half_life"} <= set(found)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_word_of_the_asker_gets_in(answerer, terms, text):
    """Whatever is typed, each term is an id, a topic, a group, or a word that stands in a reviewed question."""
    knowledge = answerer.knowledge
    reviewed = " ".join(w for f in knowledge.faqs.values() for w in (f.question, *f.variants)).lower()
    ids = {*knowledge.compounds, *knowledge.medicines, *knowledge.classes}
    found = terms.of(answerer.read(text))
    assert not found or ALLOWED.fullmatch(found)
    for term in found.split():
        prefix, colon, value = term.partition(":")
        assert prefix in ids if not colon else prefix in {"topic", "group"} or value in reviewed


def test_names_numbers_and_secrets_do_not_get_in(answerer, terms):
    """A person's name, a phone number and an address in a question leave no trace."""
    kept = terms.of(
        answerer.read("my boss Xylander Quorbin (call 555-0192, 14 Elmgrove) uses noopept, does it work?")
    )
    assert "noopept" in kept.split()
    assert not re.search(r"xyl|quorb|555|elmg|boss", kept)


async def test_one_person_counts_once_a_day(book, answerer):
    """Five askings of one person are one asker; the next day they are a stranger again."""
    for _ in range(5):
        await ask(book, answerer, "is noopept ok with quetiapine on a boat?", 1)
    rows = await book._gaps.ranked(1)
    assert not rows or {row.askers for row in rows} == {1}


async def test_rare_gaps_are_shown_to_nobody(book):
    """Below five askers a gap is not listed; with the fifth it is, and different wordings add up in one cluster."""
    book_terms = "noopept topic:storage_preparation"
    for asker in range(4):
        await book._missed(book_terms, GapKind.ABSTAIN, asker)
    assert await book.ranked() == ()
    await book._missed(f"{book_terms} word:freeze", GapKind.SUGGEST, 99)
    (cluster,) = await book.ranked()
    assert cluster.head == book_terms
    assert cluster.askers == 5
    assert [gap.terms for gap in cluster.gaps] == [book_terms]


async def test_answered_questions_become_shapes_and_no_gaps(book, store, answerer):
    """What was answered is counted with the entry that answered it, for the blast radius."""
    outcome = await ask(book, answerer, "what is the half life of fasoracetam?", 7)
    assert await book._gaps.ranked(1) == []
    (shape,) = await store.shapes.frequent()
    assert shape.entry == outcome.draft.entries[0]
    assert "fasoracetam" in shape.terms.split()
    again = answerer.answer(Question(asked_again(shape.terms, answerer.knowledge)))
    assert again.draft.entries[0] == shape.entry


@pytest.mark.parametrize(
    "text",
    ["i took 60 caffeine pills", "i want to kill myself", "where can i buy tianeptine", "hi", "thanks!"],
)
async def test_urgent_refused_and_polite_messages_leave_no_trace(book, store, answerer, text):
    """No emergency, crisis, refusal or greeting is counted anywhere."""
    await ask(book, answerer, text, 7)
    assert await book._gaps.ranked(1) == []
    assert await store.shapes.frequent() == []


async def test_a_press_on_not_helpful_is_a_gap_about_the_answer(book, answerer):
    """The card's compound and topic are counted, under "not helpful"."""
    await book.not_helpful("card:noopept#mechanism", answerer.knowledge, 3)
    (gap,) = await book._gaps.ranked(1)
    assert gap.terms == "noopept topic:mechanism"
    assert gap.kinds[GapKind.NOT_HELPFUL] == 1


async def test_a_person_can_be_forgotten_the_same_day(book, answerer, clock):
    """After forgetting, the same person counts as somebody new; the key of a past day is not needed for it."""
    await book.not_helpful("card:noopept#mechanism", answerer.knowledge, 3)
    await book.forget(3)
    clock.at += timedelta(days=1)
    await book.not_helpful("card:noopept#mechanism", answerer.knowledge, 3)
    (gap,) = await book._gaps.ranked(1)
    assert gap.askers == 2


def typed(draft):
    """The draft as the values of a file."""
    return with_changes(Faq, {"id": draft.key}, draft.values)


def test_a_gap_becomes_a_draft_that_says_what_it_is_about(answerer):
    """The draft has the gap's compound, topic, group and a question."""
    draft = draft_of_gap("fasoracetam group:pregnancy topic:storage_preparation", answerer.knowledge)
    value = typed(draft)
    assert value["compounds"] == ["fasoracetam"]
    assert value["topics"] == ["storage_preparation"]
    assert value["groups"] == ["pregnancy"]
    assert "asoracetam" in value["question"]
    Faq.model_validate({**value, **WRITTEN})


def test_every_topic_and_group_can_be_drafted(answerer):
    """No topic or combination makes a question that cannot be read, and no draft takes an id that is in use."""
    for topic in Topic:
        for group in (None, *Group):
            terms = joined(("noopept", f"topic:{topic.value}", *((f"group:{group.value}",) if group else ())))
            draft = draft_of_gap(terms, answerer.knowledge)
            assert draft.key not in answerer.knowledge.faqs
            Faq.model_validate({**typed(draft), **WRITTEN})


def test_terms_of_every_answer_are_storable(answerer):
    """For each FAQ, card and interaction the terms have the stored form."""
    knowledge = answerer.knowledge
    entries = [f"faq:{k}" for k in knowledge.faqs] + [f"card:{k}#dosage" for k in knowledge.compounds]
    for entry in entries + [f"interaction:{k}" for k in knowledge.interactions]:
        terms = entry_terms(entry, knowledge)
        assert ALLOWED.fullmatch(terms) and len(terms) <= 200
        assert ALLOWED.fullmatch(core(terms))


async def test_a_closed_gap_is_not_listed_again(book, answerer):
    """What became a draft leaves the list."""
    for asker in range(6):
        await book.not_helpful("card:noopept#mechanism", answerer.knowledge, asker)
    (cluster,) = await book.ranked()
    await book._gaps.close(cluster.head, GapState.DRAFTED)
    assert await book.ranked() == ()
