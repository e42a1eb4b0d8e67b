"""No text says that a substance treats, cures or prevents an illness; it says what a trial found."""

from bot.library.checks.phrases import phrase_rule
from bot.library.checks.rule import Rule
from bot.library.problem import Level
from bot.library.prose import REVIEWED

RULE = Rule(
    "FN402",
    Level.ERROR,
    "Disease claim",
    "A sentence that promises a cure can keep somebody from a treatment that works.",
    "It prevents dementia.",
    "In a trial with 3,069 older adults, it did not lower the rate of dementia.",
    phrase_rule("FN402", "`{phrase}` promises more than any source can.", REVIEWED),
)
