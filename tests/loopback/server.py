"""The server itself, and what a test says and does in it."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import yarl
from aiohttp import web
from discord import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.faults import UNTOUCHED, Answer, Fault, Limit, route_pattern
from tests.loopback.gateway import Gateway, Session
from tests.loopback.interactions import Pressed, payload
from tests.loopback.place import BOT, Place
from tests.loopback.routes import route
from tests.loopback.world import Channel, Message, Person, snowflake

API = "/api/v10"
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
COMMAND, PRESS, COMPLETE, SUBMIT = 2, 3, 4, 5


@contextlib.contextmanager
def pointed_at(address: str) -> Iterator[None]:
    """discord.py of this process speaks to `http://…` at this address instead of Discord."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = address + API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address.replace("http", "ws", 1) + "/gateway")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@dataclass(frozen=True, slots=True)
class Request:
    """A call the bot made, and the status it got; `at` is the performance counter when it arrived."""

    call: str
    status: int
    body: Any
    at: float


class LoopbackDiscord(Place):
    """One server with a channel, a member and an owner. See the package's docstring for the use."""

    def __init__(self, *, shards: int = 1) -> None:
        super().__init__()
        self.shards = shards
        self.interactions: dict[str, Pressed] = {}
        self.commands: dict[str, dict[str, Any]] = {}
        self.syncs = 0
        self.requests: list[Request] = []
        self.unknown_calls: list[str] = []
        self.gateway = Gateway(self._opening, self._notify)
        self._faults: list[Fault] = []
        self._limits: list[Limit] = []
        self._changed = asyncio.Event()
        self._stack = contextlib.ExitStack()
        self.address = ""

    # The server

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 << 20)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", API + "/{path:.*}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._stack.enter_context(pointed_at(self.address))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stack.close()
        await self._runner.cleanup()
        if kind is None and self.unknown_calls:
            raise AssertionError(f"the loopback Discord lacks routes: {sorted(set(self.unknown_calls))}")

    @contextlib.asynccontextmanager
    async def running(self, bot: Client, timeout: float = 30.0) -> AsyncIterator[Client]:
        """The bot logged in and ready; closed at the end."""
        bot._connection.guild_ready_timeout = 0.05  # it waits two seconds for more servers
        task = asyncio.create_task(bot.start("loopback"))
        try:
            await self.until(lambda: task.done() or self.gateway.connected, timeout, "the bot to connect")
            if not task.done():
                await asyncio.wait_for(bot.wait_until_ready(), timeout)
                yield bot
        finally:
            await bot.close()
            await task

    @property
    def socket_address(self) -> str:
        return self.address.replace("http", "ws", 1) + "/gateway"

    async def _call(self, request: web.Request) -> web.Response:
        at = time.perf_counter()
        call = f"{request.method} /{request.match_info['path']}"
        body = await _body(request)
        headers, answer = await self._planted(call)
        answer = answer or await route(self, call, body)
        self.requests.append(Request(call, answer.status, body, at))
        self._notify()
        text = b"" if answer.body is None else json.dumps(answer.body).encode()
        kind = {} if answer.body is None else {"Content-Type": "application/json"}
        return web.Response(status=answer.status, body=text, headers={**headers, **answer.headers, **kind})

    async def _planted(self, call: str) -> tuple[dict[str, str], Answer | None]:
        headers = UNTOUCHED
        for limit in self._limits:
            if limit.route.fullmatch(call):
                headers, refused = limit.take(call)
                if refused:
                    return headers, refused
        for fault in self._faults:
            if fault.strikes(call):
                if fault.delay:
                    await asyncio.sleep(fault.delay)
                return headers, fault.answer()
        return headers, None

    # What goes wrong

    def fail(
        self,
        route: str,
        status: int | None = 500,
        times: int = 1,
        *,
        every: int = 1,
        retry_after: float = 0.05,
        code: int = 0,
        everywhere: bool = False,
        delay: float = 0.0,
    ) -> None:
        """Let calls on `"PATCH /channels/*/messages/*"` fail: every `every`-th one, `times` in all.

        429 carries `retry_after` seconds, for all routes when it is `everywhere`; `code` is Discord's own number.
        With status None the calls are only slow, by `delay` seconds.
        """
        self._faults.append(
            Fault(route_pattern(route), status, times, every, retry_after, code, everywhere, delay)
        )

    def limit(self, route: str, count: int, seconds: float) -> None:
        """Give a route a real bucket, with the headers that tell of it: `count` calls in `seconds` per channel."""
        self._limits.append(Limit(route_pattern(route), count, seconds))

    async def drop(self, code: int = 4000, *, forget: bool = False) -> None:
        """Close the gateway; events wait for the RESUME unless the session is forgotten."""
        await self.gateway.drop(code, forget=forget)

    async def ask_to_reconnect(self) -> None:
        """Send op 7."""
        await self.gateway.ask_to_reconnect()

    # What people do

    async def say(
        self, channel: Channel, author: Person, text: str, *, reply_to: Message | None = None
    ) -> Message:
        """A message of a person."""
        reference = {"message_id": str(reply_to.id), "channel_id": str(channel.id)} if reply_to else None
        message = Message(channel, author, {"content": text, "message_reference": reference})
        self.messages[message.id] = message
        await self.dispatch("MESSAGE_CREATE", self.seen(message), channel.guild)
        return message

    async def ask(self, text: str, *, channel: Channel | None = None, who: Person | None = None) -> Message:
        """Mention the bot and wait for its reply."""
        return await self.reply_to(
            await self.say(channel or self.channel, who or self.member, f"{self.mention} {text}")
        )

    async def edit(self, message: Message, text: str) -> None:
        """A person mends their message."""
        message.body["content"] = text
        message.edits += 1
        await self.dispatch("MESSAGE_UPDATE", self.seen(message), message.channel.guild)

    async def delete(self, message: Message) -> None:
        message.deleted = True
        where = {"channel_id": str(message.channel.id)} | self.in_guild(message.channel)
        await self.dispatch("MESSAGE_DELETE", {"id": str(message.id), **where}, message.channel.guild)
        self._notify()

    async def press(
        self, message: Message, custom_id: str, user: Person, values: Iterable[str] = (), **how: Any
    ) -> Pressed:
        """A button or select of a message is used; `how` as for `interact`."""
        part = next(part for part in message.parts if part.get("custom_id") == custom_id)
        data = {"custom_id": custom_id, "component_type": part["type"], "values": list(values)}
        return await self.interact(PRESS, data, message.channel, user, message=message, **how)

    async def slash(
        self, channel: Channel, user: Person, name: str, *, locale: str = "en-US", **options: Any
    ) -> Pressed:
        """A slash command that the bot has synced."""
        kinds = {o["name"]: o["type"] for o in self.commands[name].get("options", ())}
        given = [{"name": key, "type": kinds[key], "value": value} for key, value in options.items()]
        data = {"id": self.commands[name]["id"], "name": name, "type": 1, "options": given}
        return await self.interact(COMMAND, data, channel, user, locale=locale)

    async def submit(self, form: Pressed, **values: str) -> Pressed:
        """Send the form that answered an interaction, with values by custom id."""
        assert form.form is not None
        rows = [
            {"type": 18, "component": {"type": 4, "custom_id": key, "value": value}}
            for key, value in values.items()
        ]
        data = {"custom_id": form.form["custom_id"], "components": rows}
        return await self.interact(SUBMIT, data, form.channel, form.user, message=form.message)

    async def interact(
        self,
        kind: int,
        data: dict[str, Any],
        channel: Channel,
        user: Person,
        *,
        message: Message | None = None,
        locale: str = "en-US",
        lost: bool = False,
        age: float = 0.0,
    ) -> Pressed:
        """Any interaction. A lost one is refused as expired; `age` seconds is how late it arrives."""
        pressed = Pressed(self, user, channel, message, lost, snowflake(age))
        pressed.started -= age
        self.interactions[pressed.token] = pressed
        await self.dispatch("INTERACTION_CREATE", payload(pressed, kind, data, locale), channel.guild)
        return pressed

    # What a test looks at

    def calls(self, route: str) -> list[Request]:
        """The calls the bot made on a route with stars."""
        pattern = route_pattern(route)
        return [request for request in self.requests if pattern.fullmatch(request.call)]

    async def reply_to(self, question: Message, timeout: float = 5.0) -> Message:
        """The bot's reply to a message; AssertionError when none comes in time."""

        def found() -> Message | None:
            newest = reversed(self.messages.values())
            return next((m for m in newest if m.author is self.bot and m.answers == question.id), None)

        await self.until(lambda: found() is not None, timeout, "a reply")
        reply = found()
        assert reply is not None
        return reply

    async def until(self, true: Callable[[], bool], timeout: float = 5.0, what: str = "it") -> None:
        """Wait until something holds; AssertionError when it does not in time."""
        ends = time.monotonic() + timeout
        while not true():
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), max(ends - time.monotonic(), 0))
            if time.monotonic() >= ends and not true():
                raise AssertionError(f"waited {timeout} s for {what}; the bot called {self._last_calls()}")

    # What is sent to the bot

    async def dispatch(self, event: str, data: dict[str, Any], guild: int | None) -> None:
        """An event for every shard it concerns; messages only with their intent, and without what it may not read."""
        for session in tuple(self.gateway.sessions.values()):
            wanted = GUILD_MESSAGES if guild else DIRECT_MESSAGES
            if session.serves(guild) and (not event.startswith("MESSAGE_") or session.intents & wanted):
                await session.dispatch(
                    event, self._readable(data, session, guild) if event[:8] == "MESSAGE_" else data
                )

    def _readable(self, data: dict[str, Any], session: Session, guild: int | None) -> dict[str, Any]:
        if "author" not in data or guild is None or session.intents & MESSAGE_CONTENT:
            return data
        mine = data["author"]["id"] == str(BOT) or any(user["id"] == str(BOT) for user in data["mentions"])
        return data if mine else {**data, "content": "", "embeds": [], "components": []}

    def _opening(self, session: Session) -> Iterable[tuple[str, dict[str, Any]]]:
        here = session.serves(self.guild)
        yield (
            "READY",
            {
                "v": 10,
                "user": self.bot.user,
                "guilds": [{"id": str(self.guild), "unavailable": True}] if here else [],
                "session_id": session.id,
                "resume_gateway_url": self.socket_address,
                "application": {"id": str(BOT), "flags": 0},
                "shard": list(session.shard),
            },
        )
        if here:
            yield "GUILD_CREATE", self.server()

    def _notify(self) -> None:
        self._changed.set()

    def _last_calls(self) -> list[str]:
        return [f"{request.call} → {request.status}" for request in self.requests[-6:]]


async def _body(request: web.Request) -> Any:
    """The JSON of a call, also where it comes beside files."""
    if request.content_type == "multipart/form-data":
        return json.loads(str((await request.post())["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else {}
