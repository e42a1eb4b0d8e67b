"""JSON Schema for editors: completion, descriptions and underlining while a moderator types."""

import json
from typing import Any

from bot.library.folders import ENTRY_FOLDERS, LIST_FILES
from bot.model.base import Record

NOTICE = "Made by `footnote generate` from bot/model; do not edit."


def schemas() -> dict[str, str]:
    """The schema of every kind of file by its name, such as `compounds` or `safety-contacts`."""
    found = {name: _entry(kind) for name, kind in ENTRY_FOLDERS.items()}
    found |= {schema_name(file): _list(kind) for file, kind in LIST_FILES.items()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in found.items()}


def schema_name(file: str) -> str:
    """`safety/contacts.yaml` → `safety-contacts`."""
    return file.removesuffix(".yaml").replace("/", "-")


def _entry(kind: type[Record]) -> dict[str, Any]:
    schema = _eased(kind.model_json_schema(mode="validation", by_alias=True))
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": NOTICE, **schema}


def _list(kind: type[Record]) -> dict[str, Any]:
    schema = _entry(kind)
    definitions = schema.pop("$defs", {})
    head = {name: schema.pop(name) for name in ("$schema", "$comment")}
    return {**head, "type": "array", "items": schema, "$defs": definitions}


def _eased(value: Any) -> Any:  # noqa: ANN401
    """Unquoted digits are numbers for an editor and text for the bot, so the schema takes both."""
    if isinstance(value, list):
        return [_eased(item) for item in value]
    if not isinstance(value, dict):
        return value
    eased = {name: _eased(item) for name, item in value.items() if name != "title" or isinstance(item, dict)}
    if eased.get("type") == "string" and "enum" not in eased and "const" not in eased:
        eased["type"] = ["string", "number", "boolean"]
    if "prefixItems" in eased:
        eased["items"] = eased.pop("prefixItems")
    return eased
