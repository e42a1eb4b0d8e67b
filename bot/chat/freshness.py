"""Watches the knowledge files for as long as the client runs."""

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable

from discord.ext import commands

Reload = Callable[[], Awaitable[object]]
Watch = Callable[[Reload, asyncio.Event], Awaitable[None]]


class Freshness(commands.Cog):
    """Waits for changes in a thread with an event loop of its own; `reload` runs on the client's."""

    def __init__(self, watch: Watch, reload: Reload) -> None:
        self._watch, self._reload = watch, reload
        self._home: asyncio.AbstractEventLoop | None = None
        self._away: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    async def cog_load(self) -> None:
        self._home = asyncio.get_running_loop()
        threading.Thread(target=lambda: asyncio.run(self._run()), name="knowledge", daemon=True).start()

    async def cog_unload(self) -> None:
        if self._away is not None and self._stop is not None and not self._away.is_closed():
            self._away.call_soon_threadsafe(self._stop.set)

    async def _run(self) -> None:
        self._away, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await self._watch(self._reload_at_home, self._stop)

    async def _reload_at_home(self) -> None:
        if self._home is None or self._home.is_closed():
            return

        async def reload() -> None:
            await self._reload()

        # The client may stop in the middle of it, and with it the loop that works it off.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(reload(), self._home))
