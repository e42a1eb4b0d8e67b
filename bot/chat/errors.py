"""What happens when a command, a press or a message fails.

1. A failure Discord reports (message gone, interaction expired, no permission): logged, nothing to send.
2. A write the database refused: one sentence that says what was not saved.
3. An error of ours whose text is a plain sentence: that sentence.
4. Anything else: logged with an incident number; the person gets one plain sentence with that number.
"""

import secrets
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands

from bot.answer.phrases import BROKEN, BROKEN_TITLE
from bot.answer.simple import abstain
from bot.chat.reply import Controls
from bot.errors import FootnoteError, StoreError
from bot.model.outcome import Draft, Why

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

log = structlog.get_logger(__name__)


class NotAllowed(app_commands.CheckFailure):
    """Somebody may not do this; `key` names the interface text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


async def report_failure(bot: "FootnoteBot", press: discord.Interaction[Any], error: Exception) -> None:
    """The one handler of all commands, forms and controls."""
    cause = getattr(error, "original", error)
    if isinstance(cause, discord.HTTPException):
        log.warning("discord refused", status=cause.status, code=cause.code)
    elif isinstance(cause, StoreError):
        log.error("store refused", error=type(cause.__cause__).__name__)
        await bot.tell(press, "not-saved")
    elif isinstance(cause, app_commands.CheckFailure):
        await bot.tell(press, cause.key if isinstance(cause, NotAllowed) else "not-allowed")
    elif isinstance(cause, FootnoteError):
        await bot.tell(press, "trouble", sentence=cause)
    else:
        await bot.answer_press(press, bot.present(incident(cause)), controls=Controls.PAGING)


def incident(cause: BaseException) -> Draft:
    """Log a failure nobody foresaw under a number; the reply that names the number."""
    number = secrets.token_hex(4)
    log.error("failed", incident=number, error=type(cause).__name__, exc_info=_without_texts(cause))
    return abstain(Why(), BROKEN_TITLE, (BROKEN, f"Incident {number}."))


def _without_texts(cause: BaseException) -> BaseException:
    """The trace without the message of the exception: a library may have put a user's words there."""
    return RuntimeError(type(cause).__name__).with_traceback(cause.__traceback__)
