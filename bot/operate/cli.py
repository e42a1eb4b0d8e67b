"""The command line: one command a function, each a thin edge over the library."""

import sys
from datetime import date
from pathlib import Path

import click

from bot.library.checks import check as run_checks
from bot.library.problem import Level
from bot.library.reader import read_library


@click.group()
def main() -> None:
    """Footnote answers only what it can cite."""


@main.command()
@click.argument("path", default="knowledge", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Validate the knowledge."""
    problems = run_checks(read_library(path), date.today())
    for p in problems:
        click.echo(f"{p.place.file}:{p.place.line}:{p.place.column} {p.code} {p.level}: {p.message} {p.remedy}")
    click.echo(f"{len(problems)} problems")
    sys.exit(any(p.level is Level.ERROR for p in problems))
