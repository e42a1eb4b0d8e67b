"""Pauses between two questions of one person, and repeats of one thing in one place. In memory, by ids."""

from collections.abc import Hashable

REMEMBERED = 50_000


class Pauses:
    """Tells how long to wait; `now` is any clock that only goes forward, in seconds."""

    def __init__(self) -> None:
        self._until: dict[Hashable, float] = {}

    def wait(self, key: Hashable, seconds: float, now: float) -> float:
        """0 when the key is free, which starts its pause; else the seconds left."""
        left = self._until.get(key, 0.0) - now
        if left > 0:
            return left
        if len(self._until) >= REMEMBERED:
            self._until = {k: until for k, until in self._until.items() if until > now}
        self._until[key] = now + seconds
        return 0.0
