"""A text that several stages read is encoded once, with the same result."""

import numpy as np
import pytest

from bot.retrieve.shared import KEPT, SharedEncoder


class Counting:
    """Vectors made of the text's letters; notes what it was asked for."""

    id, dimensions = "counting", 2

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.array([[len(t), sum(map(ord, t)) % 97] for t in texts], dtype=np.float32).reshape(-1, 2)


@pytest.fixture
def encoder():
    return Counting()


def test_a_text_is_encoded_once(encoder):
    """Also when it is asked for beside others, or twice in one call."""
    shared = SharedEncoder(encoder)
    for texts in (["a b"], ["a b", "c"], ["c", "c", "d"], ["a b"]):
        assert (shared.encode(texts) == Counting().encode(texts)).all()
    assert encoder.asked == ["a b", "c", "d"]


def test_only_about_one_question_is_kept(encoder):
    """Older vectors are made anew, and no text is held."""
    shared = SharedEncoder(encoder)
    for number in range(KEPT + 1):
        shared.encode([f"text {number}"])
    shared.encode(["text 0"])
    assert encoder.asked.count("text 0") == 2
    assert "text" not in repr(vars(shared))


def test_content_is_passed_through(encoder):
    """Many texts at once are no question; none at all give no rows."""
    shared = SharedEncoder(encoder)
    many = [f"text {number}" for number in range(KEPT + 1)]
    assert len(shared.encode(many)) == KEPT + 1 and shared.encode(many[:1]).shape == (1, 2)
    assert encoder.asked == [*many, many[0]]
    assert shared.encode([]).shape == (0, 2)
    assert (shared.id, shared.dimensions) == ("counting", 2)
