"""Entry ids survive their way through a custom id, however long they are."""

from itertools import islice, product

import pytest

from bot.chat.ids import MOST, NONE, pack, unpack


@pytest.fixture(scope="module")
def entries(knowledge):
    """Every entry there is, and the longest stacks that can be asked for."""
    found = [f"faq:{key}" for key in knowledge.faqs]
    found += [f"interaction:{key}" for key in knowledge.interactions]
    found += [f"sources:{key}" for key in (*knowledge.compounds, *knowledge.sources)]
    found += [f"card:{key}#special_population" for key in knowledge.compounds]
    longest = sorted(knowledge.medicines, key=len)[-4:], sorted(knowledge.classes, key=len)[-4:]
    stacks = islice(product(*longest, sorted(knowledge.compounds, key=len)[-4:]), 40)
    found += [f"pair:medicine.{m}+class.{c}+compound.{k}" for m, c, k in stacks]
    return found


def test_every_entry_fits_and_comes_back(entries, knowledge):
    """Packed ids are short enough, and unpacking gives the same entry."""
    for entry in entries:
        packed = pack(entry)
        assert len(packed) <= MOST
        assert unpack(packed, knowledge) == entry


def test_no_entry(knowledge):
    """Nothing is a value of its own."""
    assert pack(None) == NONE and unpack(NONE, knowledge) is None


def test_a_key_that_is_gone(knowledge):
    """A digest of something that no longer exists opens nothing."""
    gone = pack("interaction:" + "x" * 80)
    assert "~" in gone and unpack(gone, knowledge) is None
