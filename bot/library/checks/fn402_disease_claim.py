"""No text says that a substance treats, cures or prevents an illness; it says what a trial found."""

from bot.library.checks.phrases import phrase_rule
from bot.library.checks.rule import Rule
from bot.library.prose import REVIEWED

RULE = Rule("FN402", phrase_rule("FN402", "`{phrase}` promises more than any source can.", REVIEWED))
