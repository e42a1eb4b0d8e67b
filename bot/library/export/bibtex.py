"""The sources as BibTeX."""

from bot.model.knowledge import Knowledge
from bot.model.source import Source

_TYPES = {"article-journal": "article", "book": "book", "report": "techreport", "article-news": "article"}
_ESCAPED = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
)


def bibtex(knowledge: Knowledge) -> str:
    """One entry a source; the citation key is the source's id."""
    return "\n".join(_entry(source) for source in knowledge.sources.values())


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    names = [
        "others" if a.literal == "et al." else _name(a.family, a.given, a.literal) for a in source.author
    ]
    fields = {
        "author": " and ".join(names),
        "title": f"{{{_escape(source.title)}}}",
        "journal" if kind == "article" else "howpublished": _escape(source.container_title or ""),
        "year": str(source.year or ""),
        "doi": source.DOI or "",
        "pmid": source.PMID or "",
        "url": source.URL,
        "urldate": source.verified.date.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}", ""])


def _name(family: str | None, given: str | None, literal: str | None) -> str:
    if literal:
        return f"{{{_escape(literal)}}}"
    return ", ".join(_escape(part) for part in (family, given) if part)


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)
