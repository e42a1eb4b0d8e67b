"""The command line: `footnote COMMAND`. Each command is a thin edge over the core and the library."""

import asyncio
import logging
import sys
from collections.abc import Sequence

import click
import structlog

from bot.errors import FootnoteError
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; an error of ours is one sentence and exit code 2."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        footnote.main(args=list(arguments) if arguments is not None else None, prog_name="footnote")
    except FootnoteError as error:
        click.echo(f"{error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(0)
