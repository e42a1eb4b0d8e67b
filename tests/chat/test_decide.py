"""Whether a message is spoken to: the table of rules, case by case."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.decide import Facts, Say, decide
from bot.state.records import ServerSettings

HERE, THERE, FORUM, THREAD = 10, 20, 30, 40
OPEN = ServerSettings(unprompted=(HERE, FORUM))
ONLY_HERE = ServerSettings(channels=(HERE,))
HEARD = Facts(channel=HERE)
POST = Facts(channel=THREAD, parent=FORUM, opens_thread=True)


@pytest.mark.parametrize(
    ("facts", "server", "expected"),
    [
        (Facts(direct=True), ServerSettings(), Say.ANSWER),
        (Facts(direct=True, from_bot=True), ServerSettings(), Say.NOTHING),
        (Facts(mentions_me=True, channel=THERE), ServerSettings(), Say.ANSWER),
        (Facts(mentions_me=True, channel=THERE, is_system=True), ServerSettings(), Say.NOTHING),
        (Facts(mentions_me=True, channel=HERE), ONLY_HERE, Say.ANSWER),
        (Facts(mentions_me=True, channel=THERE), ONLY_HERE, Say.ELSEWHERE),
        (Facts(mentions_me=True, channel=THREAD, parent=HERE), ONLY_HERE, Say.ANSWER),
        (Facts(mentions_me=True, channel=HERE), ServerSettings((THERE,), (HERE,)), Say.ANSWER),
        (Facts(mentions_me=True, channel=THREAD, parent=HERE, from_helper=True), OPEN, Say.ANSWER),
        (HEARD, ServerSettings(), Say.NOTHING),
        (HEARD, OPEN, Say.UNPROMPTED),
        (replace(HEARD, channel=THERE), OPEN, Say.NOTHING),
        (replace(HEARD, from_helper=True), OPEN, Say.NOTHING),
        (replace(HEARD, is_reply=True), OPEN, Say.NOTHING),
        (replace(HEARD, from_bot=True), OPEN, Say.NOTHING),
        (POST, OPEN, Say.UNPROMPTED),
        (replace(POST, opens_thread=False), OPEN, Say.NOTHING),
        (replace(POST, parent=THERE), OPEN, Say.NOTHING),
    ],
)
def test_the_table(facts, server, expected):
    """Each line of the rules, tried."""
    assert decide(facts, server, unprompted_allowed=True) is expected


FACTS = st.builds(
    Facts,
    from_bot=st.booleans(),
    is_system=st.booleans(),
    mentions_me=st.booleans(),
    channel=st.sampled_from([HERE, THERE, THREAD]),
    parent=st.none() | st.sampled_from([HERE, FORUM]),
    opens_thread=st.booleans(),
    is_reply=st.booleans(),
    from_helper=st.booleans(),
)


@given(facts=FACTS)
def test_without_the_operator_nobody_is_answered_unasked(facts):
    """The server's choice alone is not enough: only those who address the bot get an answer."""
    assert decide(facts, OPEN, unprompted_allowed=False) in {Say.NOTHING, Say.ANSWER} - (
        set() if facts.mentions_me else {Say.ANSWER}
    )


@given(facts=FACTS, server=st.sampled_from([ServerSettings(), OPEN, ONLY_HERE]), allowed=st.booleans())
def test_bots_are_never_answered(facts, server, allowed):
    """Two bots never talk in circles."""
    assert decide(replace(facts, from_bot=True), server, allowed) is Say.NOTHING
