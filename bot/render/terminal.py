"""An outcome on a terminal, pleasant to read."""

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.model.outcome import Outcome
from bot.render.marks import footnoted, superscript, unmarked
from bot.render.wording import ACCENT, CHOICES, SOURCES, WARNING, citation_words


def show(outcome: Outcome, console: Console) -> None:
    """Print the outcome as one panel with its sources and its safety block."""
    draft = outcome.draft
    numbers = {c.source.id: c.number for c in outcome.citations}
    colour = f"#{ACCENT[outcome.kind]:06x}"
    rows: list[Text | Padding | Table] = [Text(d.text, style="bold") for d in outcome.safety.before]
    for warning in draft.warnings:
        rows.append(
            Text(f"⚠ {warning.label or WARNING}: {footnoted(warning.text, numbers)}\n", style="bold yellow")
        )
    for section in draft.sections:
        if section.title:
            rows.append(Text(section.title, style=f"bold {colour}"))
        for paragraph in section.paragraphs:
            label = f"{paragraph.label}: " if paragraph.label else ""
            rows.append(Text(f"{label}{footnoted(paragraph.text, numbers)}\n"))
    if draft.evidence_line:
        rows.append(Text(f"{draft.evidence_line}\n", style="italic"))
    if draft.choices:
        rows.append(Text(f"{CHOICES}:", style="bold"))
        rows += [Text(f"  • {choice.title}") for choice in draft.choices]
    if outcome.citations:
        rows.append(Text(SOURCES, style="bold"))
        rows.append(_sources(outcome))
    rows += [Text(f"\n{unmarked(d.text)}", style="dim") for d in outcome.safety.after]
    console.print(
        Panel(Group(*rows), title=Text(draft.title, style="bold"), border_style=colour, padding=(1, 2))
    )


def _sources(outcome: Outcome) -> Table:
    table = Table.grid(padding=(0, 1))
    for citation in outcome.citations:
        link = citation.source.link
        text = Text(citation.source.title)
        text.append(f"\n{citation_words(citation)}\n", style="dim")
        text.append(link, style=f"underline link {link}")
        table.add_row(superscript(citation.number), text)
    return table
