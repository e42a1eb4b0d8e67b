"""Pauses: so many times in so many seconds, each key for itself."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat import cooldown
from bot.chat.cooldown import Pauses


def test_the_first_use_is_free_and_starts_the_pause():
    """The seconds left are told until the pause is over."""
    pauses = Pauses()
    assert pauses.wait("a", 30, now=100) == 0
    assert pauses.wait("a", 30, now=110) == 20
    assert pauses.wait("b", 30, now=110) == 0
    assert pauses.wait("a", 30, now=130) == 0


def test_several_uses_before_it_closes():
    """With three allowed the fourth has to wait for the first to be forgotten."""
    pauses = Pauses()
    assert [pauses.wait("a", 60, now=n, times=3) for n in (0, 1, 2)] == [0, 0, 0]
    assert pauses.wait("a", 60, now=3, times=3) == 57
    assert pauses.wait("a", 60, now=60.5, times=3) == 0


@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=60).map(sorted), st.integers(1, 5), st.integers(1, 60)
)
def test_never_more_than_allowed_in_any_window(times, allowed, seconds):
    """Whatever the rhythm, uses that went through are never denser than the rule."""
    pauses = Pauses()
    through = [at for at in times if pauses.wait("a", seconds, at, times=allowed) == 0]
    for start in through:
        assert sum(start <= at < start + seconds for at in through) <= allowed


def test_memory_stays_bounded(monkeypatch):
    """Keys whose pause is over are forgotten when there are many."""
    monkeypatch.setattr(cooldown, "REMEMBERED", 100)
    pauses = Pauses()
    for n in range(1000):
        pauses.wait(n, 5, now=n)
    assert len(pauses._used) <= 110
