"""Where the fixtures of these tests lie, and where each goes in a knowledge folder."""

from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "knowledge"
TODAY = date(2026, 11, 24)
LISTS = (
    "vocabulary-classes",
    "safety-contacts",
    "safety-cards",
    "safety-disclaimers",
    "safety-refusals",
    "safety-groups",
)
"""Folders of fixtures that stand for one file each."""


def place_of(fixture: Path) -> str:
    """Where a fixture file goes in the knowledge folder."""
    kind = fixture.parent.name
    return f"{kind.replace('-', '/')}.yaml" if kind in LISTS else f"{kind}/{fixture.name}"
