"""Every claim of the article the project started from has an answer."""

from pathlib import Path

import pytest

from bot.library.reader import read_library
from bot.library.strict_yaml import Document, parse

HERE = Path(__file__).parent
ROWS = parse((HERE / "seed_claims.yaml").read_text(encoding="utf-8"), "seed_claims.yaml")
assert isinstance(ROWS, Document)


@pytest.fixture(scope="module")
def knowledge():
    return read_library(HERE.parents[1] / "knowledge").knowledge()


def test_all_79_claims_are_in_the_table():
    """The table lists each claim number once."""
    assert [int(row["claim"]) for row in ROWS.value] == list(range(1, 80))


@pytest.mark.parametrize("row", ROWS.value, ids=lambda row: row["claim"])
def test_each_claim_reaches_an_entry(row, knowledge):
    """Each entry named for a claim exists."""
    for entry in row["entries"]:
        assert entry in (knowledge.claims if "#" in entry else knowledge.faqs)
