"""`footnote eval …`: the figures of the README and the docs, recomputed by anyone."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.operate.evaluate import evaluate_retrieval

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


def _print(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(figures))
        return
    table = Table("figure", "value")
    for name, value in figures.items():
        table.add_row(name, "-" if value is None else str(value))
    Console().print(table)
