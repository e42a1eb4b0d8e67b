"""The list of commands for the docs, from the commands' own help."""

from collections.abc import Iterator
from pathlib import Path

import click

COMMANDS_PAGE = Path("docs/reference/commands.md")
_HEAD = """# Commands

<!-- Made by `footnote generate` from the commands' help; do not edit. -->

`footnote COMMAND` and `python -m bot COMMAND` are the same. Exit codes: 0 done or clean, 1 `check`, `fmt --check` or
`generate --check` found something, 2 wrong usage or a missing setting (one sentence says what to do).
"""


def commands_page() -> str:
    """The text of `docs/reference/commands.md`."""
    from bot.operate.cli import footnote  # the group holds the command that calls this

    return "\n".join([_HEAD, *_sections(footnote, "footnote")])


def _sections(group: click.Group, path: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")
        elif not command.hidden:
            yield _section(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    arguments = [
        p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
    ]
    lines = [
        f"## {path}",
        "",
        f"`{' '.join([path, *arguments])}`",
        "",
        " ".join((command.help or "").split()),
        "",
    ]
    options = [o for o in command.params if isinstance(o, click.Option) and not o.hidden]
    if options:
        lines += ["| option | what |", "|---|---|"]
        lines += [f"| `{_written(option)}` | {option.help or ''} |" for option in options]
        lines.append("")
    return "\n".join(lines)


def _written(option: click.Option) -> str:
    name = "/".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return name
    kinds = option.type.choices if isinstance(option.type, click.Choice) else None
    return f"{name} {' / '.join(map(str, kinds)) if kinds else (option.metavar or option.type.name.upper())}"
