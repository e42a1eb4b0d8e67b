"""An outcome cut into pages that fit Discord, with the safety block's space reserved first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model.citation import cited_keys, replace_marks
from bot.model.outcome import URGENT, Citation, Outcome, Paragraph
from bot.render.marks import footnoted, inert, superscript, unmarked
from bot.render.wording import ACCENT, CHOICES, WARNING, citation_words, title_of

MAX_CHARS = 3800
"""Discord counts 4,000 characters over all texts of a message; the rest is room for page numbers."""
MAX_BYTES = 9_400
"""Above about 10,170 bytes Discord answers with an error 500 (discord-api-docs issue 8554)."""
COMFORT = 1_500
"""Answer text on one page: more does not read well on a phone."""


class Style(StrEnum):
    TITLE = "title"
    WARNING = "warning"
    TEXT = "text"
    EVIDENCE = "evidence"
    SOURCES = "sources"
    CHOICES = "choices"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of Discord markdown with the part it plays."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One message. The safety blocks are always present and never cut."""

    blocks: tuple[Block, ...]
    accent: int
    number: int
    of: int

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


def pages(outcome: Outcome) -> tuple[Page, ...]:
    """All pages of an outcome; at least one."""
    numbers = {c.source.id: c.number for c in outcome.citations}
    frame = _Frame(outcome)
    bodies = list(_fill(_parts(outcome, numbers), frame))
    return tuple(
        Page(
            frame.around(body, first=i == 0, last=i == len(bodies) - 1),
            ACCENT[outcome.kind],
            i + 1,
            len(bodies),
        )
        for i, body in enumerate(bodies)
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Text that stays together on a page, and the sources it needs there."""

    text: str
    keys: tuple[str, ...]


class _Frame:
    """What surrounds the answer text on every page, and how much room it leaves."""

    def __init__(self, outcome: Outcome) -> None:
        draft = outcome.draft
        self.lines = {c.source.id: source_line(c) for c in outcome.citations}
        self.title = Block(Style.TITLE, f"## {inert(draft.title)}")
        self.before = [Block(Style.SAFETY, inert(d.text)) for d in outcome.safety.before]
        self.after = [Block(Style.SAFETY, "\n".join(f"-# {inert(d.text)}" for d in outcome.safety.after))]
        self.evidence = (
            [Block(Style.EVIDENCE, f"-# {inert(draft.evidence_line)}")] if draft.evidence_line else []
        )
        listed = "\n".join(f"- {inert(choice.title)}" for choice in draft.choices)
        self.choices = [Block(Style.CHOICES, f"**{CHOICES}**\n{listed}")] if listed else []
        self.urgent = outcome.kind in URGENT
        fixed = [self.title, *self.before, *self.after, *self.evidence, *self.choices]
        self.chars = MAX_CHARS - sum(len(b.text) for b in fixed)
        self.bytes = MAX_BYTES - sum(len(b.text.encode()) + 12 for b in fixed)

    def room(self, parts: list[_Part]) -> tuple[int, int]:
        """Characters and bytes that `parts` with their sources would leave over."""
        keys = dict.fromkeys(key for part in parts for key in part.keys if key in self.lines)
        texts = [part.text for part in parts] + [self.lines[key] for key in keys]
        return (
            self.chars - sum(len(text) + 2 for text in texts),
            self.bytes - sum(len(text.encode()) + 14 for text in texts),
        )

    def around(self, parts: list[_Part], first: bool, last: bool) -> tuple[Block, ...]:
        keys = dict.fromkeys(key for part in parts for key in part.keys if key in self.lines)
        sources = [Block(Style.SOURCES, "\n".join(self.lines[key] for key in keys))] if keys else []
        body = [
            Block(Style.WARNING if p.text.startswith("> ") else Style.TEXT, p.text) for p in parts if p.text
        ]
        return (
            self.title,
            *(self.before if first else ()),
            *body,
            *(self.evidence if last else ()),
            *sources,
            *(self.choices if last else ()),
            *self.after,
        )


def source_line(citation: Citation) -> str:
    """`-# ¹ [Title](link) · Elia et al. 2018, uncontrolled trial, people`."""
    title = re.sub(r"[\[\]]", "", title_of(citation.source))
    link = citation.source.link.replace(")", "%29").replace("(", "%28")
    return inert(f"-# {superscript(citation.number)} [{title}]({link}) · {citation_words(citation)}")


def _parts(outcome: Outcome, numbers: Mapping[str, int]) -> Iterator[_Part]:
    for warning in outcome.draft.warnings:
        label = warning.label or WARNING
        yield _Part(f"> ⚠️ **{inert(label)}:** {footnoted(warning.text, numbers)}", cited_keys(warning.text))
    for section in outcome.draft.sections:
        heading = f"**{inert(section.title)}**\n" if section.title else ""
        for paragraph in section.paragraphs:
            for text in _sentences(paragraph):
                yield _Part(heading + footnoted(text, numbers), cited_keys(text))
                heading = ""


def _sentences(paragraph: Paragraph) -> Iterator[str]:
    """The paragraph whole, or cut between sentences where it alone would overfill a page."""
    text = f"*{paragraph.label}:* {paragraph.text}" if paragraph.label else paragraph.text
    while len(text) > COMFORT:
        cut = max(text.rfind(mark, 0, COMFORT) for mark in (". ", "] ", "\n"))
        cut = cut + 1 if cut > 200 else COMFORT
        yield text[:cut].strip()
        text = text[cut:].strip()
    yield text


def _fill(parts: Iterator[_Part], frame: _Frame) -> Iterator[list[_Part]]:
    page: list[_Part] = []
    length = 0
    for part in parts:
        chars, size = frame.room([*page, part])
        crowded = length + len(part.text) > COMFORT and not frame.urgent
        if page and (chars < 0 or size < 0 or crowded):
            yield page
            page, length = [], 0
        page.append(part)
        length += len(part.text)
    yield page


def plain(outcome: Outcome) -> str:
    """All the text a member would see, over all pages, without markup (screen readers, `--json`)."""
    numbers = {c.source.id: c.number for c in outcome.citations}
    draft = outcome.draft
    lines = [draft.title, *(d.text for d in outcome.safety.before)]
    lines += [f"{w.label or WARNING}: {_bracketed(w.text, numbers)}" for w in draft.warnings]
    for section in draft.sections:
        lines += [section.title] if section.title else []
        lines += [
            (f"{p.label}: " if p.label else "") + _bracketed(p.text, numbers) for p in section.paragraphs
        ]
    lines += [draft.evidence_line] if draft.evidence_line else []
    if draft.choices:
        lines += [f"{CHOICES}:", *(f"- {choice.title}" for choice in draft.choices)]
    if outcome.citations:
        lines += ["Sources:"]
        lines += [
            f"[{c.number}] {c.source.title}. {citation_words(c)}. {c.source.link}" for c in outcome.citations
        ]
    lines += [d.text for d in outcome.safety.after]
    return "\n".join(unmarked(line) for line in lines)


def _bracketed(text: str, numbers: Mapping[str, int]) -> str:
    return replace_marks(text, lambda keys: "".join(f" [{numbers[k]}]" for k in keys if k in numbers))
