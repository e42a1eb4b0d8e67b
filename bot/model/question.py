"""What comes in: a message and where it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """`earlier` is the question a follow-up refers to; `region` (ISO 3166) orders emergency contacts."""

    earlier: str | None = None
    region: str | None = None
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is used for matching only; nothing downstream may show it, store it or log it."""

    text: str
    context: Context = Context()
