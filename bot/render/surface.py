"""The three ways a reply can look, and how each writes titles, warnings, footnotes and sources."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model.citation import replace_marks
from bot.model.outcome import Citation
from bot.render.marks import footnoted, inert, superscript
from bot.render.wording import citation_words, study_words


class Surface(StrEnum):
    """A card of components, one embed, or text alone (for screen readers and those who like it)."""

    CARD = "card"
    EMBED = "embed"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Markup:
    """How a surface writes the parts of a reply. `chars` and `bytes` are all a message may hold."""

    chars: int
    bytes: int
    comfort: int
    """Answer text on one page: more does not read well on a phone."""
    title: str
    heading: str
    label: str
    warning: str
    small: str
    body: Callable[[str, Mapping[str, int]], str]
    """Reviewed text with its citation marks as footnote numbers."""
    source: Callable[[Citation], str]


def _markdown_source(citation: Citation) -> str:
    """`-# ¹ [Elia et al. 2018](link) · uncontrolled trial in people`: one line on a phone."""
    link = citation.source.link.replace(")", "%29").replace("(", "%28")
    who = re.sub(r"[\[\]]", "", citation.source.short)
    return inert(f"-# {superscript(citation.number)} [{who}]({link}) · {study_words(citation.source)}")


def _embed_source(citation: Citation) -> str:
    return _markdown_source(citation).removeprefix("-# ")


def _plain_source(citation: Citation) -> str:
    return inert(f"[{citation.number}] {citation_words(citation)}: {citation.source.link}")


def bracketed(text: str, numbers: Mapping[str, int]) -> str:
    """The text with `[1]` for its marks and without markup: what a screen reader reads well."""
    marked = replace_marks(text, lambda keys: "".join(f" [{numbers[k]}]" for k in keys if k in numbers))
    return inert(marked.replace("**", ""))


_MARKDOWN = {
    "title": "## {}",
    "heading": "**{}**",
    "label": "**{}:** ",
    "warning": "> ⚠️ **{}:** {}",
    "small": "-# {}",
}
_EMBED = {**_MARKDOWN, "small": "{}"}
"""Embeds do not show small print everywhere."""
_PLAIN = {"title": "{}", "heading": "{}:", "label": "{}: ", "warning": "{}: {}", "small": "{}"}

MARKUP: Mapping[Surface, Markup] = {
    # Discord counts 4,000 characters over all texts of a message; above about 10,170 bytes it answers with an
    # error 500 (discord-api-docs issue 8554).
    Surface.CARD: Markup(3_800, 9_400, 1_500, body=footnoted, source=_markdown_source, **_MARKDOWN),
    Surface.EMBED: Markup(3_900, 16_000, 1_500, body=footnoted, source=_embed_source, **_EMBED),
    Surface.PLAIN: Markup(1_960, 8_000, 1_200, body=bracketed, source=_plain_source, **_PLAIN),
}
