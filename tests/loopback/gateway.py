"""The gateway: HELLO, IDENTIFY, READY, events with sequence numbers, heartbeats, RESUME, and losing the connection."""

import contextlib
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

Opening = Callable[["Session"], Iterable[tuple[str, dict[str, Any]]]]
"""READY and what follows it for a new session."""
HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 1, 2, 6, 7, 9, 10, 11


class Link:
    """One socket; frames are compressed the way the client asked for, or sent as text."""

    def __init__(self, socket: web.WebSocketResponse, compress: str) -> None:
        self.socket = socket
        self._stream = zlib.compressobj() if compress == "zlib-stream" else None

    async def send(self, frame: dict[str, Any]) -> None:
        text = json.dumps(frame)
        with contextlib.suppress(ConnectionError):
            if self._stream is None:
                await self.socket.send_str(text)
            else:
                data = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(data)


@dataclass
class Session:
    """What a client identified; events sent while it has no link wait for its RESUME."""

    id: str
    intents: int
    shard: tuple[int, int]
    link: Link | None
    sent: list[dict[str, Any]] = field(default_factory=list)

    def serves(self, guild: int | None) -> bool:
        """Whether events of a server, or direct ones, come to this shard."""
        number, count = self.shard
        return (guild >> 22) % count == number if guild is not None else number == 0

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        frame = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.link is not None:
            await self.link.send(frame)


class Gateway:
    """All sessions. `identified` and `resumed` count how clients came back."""

    def __init__(self, opening: Opening, changed: Callable[[], None]) -> None:
        self._opening, self._changed = opening, changed
        self.sessions: dict[str, Session] = {}
        self.identified = self.resumed = self.heartbeats = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link = Link(socket, request.query.get("compress", ""))
        await link.send({"op": HELLO, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                message = json.loads(frame.data)
                await self._take(link, message["op"], message.get("d"))
        for session in self.sessions.values():
            if session.link is link:
                session.link = None
        self._changed()
        return socket

    async def _take(self, link: Link, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            self.heartbeats += 1
            await link.send({"op": ACK})
        elif op == IDENTIFY:
            self.identified += 1
            first, count = data.get("shard", (0, 1))
            session = Session(f"session-{self.identified}", data["intents"], (first, count), link)
            self.sessions[session.id] = session
            for event, payload in self._opening(session):
                await session.dispatch(event, payload)
            self._changed()
        elif op == RESUME:
            await self._resume(link, data)

    async def _resume(self, link: Link, data: Any) -> None:
        known = self.sessions.get(data["session_id"])
        if known is None:
            await link.send({"op": INVALID, "d": False})
            return
        self.resumed += 1
        place = data["seq"]
        while place < len(known.sent):  # more may be said meanwhile
            await link.send(known.sent[place])
            place += 1
        known.link = link
        await known.dispatch("RESUMED", {})
        self._changed()

    @property
    def connected(self) -> bool:
        return any(session.link for session in self.sessions.values())

    async def drop(self, code: int, *, forget: bool) -> None:
        """Close every connection with a code; a forgotten session cannot be resumed."""
        links = [session.link for session in self.sessions.values() if session.link]
        for session in self.sessions.values():
            session.link = None
        if forget:
            self.sessions.clear()
        for link in links:
            await link.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Op 7, which Discord sends before it closes a connection for its own reasons."""
        for session in self.sessions.values():
            if session.link:
                link, session.link = session.link, None
                await link.send({"op": RECONNECT, "d": None})
