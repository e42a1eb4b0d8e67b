"""`footnote ask`: one question on the terminal, or a file of them, through the same core Discord uses."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from bot.answer.pipeline import Answerer
from bot.core import load_snapshots
from bot.errors import UsageError
from bot.model.outcome import Outcome
from bot.model.question import Context, Question
from bot.render.pages import plain
from bot.render.terminal import show
from bot.settings import Settings


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--context", "earlier", help="The earlier question this one follows up.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A JSONL file of id and text.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the results go; standard output if left out.",
)
def ask(
    question: str | None, as_json: bool, earlier: str | None, batch: Path | None, out: Path | None
) -> None:
    """Answer QUESTION, or every line of a batch file."""
    if batch is None and question is None:
        raise UsageError(
            'Give a question in quotes, such as: footnote ask "what is the half-life of fasoracetam?"'
        )
    answers = load_snapshots(Settings()).current.built
    if batch is not None:
        lines = (json.dumps(_timed(answers, row), ensure_ascii=False) for row in _rows(batch))
        if out is None:
            for line in lines:
                click.echo(line)
        else:
            out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return
    row = {"id": "1", "text": question, "context": earlier}
    if as_json:
        click.echo(json.dumps(_timed(answers, row), ensure_ascii=False))
    else:
        show(answers.answer(Question(question or "", Context(earlier=earlier))), Console())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {"id": row["id"], "text": str(row["text"]), "context": row.get("context")}
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f'Line {number} of {path} is not of the form {{"id": …, "text": …}}.') from error


def _timed(answers: Answerer, row: dict[str, Any]) -> dict[str, Any]:
    started = time.perf_counter()
    outcome = answers.answer(Question(row["text"], Context(earlier=row["context"])))
    return {
        "id": row["id"],
        **as_result(outcome),
        "elapsed_ms": round((time.perf_counter() - started) * 1000, 3),
    }


def as_result(outcome: Outcome) -> dict[str, Any]:
    """The stable machine-readable form of an outcome; `text` is all a member would see."""
    draft = outcome.draft
    return {
        "kind": outcome.kind.value,
        "text": plain(outcome),
        "entries": list(draft.entries),
        "compounds": list(draft.compounds),
        "topic": draft.topic.value,
        "confidence": round(min(max(draft.confidence, 0.0), 1.0), 4),
        "citations": [
            {
                "key": c.source.id, "title": c.source.title, "year": c.source.year, "doi": c.source.DOI,
                "pmid": c.source.PMID, "url": c.source.link,
            }
            for c in outcome.citations
        ],
        "disclaimers": list(outcome.safety.ids),
        "suggestions": [{"entry": choice.entry, "title": choice.title} for choice in draft.choices],
    }  # fmt: skip
