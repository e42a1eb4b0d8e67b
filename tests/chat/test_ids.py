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


def test_two_entries_fit_and_come_back(entries, knowledge):
    """A reply to two questions is opened again whole; only stacks too long together leave the first."""
    for first, second in zip(entries, entries[1:] + entries[:1], strict=True):
        packed = pack(f"two:{first}&{second}")
        assert len(packed) <= MOST
        assert unpack(packed, knowledge) in {f"two:{first}&{second}", first}
        if not first.startswith("pair:"):
            assert unpack(packed, knowledge) == f"two:{first}&{second}"


def test_of_two_entries_one_may_be_gone(knowledge):
    """The other is opened alone."""
    gone, there = "interaction:" + "x" * 80, f"faq:{next(iter(knowledge.faqs))}"
    assert unpack(pack(f"two:{gone}&{there}"), knowledge) == there
    assert unpack(pack(f"general:{there}&{gone}"), knowledge) == there


def test_no_entry(knowledge):
    """Nothing is a value of its own."""
    assert pack(None) == NONE and unpack(NONE, knowledge) is None


def test_a_key_that_is_gone(knowledge):
    """A digest of something that no longer exists opens nothing."""
    gone = pack("interaction:" + "x" * 80)
    assert "~" in gone and unpack(gone, knowledge) is None
