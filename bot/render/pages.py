"""An outcome cut into pages that fit Discord, with the safety block's space reserved first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, takewhile

from bot.model.citation import cited_keys
from bot.model.outcome import URGENT, Kind, Outcome, Paragraph
from bot.render.language import ENGLISH, Language
from bot.render.localize import localized
from bot.render.marks import inert, unmarked
from bot.render.surface import MARKUP, Markup, Surface, bracketed
from bot.render.wording import ACCENT, CHOICES, MORE_SOURCES, ONLY_ENGLISH, WARNING, citation_words

BUTTON = 80
LONGEST_LINES = (250, 160, 100, 60)
"""Characters of a title, an evidence line, a heading or a choice: the most that leaves room for the answer."""
ROOM = 460
"""Characters and bytes the shortest page must leave for the answer: a heading and a cut paragraph."""
SAFETY_ROOM = 1_000
"""Characters a safety block may have in any language so that every surface has room for it."""
IN_ENGLISH = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
_SENTENCE_END = re.compile(r"(?<=[.!?\]])\s+(?!\[@)")
_BLANK = re.compile(r"\s+(?!\[@|[^\[]*\])")


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


@dataclass(frozen=True, slots=True)
class _Part:
    """Text that stays together on a page, and the sources it needs there."""

    style: Style
    text: str
    keys: tuple[str, ...]
    heading: str = ""
    """The heading of a section that began before: it is repeated when the part opens a page."""

    @property
    def opening(self) -> "_Part":
        return replace(self, text=self.heading + self.text, heading="")

    @property
    def is_item(self) -> bool:
        return self.text.startswith("- ")


def pages(
    outcome: Outcome, surface: Surface = Surface.CARD, language: Language = ENGLISH
) -> tuple[Page, ...]:
    """All pages of an outcome on a surface; at least one."""
    shown = localized(outcome, language)
    markup = MARKUP[surface]
    frame = _Frame(shown, markup, language)
    bodies = list(_fill(_parts(shown, markup, frame.longest, language), frame))
    return tuple(
        Page(frame.around(body, i, len(bodies)), ACCENT[outcome.kind], i + 1, len(bodies))
        for i, body in enumerate(bodies)
    )


class _Frame:
    """What surrounds the answer text on every page, and how much room it leaves."""

    def __init__(self, outcome: Outcome, markup: Markup, language: Language) -> None:
        self.markup, self.language = markup, language
        self.lines = {c.source.id: markup.source(c) for c in outcome.citations}
        self.before = [Block(Style.SAFETY, inert(d.text)) for d in outcome.safety.before]
        safety = "\n".join(markup.small.format(inert(d.text)) for d in outcome.safety.after)
        self.after = [Block(Style.SAFETY, safety)]
        self.urgent = outcome.kind in URGENT
        for longest in LONGEST_LINES:
            self._surround(outcome, longest)
            if min(self.chars, self.bytes) >= ROOM:
                break
        self.longest = max(min(markup.comfort, self.chars // 2, self.bytes // 4), 200)

    def _surround(self, outcome: Outcome, longest: int) -> None:
        """Title, evidence and choices in lines of at most `longest` characters, and the room that is left."""
        draft, markup, language = outcome.draft, self.markup, self.language
        self.title = inert(_short(draft.title, longest))
        closing = [draft.evidence_line] if draft.evidence_line else []
        closing += [language(ONLY_ENGLISH)] if outcome.kind in IN_ENGLISH and not language.is_english else []
        text = "\n".join(markup.small.format(inert(_short(line, longest))) for line in closing)
        self.evidence = [Block(Style.EVIDENCE, text)] if text else []
        # A button shows a title whole up to 80 characters; then a list above it would only say it twice.
        long = any(len(choice.title) > BUTTON for choice in draft.choices)
        titles = (f"- {inert(_short(choice.title, longest))}" for choice in draft.choices)
        listed = "\n".join(titles) if long else ""
        heading = markup.heading.format(language(CHOICES))
        self.choices = [Block(Style.CHOICES, f"{heading}\n{listed}")] if listed else []
        fixed = [b.text for b in (*self.before, *self.after, *self.evidence, *self.choices)]
        fixed += [markup.title.format(self.title) + " (99 / 99)", language(MORE_SOURCES)]
        self.chars = markup.chars - sum(len(text) + 2 for text in fixed)
        self.bytes = markup.bytes - sum(len(text.encode()) + 14 for text in fixed)

    def fits(self, parts: list[_Part]) -> bool:
        """Whether parts and all the sources they need have room on one page."""
        texts = [part.text for part in parts] + [self.lines[key] for key in self._keys(parts)]
        return _size(texts) <= self.chars and _weight(texts) <= self.bytes

    def around(self, parts: list[_Part], index: int, count: int) -> tuple[Block, ...]:
        first, last = index == 0, index == count - 1
        number = "" if first else f" ({index + 1} / {count})"
        return (
            Block(Style.TITLE, self.markup.title.format(self.title) + number),
            *(self.before if first else ()),
            *_merged(parts),
            *(self.evidence if last else ()),
            *self._sources(parts),
            *(self.choices if last else ()),
            *self.after,
        )

    def _sources(self, parts: list[_Part]) -> list[Block]:
        """The sources of a page; those without room are one press away and the page says so."""
        keys, texts = self._keys(parts), [part.text for part in parts]
        shown: list[str] = []
        for key in keys:
            more = [*texts, *shown, self.lines[key]]
            if _size(more) > self.chars or _weight(more) > self.bytes:
                break
            shown.append(self.lines[key])
        if len(shown) < len(keys):
            shown.append(self.markup.small.format(self.language(MORE_SOURCES)))
        return [Block(Style.SOURCES, "\n".join(shown))] if shown else []

    def _keys(self, parts: list[_Part]) -> list[str]:
        """The sources that parts need, in the order of their numbers."""
        needed = {key for part in parts for key in part.keys}
        return [key for key in self.lines if key in needed]


def _short(line: str, longest: int) -> str:
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _size(texts: list[str]) -> int:
    return sum(len(text) + 2 for text in texts)


def _weight(texts: list[str]) -> int:
    return sum(len(text.encode()) + 14 for text in texts)


def _merged(parts: list[_Part]) -> Iterator[Block]:
    """Texts of one style as one block, list items on lines of their own."""
    for style, group in groupby(parts, key=lambda part: part.style):
        text = ""
        for part in group:
            text += ("\n" if part.is_item and text else "\n\n" if text else "") + part.text
        if text:
            yield Block(style, text)


def _parts(outcome: Outcome, markup: Markup, longest: int, language: Language) -> Iterator[_Part]:
    numbers = {c.source.id: c.number for c in outcome.citations}
    draft = outcome.draft
    for warning in draft.warnings:
        label = inert(warning.label or language(WARNING))
        for text in _cut(warning.text, longest):
            shown = markup.warning.format(label, markup.body(text, numbers))
            yield _Part(Style.WARNING, shown, cited_keys(text))
    before = ""
    for section in draft.sections:
        heading = _heading(section.title, draft.title, markup)
        fresh, before = heading != before, heading
        for paragraph in section.paragraphs:
            for text in _cut(_labelled(paragraph, markup), longest):
                part = _Part(Style.TEXT, markup.body(text, numbers), cited_keys(text), heading)
                yield part.opening if fresh else part
                fresh = False


def _heading(title: str | None, page_title: str, markup: Markup) -> str:
    """A heading that only repeats the title above it is left out."""
    repeated = {page_title.casefold(), f"{page_title}: overview".casefold()}
    if not title or title.casefold() in repeated:
        return ""
    return f"{markup.heading.format(inert(_short(title, LONGEST_LINES[0])))}\n"


def _labelled(paragraph: Paragraph, markup: Markup) -> str:
    return (markup.label.format(paragraph.label) if paragraph.label else "") + paragraph.text


def _cut(text: str, longest: int) -> Iterator[str]:
    """The text whole, or cut between sentences where it alone would overfill a page; a mark stays with its sentence."""
    while len(text) > longest:
        cut = _last(_SENTENCE_END, text, longest) or _last(_BLANK, text, longest) or longest
        yield text[:cut].strip()
        text = text[cut:].strip()
    yield text


def _last(pattern: re.Pattern[str], text: str, longest: int) -> int:
    """Where the pattern begins for the last time before `longest`; 0 when only in the first third or nowhere."""
    # The whole text is searched: a mark that begins before the limit may end behind it.
    starts = (match.start() for match in pattern.finditer(text, longest // 3))
    return max(takewhile(lambda start: start <= longest, starts), default=0)


def _fill(parts: Iterator[_Part], frame: _Frame) -> Iterator[list[_Part]]:
    """Pages of parts. Warnings count against Discord's limit only, so that they never push the answer itself away."""
    page: list[_Part] = []
    length = 0
    for part in parts:
        crowded = length + len(part.text) > frame.markup.comfort and not frame.urgent
        if page and (crowded or not frame.fits([*page, part])):
            yield page
            page, length = [], 0
        page.append(part if page else part.opening)
        length += 0 if part.style is Style.WARNING else len(part.text)
    yield page


def plain(outcome: Outcome, language: Language = ENGLISH) -> str:
    """All the text a member would see, over all pages, without markup (terminals, `--json`)."""
    shown = localized(outcome, language)
    numbers = {c.source.id: c.number for c in shown.citations}
    draft = shown.draft
    lines = [draft.title, *(d.text for d in shown.safety.before)]
    lines += [f"{w.label or language(WARNING)}: {bracketed(w.text, numbers)}" for w in draft.warnings]
    for section in draft.sections:
        lines += [section.title] if section.title else []
        lines += [
            (f"{p.label}: " if p.label else "") + bracketed(p.text, numbers) for p in section.paragraphs
        ]
    lines += [draft.evidence_line] if draft.evidence_line else []
    if draft.choices:
        lines += [f"{language(CHOICES)}:", *(f"- {choice.title}" for choice in draft.choices)]
    if shown.citations:
        lines += ["Sources:"]
        lines += [
            f"[{c.number}] {c.source.title}. {citation_words(c)}. {c.source.link}" for c in shown.citations
        ]
    lines += [d.text for d in shown.safety.after]
    return "\n".join(unmarked(line) for line in lines)
