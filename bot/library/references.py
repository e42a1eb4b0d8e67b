"""Every mention of a source in the knowledge, wherever it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.problem import Place
from bot.library.reader import Library
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.safety import GroupWarning
from bot.model.substance import DrugClass

INLINE = re.compile(r"\[(@[^\]]*)\]")


def inline_keys(text: str) -> tuple[str, ...]:
    """The source ids cited in a text as `[@a]` or `[@a; @b]`."""
    return tuple(
        part.strip().lstrip("@") for group in INLINE.findall(text) for part in group.split(";") if part.strip()
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """`key` is cited by the record `kind`/`owner` at `place`."""

    key: str
    kind: type[Record]
    owner: str
    place: Place


def mentions(library: Library) -> Iterator[Mention]:
    """Sources named in lists (`sources:`, `evidence:`) and inline in texts."""
    for kind in (Compound, Faq, Interaction, GroupWarning, DrugClass):
        for owner in library.of(kind):
            document, root = library.documents[kind, owner]
            for key, path in _walk(document.value if not root else document.value[root[0]], ()):
                yield Mention(key, kind, owner, document.place((*root, *path)))


def _walk(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if isinstance(value, dict):
        for name, child in value.items():
            if name == "sources" and isinstance(child, list):
                yield from ((key, (*path, name, i)) for i, key in enumerate(child))
            elif name == "source" and isinstance(child, str):
                yield child, (*path, name)
            else:
                yield from _walk(child, (*path, name))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _walk(child, (*path, i))
    elif isinstance(value, str):
        yield from ((key, path) for key in inline_keys(value))
