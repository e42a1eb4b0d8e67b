"""One layout for all files: two spaces, one blank line at the end, comments and wording untouched."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from bot.library.strict_yaml import parse

WIDTH = 4096
"""Lines are never folded anew: what a writer put on one line stays on one line."""


class _TextResolver(VersionedResolver):
    """Plain text stays plain text, so that `NO`, `010` and `1e3` come out as they went in."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ANN401
        if kind is ScalarNode and implicit[0]:
            return self._tag("null" if value in ("", "~", "null", "Null", "NULL") else "str")
        return super().resolve(kind, value, implicit)

    @staticmethod
    def _tag(name: str) -> Any:  # noqa: ANN401
        return Tag(suffix=f"tag:yaml.org,2002:{name}")


def formatted(text: str, shown: str) -> str:
    """The same document in the common layout.

    Raises:
        UnreadableFile: when the text cannot be read at all.
    """
    before = parse(text, shown).value
    result = _laid_out(text)
    if result is None or parse(result, shown).value != before:
        return text
    return result


def _laid_out(text: str) -> str | None:
    """The text laid out, or nothing when the writer library stumbles over it."""
    for _ in range(3):
        try:
            again = _once(text)
        except (YAMLError, ValueError, TypeError, AttributeError, IndexError):
            return None
        if again == text:
            return text
        text = again
    return text


def _once(text: str) -> str:
    yaml = YAML(typ="rt")
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    if document is None:
        return text
    stream = io.StringIO()
    yaml.dump(document, stream)
    lines = [line.rstrip() for line in stream.getvalue().split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"
