"""`footnote eval …`: the figures of the README and the docs, recomputed by anyone."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.core import load_snapshots
from bot.model.question import Context, Question
from bot.operate.evaluate import evaluate_questions, evaluate_retrieval, evaluate_triage
from bot.settings import Settings

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(name="eval")
def evaluate() -> None:
    """Measure accuracy and abstention."""


@evaluate.command()
@click.option("--corpus", required=True, type=FILE, help='JSONL of {"id","question","variants","answer"?}.')
@click.option(
    "--queries", required=True, type=FILE, help='JSONL of {"query","relevant"}; empty means out of scope.'
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def retrieval(corpus: Path, queries: Path, as_json: bool) -> None:
    """The retriever alone on a public data set."""
    _print(evaluate_retrieval(corpus, queries), as_json)


@evaluate.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path("tests/golden/questions"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def questions(path: Path, as_json: bool) -> None:
    """The whole bot on labelled questions: a JSONL file or a folder of them."""
    answers = load_snapshots(Settings()).current.built
    figures = evaluate_questions(
        path, lambda text, earlier: answers.answer(Question(text, Context(earlier=earlier)))
    )
    _print(figures, as_json)


@evaluate.command()
@click.argument("path", type=FILE, default=Path("tests/golden/redteam_independent.jsonl"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def triage(path: Path, as_json: bool) -> None:
    """The triage on labelled messages: how many emergencies it misses, how many calm ones it alarms."""
    assess = load_snapshots(Settings()).current.built.assess
    _print(evaluate_triage(path, assess), as_json)


def _print(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(figures))
        return
    table = Table("figure", "value")
    for name, value in figures.items():
        table.add_row(name, "-" if value is None else str(value))
    Console().print(table)
