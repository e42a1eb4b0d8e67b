"""Nothing is kept longer than was promised: a job deletes it, again and again for as long as the bot runs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreError
from bot.state.records import Keep

if TYPE_CHECKING:
    from bot.state.store import Store

log = structlog.get_logger(__name__)

PAUSE = 3600.0
"""Seconds between two rounds."""


async def sweep(store: "Store", keep: Keep, now: datetime) -> dict[str, int]:
    """Delete what is past its time; rows deleted by table. Raises StoreError; what was deleted stays so."""

    def past(days: int) -> datetime:
        return now.astimezone(UTC) - timedelta(days=days)

    def first_kept(days: int) -> date:
        return (past(days) + timedelta(days=1)).date()

    return {
        # Recalls first: an old one would hold back its receipts.
        "recalls": await store.recalls.expire(past(keep.recalls)),
        "receipts": await store.receipts.expire(past(keep.receipts)),
        "suggestions": await store.suggestions.expire(past(keep.suggestions)),
        "gap_askers": await store.gaps.expire_askers(now.astimezone(UTC).date()),
        "gaps": await store.gaps.expire(first_kept(keep.gaps)),
        "shapes": await store.shapes.expire(first_kept(keep.shapes)),
        "reviews": await store.reviews.expire(past(keep.reviews)),
        "audit": await store.audit.expire(past(keep.audit)),
    }


def _now() -> datetime:
    return datetime.now(UTC)


class Retention:
    """Sweeps at once and then every `PAUSE` seconds; a database that is away is tried again the next time."""

    def __init__(
        self,
        sweep: Callable[[datetime], Awaitable[dict[str, int]]],
        clock: Callable[[], datetime] = _now,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._sweep, self._clock, self._pause = sweep, clock, pause

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            try:
                swept = await self._sweep(self._clock())
            except StoreError as error:
                log.warning("nothing swept", error=str(error))
            else:
                log.info("swept", **{table: count for table, count in swept.items() if count})
            await self._pause(PAUSE)
