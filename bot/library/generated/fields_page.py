"""The field reference for moderators: every field of every file, from the models."""

from collections.abc import Iterator, Mapping

from bot.library.folders import ENTRY_FOLDERS, LIST_FILES
from bot.library.plain_language import FORMS
from bot.library.shape import FieldShape, fields_of, records_below
from bot.model.base import Record

_HEAD = """# Fields

<!-- Made by `footnote generate` from bot/model; do not edit. -->

Every field of every knowledge file. **Bold** fields are needed; the others may be left out. A list is written
`[one, two]` or one `- ` line each; fields are indented under the name.
"""


def fields_page() -> str:
    """The text of `docs/reference/fields.md`."""
    places = [(f"knowledge/{folder}/<id>.yaml", kind) for folder, kind in ENTRY_FOLDERS.items()]
    places += [(f"knowledge/{_place(file)} (a list)", kind) for file, kind in LIST_FILES.items()]
    shown: set[type[Record]] = set()
    blocks = [_HEAD]
    for place, kind in places:
        blocks.append(f"## {_words(kind)}\n\n`{place}`\n\n{_summary(kind)}\n")
        for record in records_below(kind):
            if record is not kind and record in shown:
                continue
            shown.add(record)
            if record is not kind:
                blocks.append(f"### {_words(record)}\n\n{_summary(record)}\n")
            blocks.append("\n".join(_table(record)) + "\n")
    return "\n".join(blocks)


def _place(file: str) -> str:
    return file if file.endswith(".yaml") else f"{file}/*.yaml"


def _words(kind: type[Record]) -> str:
    name = kind.__name__
    return name[0] + "".join(f" {c.lower()}" if c.isupper() else c for c in name[1:])


def _summary(kind: type[Record]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _table(record: type[Record]) -> Iterator[str]:
    yield "| field | what | holds |"
    yield "|---|---|---|"
    for field in fields_of(record):
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        yield f"| {name} | {field.description} | {_holds(field, FORMS)} |".replace("\n", " ")


def _holds(field: FieldShape, forms: Mapping[str, str]) -> str:
    if field.record:
        inner = f"fields of [{_words(field.record)}](#{_words(field.record).lower().replace(' ', '-')})"
    elif field.words:
        inner = " · ".join(f"`{word}`" for word in field.words)
    elif field.name in forms:
        inner = forms[field.name]
    else:
        inner = field.kind
    limit = f", at most {field.limit} characters" if field.limit and not field.words else ""
    default = f"; `{field.default}` when left out" if field.default is not None else ""
    return f"{'list of ' if field.many else ''}{inner}{limit}{default}"
