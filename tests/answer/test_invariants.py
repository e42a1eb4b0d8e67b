"""Whatever is asked: one outcome, with its safety block, no mention, inside Discord's limits, no exception."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.question import Context, Question
from bot.render.embed import embed
from bot.render.pages import pages, plain

PING = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>")
WORDS = st.sampled_from(
    "fasoracetam phenibut ssri 5-htp caffeine dose half life safe with my dog took too much @everyone <@123> <#1> "
    "pregnant kidney vs legal buy where alcohol modafinil creatinine racetam and ??? 🙏 ​ what is the of for".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.text(alphabet="​‌‮\x00\x07 \n", max_size=60),
)
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(text=TEXTS, earlier=st.none() | TEXTS, region=st.sampled_from([None, "US", "GB", "DE", "XX"]))
def test_any_text_gives_a_reply_that_can_be_sent(answerer, text, earlier, region):
    """Every page holds the safety text, pings nobody and fits a message, an embed and a view."""
    outcome = answerer.answer(Question(text, Context(earlier=earlier, region=region)))
    assert outcome.safety.after
    for page in pages(outcome):
        check_page(page, outcome)
    assert not PING.search(plain(outcome))


def check_page(page, outcome):
    assert all(d.text in page.text.replace("-# ", "") for d in outcome.safety.after)
    assert len(page.text) <= 4000
    assert len(page.text.encode()) + 12 * len(page.blocks) < 10_170
    assert not PING.search(page.text)
    text = embed(page)
    assert len(text.title) + len(text.description) + len(text.footer) <= 6000
    assert all(d.text in text.description.replace("-# ", "") for d in outcome.safety.after)


def test_every_entry_of_the_knowledge_can_be_sent(answerer, knowledge):
    """All FAQ entries, all sections of all cards and all interactions fit, with their safety block."""
    entries = [f"faq:{key}" for key in knowledge.faqs]
    entries += [f"interaction:{key}" for key in knowledge.interactions]
    entries += [
        f"card:{key}#{topic}"
        for key in knowledge.compounds
        for topic in ("overview", "dosage", "interaction")
    ]
    for entry in entries:
        outcome = answerer.open(entry)
        assert outcome.draft.entries, entry
        for page in pages(outcome):
            check_page(page, outcome)


def test_the_same_question_gives_the_same_outcome(answerer):
    """No chance and no clock in the core."""
    question = Question("can I combine phenibut with alcohol?")
    assert answerer.answer(question) == answerer.answer(question)
