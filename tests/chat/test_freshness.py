"""The watcher waits in a thread of its own and reloads on the client's event loop."""

import asyncio
import threading

from bot.chat.freshness import Freshness


async def test_reloads_run_at_home_and_the_watcher_stops():
    """A change reported by the watcher is taken in on the client's loop; unloading ends the watcher."""
    reloaded, ended = asyncio.Event(), threading.Event()
    home = threading.get_ident()
    seen = []

    async def watch(reload, stop):
        seen.append(threading.get_ident())
        await reload()
        await stop.wait()
        ended.set()

    async def reload():
        seen.append(threading.get_ident())
        reloaded.set()

    cog = Freshness(watch, reload)
    await cog.cog_load()
    await asyncio.wait_for(reloaded.wait(), 10)
    await cog.cog_unload()
    assert await asyncio.to_thread(ended.wait, 10)
    assert seen[0] != home and seen[1] == home
