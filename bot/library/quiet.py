"""Reading a folder that others write to: only between their changes, so that nobody sees half an edit."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from bot.library.problem import Level, Place, Problem, UnreadableFile
from bot.library.reader import Library, read_library

PATIENCE = 10.0
"""Seconds after which a folder that never comes to rest is reported."""

Stamp = Mapping[str, tuple[int, int, int]]


def read_when_quiet(root: Path, before: Library | None, settle: float) -> Library:
    """The library of a state that stayed the same for `settle` seconds before and while it was read.

    Raises:
        UnreadableFile: when the folder does not come to rest.
    """
    deadline = time.monotonic() + PATIENCE
    stamp = stamp_of(root)
    while time.monotonic() < deadline:
        time.sleep(settle)
        now = stamp_of(root)
        if now == stamp:
            library = read_library(root, before)
            now = stamp_of(root)
            if now == stamp:
                return library
        stamp = now
    message = f"The files have been changing for {PATIENCE:.0f} seconds."
    remedy = "Wait until the change is done, then reload."
    raise UnreadableFile((Problem("FN017", Level.ERROR, Place(str(root)), message, remedy),))


def stamp_of(root: Path) -> Stamp:
    """Size, time and identity of every YAML file below `root`; empty when there is no folder."""
    found: dict[str, tuple[int, int, int]] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        for path in (Path(folder, name) for name in names if name.endswith(".yaml")):
            try:
                status = path.lstat()
            except OSError:
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found
