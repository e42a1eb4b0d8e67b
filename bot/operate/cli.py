"""The command line: `footnote COMMAND`. Each command is a thin edge over the core and the library."""

import asyncio
import logging
import sys
from collections.abc import Sequence

import click
import structlog
from pydantic import ValidationError

from bot.errors import FootnoteError, SettingsError, UsageError
from bot.operate.asking import ask
from bot.operate.evaluation_commands import evaluate
from bot.operate.knowledge_commands import COMMANDS
from bot.settings import Settings


@click.group()
def footnote() -> None:
    """Footnote answers only what it can cite."""


@footnote.command()
@click.option("--port", default=8765, show_default=True, help="Port on this machine; 0 picks a free one.")
@click.option("--channel", is_flag=True, help="Show a server channel instead of a direct message.")
@click.option("--once", is_flag=True, hidden=True, help="Close again as soon as it is up.")
def demo(port: int, channel: bool, once: bool) -> None:
    """The real bot in a simulated Discord in your browser; no token, no network."""
    from bot.operate.demo import run_demo

    asyncio.run(run_demo(Settings(), port, channel, once))


@footnote.command()
def run() -> None:
    """Connect to Discord (needs DISCORD_TOKEN)."""
    from bot.operate.running import run as serve

    asyncio.run(serve(Settings()))


for command in (ask, evaluate, *COMMANDS):
    footnote.add_command(command)


def _wrong_setting(error: ValidationError) -> str:
    """One sentence on the first setting that is wrong, without its value: it may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0] if first["loc"] else "").upper()
    variable = name if name == "DISCORD_TOKEN" else f"FOOTNOTE_{name}"
    return f"The setting {variable} cannot be used: {first['msg']}."


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; an error of ours is one sentence, with exit code 2 for wrong settings or usage and 1 otherwise."""
    structlog.configure(
        # Plain traces: the variables that prettier ones show may hold what somebody asked.
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        footnote.main(args=list(arguments) if arguments is not None else None, prog_name="footnote")
    except FootnoteError as error:
        click.echo(f"{error}", err=True)
        sys.exit(2 if isinstance(error, (SettingsError, UsageError)) else 1)
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        click.echo(_wrong_setting(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(0)
