"""The short public form of an urgent card: what to do now and the nearest numbers; the rest is one press away."""

from dataclasses import replace
from itertools import takewhile

from bot.answer.urgent import NUMBERS
from bot.model.outcome import Outcome, Section

REGIONS = 2
"""How many regions' numbers stand in the short card when the asker's is not known."""


def brief(outcome: Outcome) -> Outcome:
    """The lines before the first heading and the first numbers under it, with the whole safety block."""
    sections = outcome.draft.sections
    opening = list(takewhile(lambda section: section.title is None, sections))
    rest = sections[len(opening) :]
    numbers = [Section(s.title, s.paragraphs[:REGIONS]) for s in rest if s.title == NUMBERS]
    return replace(outcome, draft=replace(outcome.draft, sections=(*opening, *numbers)))
