"""Pauses between questions of one person, and repeats of one thing in one place. In memory, by ids."""

from collections.abc import Hashable

REMEMBERED = 50_000


class Pauses:
    """Allows a key so many times in so many seconds; `now` is any clock that only goes forward, in seconds."""

    def __init__(self) -> None:
        self._used: dict[Hashable, tuple[float, ...]] = {}
        self._ends: dict[Hashable, float] = {}

    def wait(self, key: Hashable, seconds: float, now: float, times: int = 1) -> float:
        """0 when the key is free, and this use is counted; else the seconds until it is free again."""
        used = tuple(at for at in self._used.get(key, ()) if at > now - seconds)
        if len(used) >= times > 0 and seconds > 0:
            return used[-times] + seconds - now
        if len(self._used) >= REMEMBERED:
            self._forget(now)
        self._used[key] = (*used, now)
        self._ends[key] = now + seconds
        return 0.0

    def forget(self, user: int) -> None:
        """Drop every key that names a person; the limit against floods, a minute long, stays."""
        for key in [
            key for key in self._used if isinstance(key, tuple) and user in key and key[0] != "flood"
        ]:
            del self._used[key], self._ends[key]

    def _forget(self, now: float) -> None:
        """Drop what no longer counts."""
        for key in [key for key, end in self._ends.items() if end <= now]:
            del self._used[key], self._ends[key]
