"""Footnote marks and the neutralising of anything Discord would turn into a ping."""

import re
from collections.abc import Mapping

from bot.model.citation import replace_marks

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PING = re.compile(r"@(?=everyone|here|[&!\d])|<(?=[@#]|a?:|id:|t:|/)")


def superscript(number: int) -> str:
    """`12` → `¹²`."""
    return str(number).translate(_SUPERSCRIPT)


def footnoted(text: str, numbers: Mapping[str, int]) -> str:
    """The text with `[@key]` marks as superscript numbers; marks of unknown sources vanish."""

    def shown(keys: tuple[str, ...]) -> str:
        return " ".join(superscript(numbers[key]) for key in keys if key in numbers)

    return inert(replace_marks(text, shown))


def unmarked(text: str) -> str:
    """The text without any marks."""
    return inert(replace_marks(text, lambda keys: ""))


def inert(text: str) -> str:
    """The text with mentions, custom emoji and timestamps broken up; Discord shows it as it reads."""
    return _PING.sub(lambda match: "＠" if match.group() == "@" else "‹", text)
