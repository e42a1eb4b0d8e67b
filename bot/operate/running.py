"""`footnote run`: connect to Discord and stay until told to stop; every failure to start is one sentence."""

import asyncio
import contextlib
import logging
import signal

import aiohttp
import discord
import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from bot.app import create_bot
from bot.errors import SettingsError, UnreachableError
from bot.settings import Settings

log = structlog.get_logger(__name__)

MISSING = (
    "There is no Discord token. Set the environment variable DISCORD_TOKEN to your bot's token "
    "(developer portal → your application → Bot → Reset token)."
)
REFUSED = (
    "Discord refused the token. Copy it again from the developer portal (your application → Bot → Reset token) "
    "into DISCORD_TOKEN."
)
WITHOUT_LOCALS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
"""Traces as data. The variables of a frame may hold a member's words, so they stay out."""


def configure_logging(level: str) -> None:
    """JSON lines without message texts; discord.py's own warnings go the same way."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=max(number, logging.WARNING), format="%(message)s")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            WITHOUT_LOCALS,
            structlog.processors.JSONRenderer(),
        ],
    )


async def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. Raises SettingsError when the token is missing or refused."""
    if settings.discord_token is None or not settings.discord_token.get_secret_value().strip():
        raise SettingsError(MISSING)
    configure_logging(settings.log_level)
    if ":memory:" in settings.database:
        log.warning("server settings are lost at every restart; set FOOTNOTE_DATABASE to keep them")
    bot = create_bot(settings)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, lambda: loop.create_task(bot.close()))
    try:
        await bot.start(settings.discord_token.get_secret_value().strip())
    except discord.LoginFailure as error:
        raise SettingsError(REFUSED) from error
    except (aiohttp.ClientError, OSError) as error:
        raise UnreachableError(
            "Discord could not be reached. Check the network connection, then start again."
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise SettingsError(
            "Discord refused the message content intent. Unset FOOTNOTE_UNPROMPTED, or allow the intent "
            "(developer portal → your application → Bot → Message Content Intent)."
        ) from error
    finally:
        if not bot.is_closed():
            await bot.close()
