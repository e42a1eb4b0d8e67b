"""What there is in the loopback Discord: one server with people, channels and messages, and how they look as JSON."""

import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH = 1_420_070_400_000
EVERYONE_MAY = 0x0004_0000_0000 | 0x8000_0000 | 0x1_0000 | 0x8000 | 0x4000 | 0x800 | 0x400
"""Threads, commands, history, files, embeds, sending, viewing."""
SEND = 0x800
PRIVATE = 64
"""The flag of a message that one person sees."""
_counter = itertools.count(1)
_MENTION = re.compile(r"<@!?(\d+)>")


def snowflake(age: float = 0.0) -> int:
    """A new Discord id, made `age` seconds ago."""
    return (int((time.time() - age) * 1000) - EPOCH) << 22 | next(_counter) & 0x3FFFFF


def now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(slots=True)
class Person:
    """A user, or the bot. `roles` are ids; a person who takes no messages refuses direct ones."""

    name: str
    bot: bool = False
    roles: tuple[int, ...] = ()
    takes_messages: bool = True
    id: int = field(default_factory=snowflake)

    @property
    def user(self) -> dict[str, Any]:
        about = {"username": self.name, "discriminator": "0", "global_name": None, "avatar": None}
        return {"id": str(self.id), "bot": self.bot, "public_flags": 0, **about}

    @property
    def member(self) -> dict[str, Any]:
        roles = [str(role) for role in self.roles]
        return {
            "roles": roles,
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }


@dataclass(slots=True)
class Channel:
    """A channel of the server, or a direct one when `recipient` is set. In a mute one the bot may not send."""

    name: str
    guild: int | None
    mute: bool = False
    recipient: Person | None = None
    id: int = field(default_factory=snowflake)

    def json(self, everyone: int) -> dict[str, Any]:
        if self.recipient is not None:
            return {
                "id": str(self.id),
                "type": 1,
                "recipients": [self.recipient.user],
                "last_message_id": None,
            }
        denied = {"id": str(everyone), "type": 0, "allow": "0", "deny": str(SEND)}
        return {
            "id": str(self.id),
            "type": 0,
            "guild_id": str(self.guild),
            "name": self.name,
            "position": 0,
            "permission_overwrites": [denied] if self.mute else [],
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "last_message_id": None,
            "rate_limit_per_user": 0,
        }


@dataclass(slots=True)
class Message:
    """`body` is what its author sent or last edited; `at` the performance counter when it arrived."""

    channel: Channel
    author: Person
    body: dict[str, Any]
    flags: int = 0
    edits: int = 0
    deleted: bool = False
    id: int = field(default_factory=snowflake)
    at: float = field(default_factory=time.perf_counter)
    created: str = field(default_factory=now)

    @property
    def answers(self) -> int | None:
        """The id of the message it replies to."""
        reference = self.body.get("message_reference") or {}
        return int(reference["message_id"]) if reference.get("message_id") else None

    @property
    def text(self) -> str:
        """All text it shows: content, embeds and the texts among its components."""
        found = [self.body.get("content") or ""]
        for embed in self.body.get("embeds") or ():
            found += [embed.get("title") or "", embed.get("description") or ""]
        found += [part["content"] for part in self.parts if part.get("type") == 10]
        return "\n".join(text for text in found if text)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """All components, also those inside others."""
        return list(_walk(self.body.get("components") or ()))

    @property
    def custom_ids(self) -> list[str]:
        return [part["custom_id"] for part in self.parts if part.get("custom_id")]

    @property
    def mentioned(self) -> set[int]:
        return {int(found) for found in _MENTION.findall(self.body.get("content") or "")}

    def json(self, people: dict[int, Person], *, hidden: bool = False) -> dict[str, Any]:
        """As Discord shows it; `hidden` leaves out what a bot without the message-content intent may not read."""
        body = {} if hidden else self.body
        reference = self.body.get("message_reference")
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": 19 if reference else 0,
            "author": self.author.user,
            "content": body.get("content") or "",
            "timestamp": self.created,
            "edited_timestamp": now() if self.edits else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [people[id_].user for id_ in sorted(self.mentioned) if id_ in people],
            "mention_roles": [],
            "attachments": [],
            "embeds": [{"type": "rich", **embed} for embed in body.get("embeds") or ()],
            "components": body.get("components") or [],
            "pinned": False,
            "flags": self.flags,
            **({"message_reference": reference} if reference else {}),
        }


def _walk(components: Any) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _walk(part.get("components") or ())
        if "component" in part:
            yield from _walk([part["component"]])
        if "accessory" in part:
            yield from _walk([part["accessory"]])


def reason_to_refuse(message: Message) -> str | None:
    """Which of Discord's limits a message breaks, in words; None when Discord would take it."""
    body, parts = message.body, message.parts
    texts = [part["content"] for part in parts if part.get("type") == 10]
    modern = bool(message.flags & (1 << 15))
    ids = message.custom_ids
    rules = (
        (len(body.get("content") or "") > 2000, "content above 2000"),
        (modern and bool(body.get("content") or body.get("embeds")), "content beside components"),
        (len(parts) > 40 or sum(map(len, texts)) > 4000, "components above 40 or texts above 4000"),
        (len(ids) != len(set(ids)) or any(len(name) > 100 for name in ids), "custom ids"),
        (any(len(e.get("description") or "") > 4096 for e in body.get("embeds") or ()), "embed above 4096"),
        (not message.text and not parts, "empty message"),
    )
    return next((reason for broken, reason in rules if broken), None)
