"""Who did what: one line in the database for every act. An act that was done is not called off for want of its line."""

from enum import StrEnum

import structlog

from bot.chat.bookkeeping import now
from bot.chat.controls.base import Press, bot_of
from bot.errors import StoreError
from bot.state.records import AuditLine

log = structlog.get_logger(__name__)


class Did(StrEnum):
    """What somebody did; `kb.did.<value>` is the word for it."""

    EDIT = "edit"
    PROPOSE = "propose"
    SECOND = "second"
    DECLINE = "decline"
    ROLLBACK = "rollback"
    CONFIRM = "confirm"
    ADOPT = "adopt"
    RELOAD = "reload"
    GAP_DRAFT = "gap_draft"
    GAP_DISMISS = "gap_dismiss"
    TAKE = "take"
    PUT_BACK = "put_back"
    ACCEPT_SUGGESTION = "suggestion_accept"
    DECLINE_SUGGESTION = "suggestion_decline"
    RECALL = "recall"
    SETTINGS = "settings"


async def note(press: Press, did: Did, entry: str | None = None, detail: str | None = None) -> bool:
    """Write the line; whether the database took it. `detail` is a hash or a code without blanks."""
    line = AuditLine(now(), press.user.id, press.guild_id, did.value, entry, detail)
    try:
        await bot_of(press).store.audit.write(line)
    except StoreError:
        log.error("audit line not written", action=did.value, entry=entry)
        return False
    return True
