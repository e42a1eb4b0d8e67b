"""The real files: they pass every error rule, and what the rules need is there."""

from datetime import date
from pathlib import Path

import pytest

from bot.library.checks import check
from bot.library.problem import Level
from bot.library.reader import read_library
from bot.library.report import as_text
from bot.library.snapshot import TIMED
from bot.library.wording import Wording

ROOT = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def library():
    return read_library(ROOT)


def test_no_error_in_any_file(library):
    """`check` finds no error but those the calendar brings, which are reported day by day."""
    errors = [p for p in check(library, date.today()) if p.level is Level.ERROR and p.code not in TIMED]

    assert as_text(errors, 0) == as_text([], 0)


def test_the_rules_on_wording_have_their_lists(library):
    """Without its word lists a rule finds nothing, so the lists must be there."""
    rules = {words.rule for words in library.of(Wording).values()}

    assert {"FN401", "FN402", "FN403", "FN404", "FN406"} <= rules
