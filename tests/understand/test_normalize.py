"""Writing differences are folded away, and every token still knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.normalize import LONGEST, normalize


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5-HTP", "5 htp"),
        ("PRL-8-53", "prl 8 53"),
        ("B12", "b12"),
        ("α-GPC", "alpha gpc"),
        ("αGPC", "alpha gpc"),
        ("ω-3", "omega 3"),
        ("20mgs 2x/day", "20 mg 2 x day"),
        ("200µg", "200 mcg"),
        ("1,000mg", "1000 mg"),
        ("w/o food", "without food"),
        ("plssss", "please"),
        ("soooo", "soo"),
        ("mo\u200bda\u202efinil", "modafinil"),
        ("z͑ͫ̓a̴l͟g͢o", "zalgo"),
        ("cаffeine", "caffeine"),
        ("ﬁsh oil", "fish oil"),
        ("N-Acetyl L-Tyrosine", "n acetyl l tyrosine"),
        ("salt n pepper", "salt and pepper"),
        ("lion’s mane", "lion's mane"),
    ],
)
def test_the_same_thing_written_differently_reads_the_same(typed, words):
    """Look-alike letters, chat-speak, units and marks go; digits, hyphen parts and Greek letters stay signal."""
    assert " ".join(normalize(typed).words) == words


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_point_into_it(text):
    """Whatever the text holds, tokens come in order and lie inside the original."""
    read = normalize(text)
    assert read.original == text
    places = [(t.start, t.end) for t in read.tokens]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(t.text for t in read.tokens)


@given(st.text(alphabet="abcdefgh 123-", max_size=80))
def test_reading_twice_changes_nothing(text):
    """A normalised text is already normal."""
    once = " ".join(normalize(text).words)
    assert " ".join(normalize(once).words) == " ".join(normalize(once).words)
    assert normalize(once.upper()).words == normalize(once).words


def test_a_token_points_at_what_was_typed():
    """The surface of a token is the original spelling."""
    read = normalize("Is α-GPC ok?")
    assert read.surface(1, 2) == "α-GPC"


def test_a_very_long_text_is_cut():
    """Nothing beyond the longest Discord message is read."""
    assert len(normalize("a " * LONGEST).original) == LONGEST
