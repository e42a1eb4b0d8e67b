"""The sources as CSL-JSON, which Zotero, Pandoc and Crossref read."""

import json
from typing import Any

from bot.model.knowledge import Knowledge
from bot.model.source import Source

_TYPES = {"article-news": "article-newspaper"}


def csl_json(knowledge: Knowledge) -> str:
    """A list of CSL items."""
    items = [csl_item(source) for source in knowledge.sources.values()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(source: Source) -> dict[str, Any]:
    """One source in CSL's own fields; what CSL has no field for stands in `note`."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES.get(source.type, source.type),
        "title": source.title,
        "author": [author.model_dump(exclude_none=True) for author in source.author],
        "container-title": source.container_title,
        "DOI": source.DOI,
        "PMID": source.PMID,
        "URL": source.URL,
        "accessed": {
            "date-parts": [[source.verified.date.year, source.verified.date.month, source.verified.date.day]]
        },
        "note": " ".join(filter(None, (source.NCT and f"Registry: {source.NCT}.", source.finding))),
    }
    if source.issued:
        item["issued"] = {"date-parts": [[int(part) for part in source.issued.split("-")]]}
    return {name: value for name, value in item.items() if value}
