"""Commands for people who edit knowledge files. Exit codes: 0 clean, 1 errors were found, 2 wrong usage."""

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from bot.errors import FootnoteError
from bot.library.checks import Searcher
from bot.library.checks import check as check_library
from bot.library.codes import code_named
from bot.library.export import FORMATS
from bot.library.fixes import apply_fixes
from bot.library.folders import ENTRY_FOLDERS, root_of
from bot.library.formatting import formatted
from bot.library.generated import TEMPLATES, generated_files, stale_files, write_files
from bot.library.generated.drafts import draft_of
from bot.library.problem import Problem, UnreadableFile
from bot.library.reader import Library, read_library
from bot.library.report import as_annotations, as_json, as_markdown, as_text, count
from bot.library.statistics import statistics
from bot.operate.commands_page import COMMANDS_PAGE, commands_page
from bot.settings import REPOSITORY, Settings

_FOLDER_OF = {"source": "sources", "compound": "compounds", "faq": "faq", "interaction": "interactions"}

knowledge_option = click.option(
    "--knowledge",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The knowledge folder; FOOTNOTE_KNOWLEDGE, or the one of this checkout, if left out.",
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "layout", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--fix", is_flag=True, help="Mend what has only one way to be mended.")
@click.option("--wordings", is_flag=True, help="Also ask every wording of every question (takes longer).")
def check(paths: tuple[Path, ...], layout: str, fix: bool, wordings: bool) -> None:
    """Validate the knowledge, or only what lies under PATHS. Exit code 1 when there are errors."""
    root = _root(paths)
    library, problems = _checked(root, wordings)
    if fix:
        mended = apply_fixes(root, problems)
        click.echo(f"Mended {len(mended)} of {len(problems)} problems.", err=True)
        library, problems = _checked(root, wordings)
    problems = _under(problems, root, paths)
    layouts = {"text": lambda: as_text(problems, len(library.files)), "json": lambda: as_json(problems)}
    layouts["github"] = lambda: as_annotations(problems, len(library.files))
    click.echo(layouts[layout]())
    if layout == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as page:
            page.write(as_markdown(problems, len(library.files)))
    sys.exit(1 if count(problems)[0] else 0)


@click.command()
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object.")
@knowledge_option
def stats(as_object: bool, root: Path | None) -> None:
    """Count what the knowledge holds."""
    counts = asdict(statistics(read_library(root or _default()), _today()))
    if as_object:
        click.echo(json.dumps(counts))
        return
    for name, value in counts.items():
        click.echo(f"{name.replace('_', ' '):<28}{value:>14}")


@click.command()
@click.option("--format", "layout", type=click.Choice(list(FORMATS)), default="jsonl")
@knowledge_option
def export(layout: str, root: Path | None) -> None:
    """Print the whole knowledge for other programs."""
    click.echo(FORMATS[layout](read_library(root or _default()).knowledge()), nl=False)


@click.command()
@click.argument("kind", type=click.Choice(list(TEMPLATES)))
@click.argument("names", nargs=-1)
@knowledge_option
def new(kind: str, names: tuple[str, ...], root: Path | None) -> None:
    """Start an entry from its template: KIND and its id (for an interaction, its two parties)."""
    names = names or (click.prompt("Id"),)
    try:
        key, text = draft_of(kind, names, _today())
    except FootnoteError as error:
        raise click.UsageError(str(error)) from error
    path = (root or _default()) / _FOLDER_OF[kind] / f"{key}.yaml"
    if path.exists():
        raise click.UsageError(f"{path} exists already.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {path}. Replace its values, then run: footnote check {path}")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit code 1 when a file would change."
)
def fmt(paths: tuple[Path, ...], only_check: bool) -> None:
    """Lay the files out alike: indentation, spaces, line ends. Comments and words stay as they are."""
    changed = 0
    for path in _yaml_files(paths or (_default(),)):
        text = path.read_text(encoding="utf-8")
        try:
            after = formatted(text, path.name)
        except UnreadableFile as error:
            click.echo(f"{path} is left as it is. {error}", err=True)
            continue
        if after != text:
            changed += 1
            click.echo(f"{'Would change' if only_check else 'Changed'} {path}")
            if not only_check:
                path.write_text(after, encoding="utf-8")
    sys.exit(1 if only_check and changed else 0)


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a CODE of `check` means and how to mend it."""
    try:
        found = code_named(code)
    except FootnoteError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{found.code} {found.title} ({found.level.value})\n\n{found.why}\n")
    click.echo(f"Not this:  {found.wrong}\nBut this:  {found.right}")


@click.command()
@click.argument("entry")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page instead.")
@knowledge_option
def preview(entry: str, html: Path | None, root: Path | None) -> None:
    """Show the card that members would see for ENTRY: an id, `card:<id>#<topic>`, or a file."""
    from bot.operate import previews

    try:
        outcomes = previews.outcomes_of(entry, root or _default())
    except FootnoteError as error:
        raise click.UsageError(str(error)) from error
    if html:
        html.write_text(previews.page(outcomes), encoding="utf-8")
        click.echo(f"Wrote {html}.")
    else:
        previews.show_all(outcomes)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 when a file is stale.")
def generate(only_check: bool) -> None:
    """Write schemas, templates and reference pages from the models, the rules and the commands."""
    files = {**generated_files(), COMMANDS_PAGE: commands_page()}
    changed = stale_files(REPOSITORY, files) if only_check else write_files(REPOSITORY, files)
    for path in changed:
        click.echo(f"{'Stale' if only_check else 'Wrote'}: {path.as_posix()}")
    if only_check and changed:
        click.echo("Run `footnote generate` and add what it wrote to your change.")
    sys.exit(1 if only_check and changed else 0)


COMMANDS: list[click.Command] = [check, stats, export, new, fmt, preview, explain, generate]


def _default() -> Path:
    return Settings().knowledge


def _today() -> date:
    return date.today()


def _root(paths: tuple[Path, ...]) -> Path:
    if not paths:
        return _default()
    roots = {root_of(path) for path in paths}
    root = next(iter(roots))
    if len(roots) > 1 or root is None:
        folders = ", ".join(f"`{name}/`" for name in ENTRY_FOLDERS)
        raise click.UsageError(f"Name files of one knowledge folder; it holds {folders}.")
    return root


def _checked(root: Path, wordings: bool) -> tuple[Library, list[Problem]]:
    library = read_library(root)
    return library, check_library(library, _today(), _searcher(library) if wordings else None)


def _searcher(library: Library) -> Searcher:
    from bot.operate.searching import searcher

    return searcher(library.knowledge())


def _under(problems: list[Problem], root: Path, paths: tuple[Path, ...]) -> list[Problem]:
    insides = [
        path.resolve().relative_to(root.resolve()).as_posix() for path in paths if path.resolve() != root
    ]
    if not insides or any(path.resolve() == root.resolve() for path in paths):
        return problems
    shown = tuple(f"{root.resolve().name}/{inside}" for inside in insides)
    return [
        p for p in problems if p.place.file in shown or p.place.file.startswith(tuple(f"{s}/" for s in shown))
    ]


def _yaml_files(paths: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found += [
            p for p in inside if not any(part.startswith("_") for part in p.parts) and not p.is_symlink()
        ]
    return found
