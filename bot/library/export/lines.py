"""One JSON object a line for every record, so that each claim can be audited from outside."""

import json
from collections.abc import Iterator
from typing import Any

from bot.model.base import Record
from bot.model.knowledge import Knowledge
from bot.model.source import Source


def jsonl(knowledge: Knowledge) -> str:
    """Lines with `type`, `id` and all fields of the record; claims stand on lines of their own as well."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(knowledge))


def rows(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """The records as plain values: sources, claims, compounds, questions, interactions, safety texts."""
    for source in knowledge.sources.values():
        yield _source(source)
    for card in knowledge.compounds.values():
        for claim in card.claims:
            fields = _plain(claim)
            yield {"type": "claim", **fields, "id": f"{card.id}#{claim.id}", "compound": card.id}
    groups: tuple[tuple[str, Any], ...] = (
        ("compound", knowledge.compounds.values()),
        ("faq", knowledge.faqs.values()),
        ("interaction", knowledge.interactions.values()),
        ("disclaimer", knowledge.safety.disclaimers),
        ("contact", knowledge.safety.contacts),
    )
    for kind, records in groups:
        for record in records:
            fields = _plain(record)
            if "type" in fields:
                fields["record_type"] = fields.pop("type")
            yield {"type": kind, **fields}


def _source(source: Source) -> dict[str, Any]:
    """A source keeps CSL's names; the identifiers, year and address are repeated in small letters."""
    fields = _plain(source)
    fields["source_type"] = fields.pop("type")
    repeated = {
        "doi": source.DOI,
        "pmid": source.PMID,
        "nct": source.NCT,
        "url": source.URL,
        "year": source.year,
    }
    return {"type": "source", **fields, **repeated}


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True)
