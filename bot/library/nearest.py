"""Did you mean …? One way to say it, for fields, words and ids."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def nearest(typed: str, known: Iterable[str], cutoff: float = 72) -> str | None:
    """The known word most like what was typed, or nothing when none is close."""
    found = process.extractOne(
        typed, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=cutoff
    )
    return str(found[0]) if found else None


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """`Did you mean `x`?`, or nothing."""
    near = nearest(typed, known)
    return f"Did you mean `{near}`?" if near else ""
