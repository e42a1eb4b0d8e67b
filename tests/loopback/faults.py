"""What goes wrong on purpose: chosen calls fail, wait, or are rate limited with the headers Discord sends."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

_MAJOR = re.compile(r"/(?:channels|guilds|webhooks|interactions)/(\d+)")
UNTOUCHED = {"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "999", "X-RateLimit-Reset-After": "1.000"}
"""discord.py sends one request at a time on a route whose limit it does not know."""


@dataclass(slots=True)
class Answer:
    """A response: status, JSON body (None for no content) and headers."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def refusal(status: int, code: int, message: str) -> Answer:
    """An error as Discord writes it."""
    return Answer(status, {"code": code, "message": message})


def too_many(retry_after: float, *, everywhere: bool = False, limit: int = 5) -> Answer:
    """A 429; discord.py takes one without `Via` for a ban and gives up."""
    headers = {"Via": "1.1 loopback", "Retry-After": str(retry_after), "X-RateLimit-Limit": str(limit)}
    headers |= {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": f"{retry_after:.3f}"}
    headers |= {"X-RateLimit-Scope": "global" if everywhere else "user"}
    headers |= {"X-RateLimit-Global": "true"} if everywhere else {}
    return Answer(
        429,
        {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere},
        headers,
    )


@dataclass(slots=True)
class Fault:
    """The calls on a route (`POST /channels/*/messages`) that go wrong: every `every`-th, `times` in all."""

    route: re.Pattern[str]
    status: int | None
    times: int
    every: int
    retry_after: float
    code: int
    everywhere: bool
    delay: float
    seen: int = 0

    def strikes(self, call: str) -> bool:
        if self.times <= 0 or not self.route.fullmatch(call):
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.times -= 1
        return True

    def answer(self) -> Answer | None:
        """What is sent instead; None when the call is only slow."""
        if self.status is None:
            return None
        if self.status == 429:
            return too_many(self.retry_after, everywhere=self.everywhere)
        return refusal(self.status, self.code, "planted")


@dataclass(slots=True)
class Limit:
    """A real bucket: `count` calls in `seconds` for each channel, server or webhook; 429 beyond."""

    route: re.Pattern[str]
    count: int
    seconds: float
    windows: dict[str, tuple[float, int]] = field(default_factory=dict)

    def take(self, call: str) -> tuple[dict[str, str], Answer | None]:
        """The headers of a call, and the refusal when the bucket is empty."""
        found = _MAJOR.search(call)
        major = found[1] if found else ""
        ends, used = self.windows.get(major, (0.0, 0))
        if time.monotonic() >= ends:
            ends, used = time.monotonic() + self.seconds, 0
        left = ends - time.monotonic()
        if used >= self.count:
            return {}, too_many(round(left, 3), limit=self.count)
        self.windows[major] = ends, used + 1
        headers = {"X-RateLimit-Limit": str(self.count), "X-RateLimit-Remaining": str(self.count - used - 1)}
        headers |= {
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
        }
        return headers | {"X-RateLimit-Bucket": f"{abs(hash(self.route.pattern)):x}"}, None


def route_pattern(route: str) -> re.Pattern[str]:
    """`PATCH /channels/*/messages/*`, where a star stands for one part of the path."""
    return re.compile(re.escape(route).replace(r"\*", "[^/]+").replace(r"\ ", " "))
