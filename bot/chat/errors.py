"""What happens when a command fails.

1. A failure Discord reports (message gone, interaction expired, no permission): logged, nothing to send.
2. Anything else: logged with an incident number; the person gets one plain sentence with that number.
"""

import secrets
from collections.abc import Callable, Coroutine
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.answer.disclose import disclose
from bot.answer.phrases import BROKEN, BROKEN_TITLE
from bot.answer.simple import abstain
from bot.chat.gate import reply_to, send_interaction
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.outcome import Why

log = structlog.get_logger(__name__)

Handler = Callable[[discord.Interaction[Any], app_commands.AppCommandError], Coroutine[Any, Any, None]]


def error_handler(floor: SafetyTexts) -> Handler:
    """The one handler of all slash and message commands."""

    async def handle(interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        cause = getattr(error, "original", error)
        if isinstance(cause, discord.HTTPException):
            log.warning("discord refused", status=cause.status, code=cause.code)
            return
        incident = secrets.token_hex(4)
        log.error("command failed", incident=incident, error=type(cause).__name__, exc_info=cause)
        draft = abstain(Why(), BROKEN_TITLE, (BROKEN, f"Incident {incident}."))
        await send_interaction(interaction, reply_to(disclose(draft, Knowledge(floor), floor)), private=True)

    return handle
