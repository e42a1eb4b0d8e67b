"""Values that can mean only one thing although they are written wrongly: `RCT`, `mcg`, `PMID: 123`."""

import re

UNITS = {
    **{"mcg": "ug", "µg": "ug", "μg": "ug", "iu": "IU", "ml": "mL", "cup": "cups"},
    **{"minute": "min", "minutes": "min", "hour": "h", "hours": "h", "day": "d", "days": "d"},
    **{"week": "wk", "weeks": "wk", "month": "mo", "months": "mo", "year": "a", "years": "a"},
}
"""Spellings people use → the unit that is stored."""


def mended(typed: str, name: str, code: str, words: tuple[str, ...]) -> str | None:
    """What field `name` should hold instead of `typed`, or nothing when a person must decide."""
    if code == "FN022":
        wanted = _plain(UNITS.get(typed.lower(), typed))
        return next((word for word in words if _plain(word) == wanted), None)
    if code == "FN023" and (mend := _FORMS.get(name)):
        prefix, form = mend
        bare = prefix.sub("", typed)
        return bare if bare != typed and form.fullmatch(bare) else None
    if code == "FN023" and name == "region" and re.fullmatch(r"[A-Za-z]{2}", typed):
        return typed.upper()
    return None


_FORMS = {
    "DOI": (
        re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)", re.I),
        re.compile(r"10\.\d{4,9}/\S+"),
    ),
    "PMID": (
        re.compile(r"^(?:PMID:?\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)", re.I),
        re.compile(r"\d{4,9}"),
    ),
}
"""What people put before an identifier, and what the identifier alone looks like."""


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")
