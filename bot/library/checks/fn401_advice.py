"""Reviewed text tells what is known; it never tells anybody what to take, and never calls a thing safe."""

from bot.library.checks.phrases import phrase_rule
from bot.library.checks.rule import Rule
from bot.library.prose import REVIEWED

RULE = Rule("FN401", phrase_rule("FN401", "`{phrase}` gives advice or a verdict on safety.", REVIEWED))
