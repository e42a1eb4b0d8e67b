"""The REST routes the bot uses. One that is not here is answered with 501 and noted, so that no test passes by it."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.loopback.faults import Answer, refusal
from tests.loopback.interactions import callback, follow_up
from tests.loopback.world import Message, reason_to_refuse, snowflake

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

Body = dict[str, Any]
Route = Callable[["LoopbackDiscord", Any, *tuple[str, ...]], Awaitable[Answer]]
UNKNOWN_MESSAGE = refusal(404, 10008, "Unknown Message")
UNKNOWN_CHANNEL = refusal(404, 10003, "Unknown Channel")
NO_PERMISSION = refusal(403, 50013, "Missing Permissions")
NO_DIRECT = refusal(403, 50007, "Cannot send messages to this user")


async def send(discord: "LoopbackDiscord", body: Body, channel_id: str) -> Answer:
    """POST /channels/{id}/messages: refused where Discord would refuse it."""
    channel = discord.channels.get(int(channel_id))
    if channel is None:
        return UNKNOWN_CHANNEL
    if channel.mute:
        return NO_PERMISSION
    if channel.recipient is not None and not channel.recipient.takes_messages:
        return NO_DIRECT
    message = Message(channel, discord.bot, body, body.get("flags", 0))
    answered = discord.messages.get(message.answers or 0)
    reference = body.get("message_reference") or {}
    if reference and (answered is None or answered.deleted) and reference.get("fail_if_not_exists", True):
        return refusal(400, 50035, "Invalid Form Body: MESSAGE_REFERENCE_UNKNOWN_MESSAGE")
    if reason := reason_to_refuse(message):
        return refusal(400, 50035, reason)
    discord.messages[message.id] = message
    await discord.dispatch("MESSAGE_CREATE", discord.seen(message), channel.guild)
    return Answer(200, discord.json(message))


def _known(discord: "LoopbackDiscord", channel: str, message: str) -> Message | None:
    found = discord.messages.get(int(message))
    return found if found and not found.deleted and found.channel.id == int(channel) else None


async def get_message(discord: "LoopbackDiscord", _: Body, channel: str, message: str) -> Answer:
    found = _known(discord, channel, message)
    return Answer(200, discord.json(found)) if found else UNKNOWN_MESSAGE


async def edit(discord: "LoopbackDiscord", body: Body, channel: str, message: str) -> Answer:
    """PATCH /channels/{id}/messages/{id}: only what the body names changes."""
    found = _known(discord, channel, message)
    if found is None:
        return UNKNOWN_MESSAGE
    if found.author.id != discord.bot.id:
        return refusal(403, 50005, "Cannot edit a message authored by another user")
    return await rewrite(discord, found, body)


async def rewrite(discord: "LoopbackDiscord", message: Message, body: Body) -> Answer:
    """Change one of the bot's messages, unless a limit forbids it."""
    before = dict(message.body)
    message.body.update({key: value for key, value in body.items() if key != "flags"})
    message.flags |= body.get("flags", 0)
    if reason := reason_to_refuse(message):
        message.body = before
        return refusal(400, 50035, reason)
    message.edits += 1
    await discord.dispatch("MESSAGE_UPDATE", discord.seen(message), message.channel.guild)
    return Answer(200, discord.json(message))


async def delete(discord: "LoopbackDiscord", _: Body, channel: str, message: str) -> Answer:
    found = _known(discord, channel, message)
    if found is None:
        return UNKNOWN_MESSAGE
    await discord.delete(found)
    return Answer(204)


async def typing(discord: "LoopbackDiscord", _: Body, channel: str) -> Answer:
    return Answer(204) if int(channel) in discord.channels else UNKNOWN_CHANNEL


async def get_channel(discord: "LoopbackDiscord", _: Body, channel: str) -> Answer:
    found = discord.channels.get(int(channel))
    return Answer(200, found.json(discord.guild)) if found else UNKNOWN_CHANNEL


async def direct(discord: "LoopbackDiscord", body: Body) -> Answer:
    """POST /users/@me/channels: the direct channel with a person."""
    person = discord.people[int(body["recipient_id"])]
    return Answer(200, discord.direct(person).json(discord.guild))


async def me(discord: "LoopbackDiscord", _: Body) -> Answer:
    return Answer(200, {**discord.bot.user, "verified": True, "mfa_enabled": False, "flags": 0})


async def user(discord: "LoopbackDiscord", _: Body, key: str) -> Answer:
    found = discord.people.get(int(key))
    return Answer(200, found.user) if found else refusal(404, 10013, "Unknown User")


async def member(discord: "LoopbackDiscord", _: Body, guild: str, key: str) -> Answer:
    found = discord.people.get(int(key))
    return (
        Answer(200, {"user": found.user, **found.member}) if found else refusal(404, 10007, "Unknown Member")
    )


async def application(discord: "LoopbackDiscord", _: Body) -> Answer:
    about = {"id": str(discord.bot.id), "name": "loopback", "description": "", "icon": None, "flags": 0}
    keys = {"verify_key": "0" * 64, "bot_public": True, "bot_require_code_grant": False, "team": None}
    return Answer(200, {**about, **keys, "owner": discord.owner.user, "summary": ""})


async def gateway(discord: "LoopbackDiscord", _: Body) -> Answer:
    starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 16}
    return Answer(
        200, {"url": discord.socket_address, "shards": discord.shards, "session_start_limit": starts}
    )


async def commands(discord: "LoopbackDiscord", body: Any, app: str) -> Answer:
    """PUT or GET /applications/{id}/commands: every command gets an id."""
    if isinstance(body, list):
        discord.syncs += 1
        extra = {"application_id": app, "version": "1", "dm_permission": True}
        discord.commands = {
            command["name"]: {"type": 1, "description": "", **command, **extra, "id": str(snowflake())}
            for command in body
        }
    return Answer(200, list(discord.commands.values()))


_ID = r"(\d+)"
_ONE = rf"/channels/{_ID}/messages/{_ID}"
_HOOK = rf"/webhooks/{_ID}/([\w-]+)"
ROUTES: tuple[tuple[re.Pattern[str], Route], ...] = tuple(
    (re.compile(route), function)
    for route, function in (
        (rf"POST /channels/{_ID}/messages", send),
        (rf"GET {_ONE}", get_message),
        (rf"PATCH {_ONE}", edit),
        (rf"DELETE {_ONE}", delete),
        (rf"POST /channels/{_ID}/typing", typing),
        (rf"GET /channels/{_ID}", get_channel),
        (r"POST /users/@me/channels", direct),
        (r"GET /users/@me", me),
        (rf"GET /users/{_ID}", user),
        (rf"GET /guilds/{_ID}/members/{_ID}", member),
        (r"GET /oauth2/applications/@me", application),
        (r"GET /gateway/bot", gateway),
        (r"GET /gateway", gateway),
        (rf"(?:PUT|GET) /applications/{_ID}/commands", commands),
        (rf"POST /interactions/{_ID}/([\w-]+)/callback", callback),
        (rf"(POST) {_HOOK}", follow_up),
        (rf"(GET|PATCH|DELETE) {_HOOK}/messages/(@original|\d+)", follow_up),
    )
)


async def route(discord: "LoopbackDiscord", call: str, body: Any) -> Answer:
    """The answer to `POST /channels/1/messages` and a JSON body."""
    for pattern, function in ROUTES:
        if match := pattern.fullmatch(call):
            return await function(discord, body, *match.groups())
    discord.unknown_calls.append(call)
    return refusal(501, 0, "the loopback Discord has no such route")
