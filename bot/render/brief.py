"""The short public form of an urgent card: what to do now and the nearest numbers; the rest is one press away."""

from dataclasses import replace
from itertools import takewhile

from bot.model.outcome import Outcome, Section

NUMBERS = 2
"""Regions whose numbers stand in the short card; the asker's comes first."""


def brief(outcome: Outcome) -> Outcome:
    """The lines before the first heading and the first numbers under it, with the whole safety block."""
    sections = outcome.draft.sections
    opening = list(takewhile(lambda section: section.title is None, sections))
    rest = sections[len(opening) :]
    numbers = [Section(s.title, s.paragraphs[:NUMBERS]) for s in rest[:1]]
    return replace(outcome, draft=replace(outcome.draft, sections=(*opening, *numbers)))
