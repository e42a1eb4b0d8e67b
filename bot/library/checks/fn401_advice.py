"""Reviewed text tells what is known; it never tells anybody what to take, and never calls a thing safe."""

from bot.library.checks.phrases import phrase_rule
from bot.library.checks.rule import Rule
from bot.library.problem import Level
from bot.library.prose import REVIEWED

RULE = Rule(
    "FN401",
    Level.ERROR,
    "Advice",
    "The bot cannot know the person who reads; what was fine in a trial can hurt somebody else.",
    "Start with 100 mg; it is safe for most people.",
    "A trial in 40 healthy adults used 100 mg a day for 12 weeks; two people left because of headache.",
    phrase_rule("FN401", "`{phrase}` gives advice or a verdict on safety.", REVIEWED),
)
