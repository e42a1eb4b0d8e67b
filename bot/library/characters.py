"""Characters that a reader of a file cannot see, and that can therefore hide something from a reviewer."""

import re

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_FORMAT = (
    r"\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e007f"
)
_BROKEN = r"\ud800-\udfff\ufffe\uffff"

INVISIBLE = re.compile(f"[{_CONTROL}{_FORMAT}{_BROKEN}]")
"""Control characters (but tab and line feed), format characters such as bidirectional marks."""


def name(character: str) -> str:
    """`U+202E`: how a character that cannot be shown is written."""
    return f"U+{ord(character):04X}"
