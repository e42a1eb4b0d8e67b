"""An entry as members would see it, before it is published: on the terminal or as a page."""

from html import escape
from pathlib import Path

from rich.console import Console

from bot.answer.entries import card_id, faq_id
from bot.answer.sections import topics_of
from bot.core import build_answerer
from bot.errors import NotFoundError
from bot.library.nearest import did_you_mean
from bot.library.reader import read_library
from bot.model.knowledge import Knowledge
from bot.model.outcome import Outcome, Paragraph
from bot.render.marks import footnoted, superscript, unmarked
from bot.render.terminal import show
from bot.render.wording import ACCENT, SOURCES, WARNING, citation_words
from bot.settings import Settings


def outcomes_of(entry: str, root: Path) -> list[Outcome]:
    """What members would see for an id, an entry id or a file: one outcome, or one for each topic of a card.

    Raises:
        NotFoundError: when there is no such entry; says the nearest one.
    """
    knowledge = read_library(root).knowledge()
    answerer = build_answerer(knowledge, Settings(knowledge=root, encoder="off"))
    key = Path(entry).stem if entry.endswith(".yaml") else entry
    return [answerer.open(one) for one in entry_ids(key, knowledge)]


def entry_ids(key: str, knowledge: Knowledge) -> list[str]:
    """The entry ids behind an id."""
    if ":" in key:
        return [key]
    if key in knowledge.faqs:
        return [faq_id(key)]
    if key in knowledge.interactions:
        return [f"interaction:{key}"]
    if key in knowledge.compounds:
        return [card_id(key, topic) for topic in topics_of(knowledge.compounds[key])]
    known = [*knowledge.faqs, *knowledge.compounds, *knowledge.interactions]
    raise NotFoundError(f"There is no entry `{key}`. {did_you_mean(key, known)}".strip())


def show_all(outcomes: list[Outcome]) -> None:
    """Print the outcomes one below the other."""
    console = Console()
    for outcome in outcomes:
        show(outcome, console)


_STYLE = """
body{background:#313338;color:#dbdee1;font:16px/1.4 system-ui,sans-serif;margin:0;padding:1.5rem}
article{background:#2b2d31;border-left:4px solid;border-radius:4px;padding:.8rem 1rem;max-width:34rem}
article{margin-bottom:1rem}p{margin:.4rem 0}a{color:#00a8fc}
h1{font-size:1.1rem;margin:.2rem 0}h2{font-size:1rem;margin:.8rem 0 .2rem}
.warning{border-left:3px solid #e67e22;padding-left:.6rem}.small{font-size:.8rem;color:#949ba4}
""".strip()
_HEAD = (
    '<!doctype html><html lang="en"><head><title>Preview</title><meta charset="utf-8">'
    f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
)


def page(outcomes: list[Outcome]) -> str:
    """A page without scripts or outside files that shows the outcomes as cards."""
    cards = "\n".join(_card(outcome) for outcome in outcomes)
    return f"{_HEAD}\n{cards}\n</body></html>\n"


def _card(outcome: Outcome) -> str:
    draft = outcome.draft
    numbers = {c.source.id: c.number for c in outcome.citations}

    def line(paragraph: Paragraph, css: str = "", label: str | None = None) -> str:
        heading = f"<b>{escape(label)}:</b> " if label else ""
        return f'<p class="{css}">{heading}{escape(footnoted(paragraph.text, numbers))}</p>'

    rows = [f"<h1>{escape(draft.title)}</h1>"]
    rows += [f"<p><b>{escape(unmarked(text.text))}</b></p>" for text in outcome.safety.before]
    rows += [line(warning, "warning", warning.label or WARNING) for warning in draft.warnings]
    for section in draft.sections:
        rows += [f"<h2>{escape(section.title)}</h2>"] if section.title else []
        rows += [line(paragraph, label=paragraph.label) for paragraph in section.paragraphs]
    rows += [f'<p class="small">{escape(draft.evidence_line)}</p>'] if draft.evidence_line else []
    rows += [f"<h2>{SOURCES}</h2>"] if outcome.citations else []
    for citation in outcome.citations:
        link, title = escape(citation.source.link, quote=True), escape(citation.source.title)
        words = escape(citation_words(citation))
        rows.append(
            f'<p class="small">{superscript(citation.number)} <a href="{link}">{title}</a> {words}</p>'
        )
    rows += [f'<p class="small">{escape(unmarked(text.text))}</p>' for text in outcome.safety.after]
    return f'<article style="border-color:#{ACCENT[outcome.kind]:06x}">{"".join(rows)}</article>'
