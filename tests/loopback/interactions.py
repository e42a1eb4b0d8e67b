"""Commands and presses: the three seconds, the token, what the bot answered, and who sees it."""

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback.faults import Answer, refusal
from tests.loopback.world import PRIVATE, Channel, Message, Person, reason_to_refuse, snowflake

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

DEADLINE = 3.0
"""Seconds in which an interaction must be acknowledged."""
UNKNOWN = refusal(404, 10062, "Unknown interaction")
TWICE = refusal(400, 40060, "Interaction has already been acknowledged")
UNKNOWN_HOOK = refusal(404, 10015, "Unknown Webhook")
MESSAGE, WAIT, WAIT_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
"""Kinds of callback."""


@dataclass(eq=False)
class Pressed:
    """An interaction and what became of it. `kind` is the type of callback, `after` the seconds until it came."""

    discord: "LoopbackDiscord"
    user: Person
    channel: Channel
    message: Message | None
    lost: bool = False
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    started: float = field(default_factory=time.monotonic)
    kind: int | None = None
    after: float | None = None
    private: bool = False
    original: Message | None = None
    """The message of the first response, also while it only says that the bot thinks."""
    waiting: bool = False
    replies: list[Message] = field(default_factory=list)
    """What was said in answer, the first response first."""
    choices: list[dict[str, Any]] = field(default_factory=list)
    form: dict[str, Any] | None = None

    async def answer(self, timeout: float = 5.0) -> Message:
        """The first message in answer; AssertionError when none comes."""
        await self.discord.until(lambda: bool(self.replies), timeout, "an answer to the interaction")
        return self.replies[0]

    async def acknowledged(self, timeout: float = 5.0) -> "Pressed":
        """This, once there was any response."""
        await self.discord.until(lambda: self.kind is not None, timeout, "a response to the interaction")
        return self

    def say(self, body: dict[str, Any]) -> Message:
        """A message of the bot in answer, private when it says so or the first response was announced so."""
        flags = body.get("flags", 0)
        message = Message(self.channel, self.discord.bot, body, flags | (PRIVATE if self.private else 0))
        return message

    def shown(self, message: Message) -> None:
        self.discord.messages[message.id] = message
        self.replies.append(message)


async def callback(discord: "LoopbackDiscord", body: dict[str, Any], key: str, token: str) -> Answer:
    """POST /interactions/{id}/{token}/callback."""
    pressed = discord.interactions.get(token)
    late = pressed is not None and time.monotonic() - pressed.started > DEADLINE
    if pressed is None or pressed.lost or late:
        return UNKNOWN
    if pressed.kind is not None:
        return TWICE
    kind, data = body["type"], body.get("data") or {}
    pressed.private = bool(data.get("flags", 0) & PRIVATE)
    if kind in (MESSAGE, WAIT):
        message = pressed.say(data)
        if kind == MESSAGE and (reason := reason_to_refuse(message)):
            return refusal(400, 50035, reason)
        pressed.original, pressed.waiting = message, kind == WAIT
        if kind == MESSAGE:
            pressed.shown(message)
    elif kind in (UPDATE, WAIT_UPDATE):
        pressed.original = pressed.message
        if kind == UPDATE and pressed.message is not None:
            pressed.message.body.update(data)
            pressed.message.edits += 1
    pressed.choices = data.get("choices") or []
    pressed.form = data if kind == FORM else None
    pressed.kind, pressed.after = kind, time.monotonic() - pressed.started
    return Answer(200, _receipt(discord, pressed, kind))


def _receipt(discord: "LoopbackDiscord", pressed: Pressed, kind: int) -> dict[str, Any]:
    original = pressed.original
    about: dict[str, Any] = {"id": str(pressed.id), "type": 2, "response_message_loading": pressed.waiting}
    about |= {"response_message_ephemeral": pressed.private}
    resource: dict[str, Any] = {"type": kind}
    if original is not None:
        about["response_message_id"] = str(original.id)
        if kind in (MESSAGE, UPDATE):
            resource["message"] = discord.json(original)
    return {"interaction": about, "resource": resource}


async def follow_up(
    discord: "LoopbackDiscord", body: dict[str, Any], method: str, app: str, token: str, which: str = ""
) -> Answer:
    """The webhook of an interaction: further messages, and its first response read, changed or deleted."""
    pressed = discord.interactions.get(token)
    if pressed is None or pressed.lost or pressed.kind is None:
        return UNKNOWN_HOOK
    if method == "POST":
        return _posted(discord, pressed, body)
    own = {str(message.id): message for message in pressed.replies}
    message = pressed.original if which == "@original" else own.get(which)
    if message is None or message.deleted:
        return refusal(404, 10008, "Unknown Message")
    if method == "DELETE":
        await discord.delete(message)
        return Answer(204)
    if method == "PATCH":
        message.body.update({key: value for key, value in body.items() if key != "flags"})
        message.flags |= body.get("flags", 0)
        message.edits += 1
        if pressed.waiting:
            pressed.waiting = False
            pressed.shown(message)
    return Answer(200, discord.json(message))


def _posted(discord: "LoopbackDiscord", pressed: Pressed, body: dict[str, Any]) -> Answer:
    """The first message after a wait takes the place of the announcement, with its visibility."""
    if pressed.waiting and pressed.original is not None:
        message = pressed.original
        message.body, message.flags = body, message.flags | body.get("flags", 0)
        if not pressed.private:
            message.flags &= ~PRIVATE
    else:
        pressed.private = bool(body.get("flags", 0) & PRIVATE)
        message = pressed.say(body)
    if reason := reason_to_refuse(message):
        return refusal(400, 50035, reason)
    pressed.waiting = False
    pressed.shown(message)
    return Answer(200, discord.json(message))


def payload(pressed: Pressed, kind: int, data: dict[str, Any], locale: str) -> dict[str, Any]:
    """INTERACTION_CREATE as a client gets it."""
    discord, channel, user = pressed.discord, pressed.channel, pressed.user
    body: dict[str, Any] = {
        "id": str(pressed.id),
        "application_id": str(discord.bot.id),
        "type": kind,
        "token": pressed.token,
        "version": 1,
        "data": data,
        "channel": channel.json(discord.guild),
        "channel_id": str(channel.id),
        "locale": locale,
        "entitlements": [],
        "app_permissions": str((1 << 50) - 1),
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {"0": str(channel.guild or 0)},
        "context": 0 if channel.guild else 1,
    }
    if channel.guild is None:
        body["user"] = user.user
    else:
        body |= {
            "guild_id": str(channel.guild),
            "guild": {"id": str(channel.guild), "locale": "en-US", "features": []},
        }
        body |= {"guild_locale": "en-US"}
        may = discord.permissions_of(user)
        body["member"] = {"user": user.user, **user.member, "permissions": str(may)}
    if pressed.message is not None:
        body["message"] = discord.json(pressed.message)
    return body
