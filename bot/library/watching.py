"""Reload when files change. Survives a folder that vanishes, comes back, or is replaced by another one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import Change, awatch

LOOK = 1.0
"""Seconds between looks at whether the folder is still the same."""


async def watch(
    root: Path, reload: Callable[[], Awaitable[object]], stop: asyncio.Event | None = None
) -> None:
    """Call `reload` after every burst of changes below `root`, until `stop` is set."""
    stop = stop or asyncio.Event()
    while not stop.is_set():
        if root.is_dir():
            await _watch_one(root, reload, stop)
        else:
            await _pause(stop)
        if not stop.is_set():
            await reload()


async def _watch_one(root: Path, reload: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Watch the folder until it is gone or another one stands in its place."""
    identity = _identity(root)
    try:
        async for changes in awatch(
            root,
            watch_filter=_is_knowledge,
            stop_event=stop,
            step=100,
            debounce=400,
            rust_timeout=int(LOOK * 1000),
            yield_on_timeout=True,
        ):
            if _identity(root) != identity:
                return
            if changes:
                await reload()
    except FileNotFoundError:
        return


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), LOOK)
    except TimeoutError:
        return


def _identity(root: Path) -> tuple[int, int] | None:
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_knowledge(change: Change, path: str) -> bool:
    return path.endswith(".yaml")
