"""Keeping the collector away from the knowledge: a full collection stops the event loop while it runs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held() -> Iterator[None]:
    """No collection inside, and what is alive afterwards is left out of later ones.

    Knowledge holds no circles, so whatever is let go is freed at once without the collector.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
