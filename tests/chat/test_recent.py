"""What recent replies showed: found by reply and by question, never more than a few thousand."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.manner import Manner
from bot.chat.recent import Recent, Shown
from bot.render.language import ENGLISH
from bot.render.surface import Surface

MANNER = Manner(Surface.CARD, ENGLISH, None)


def shown(question=None):
    return Shown(None, asker=1, channel=2, manner=MANNER, question=question)


def test_a_reply_is_found_both_ways():
    """By its own id, and by the id of the question; gone is gone."""
    recent = Recent()
    recent.keep(7, shown(question=5))
    assert recent.of(7) and recent.reply_to(5)[0] == 7
    recent.drop(7)
    assert recent.of(7) is None and recent.reply_to(5) is None
    assert recent.of(None) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(100, 130)), max_size=80))
def test_it_never_grows(kept):
    """The oldest falls out, and nothing points to what fell out."""
    recent = Recent(kept=10)
    for message, question in kept:
        recent.keep(message, shown(question))
    assert len(recent._shown) <= 10
    assert set(recent._replies.values()) <= set(recent._shown)
