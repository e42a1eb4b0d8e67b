"""The one server of the loopback Discord: who and what is in it, and how a client is told."""

from typing import Any

from tests.loopback.world import EVERYONE_MAY, Channel, Message, Person, now, snowflake

BOT = 100_000_000_000_000_001
"""The bot's user and application id."""


class Place:
    """A server with a channel, a member and an owner; add more before the bot runs."""

    def __init__(self) -> None:
        self.guild = snowflake()
        self.bot = Person("footnote", bot=True, id=BOT)
        self.owner, self.member = Person("owner"), Person("asker")
        self.people = {person.id: person for person in (self.bot, self.owner, self.member)}
        self.channel = Channel("ask", self.guild)
        self.channels = {self.channel.id: self.channel}
        self.roles = {self.guild: EVERYONE_MAY}
        self.messages: dict[int, Message] = {}
        """Every message, also deleted ones, by its id."""

    def add_member(self, name: str, *, permissions: int = 0) -> Person:
        """Somebody on the server, with a role of their own when they have permissions. Call it before the bot runs."""
        person = Person(name)
        if permissions:
            role = snowflake()
            self.roles[role] = permissions
            person.roles = (role,)
        self.people[person.id] = person
        return person

    def add_channel(self, name: str, *, mute: bool = False) -> Channel:
        """A channel of the server; the bot may not send in a mute one. Call it before the bot runs."""
        channel = Channel(name, self.guild, mute)
        self.channels[channel.id] = channel
        return channel

    def direct(self, person: Person) -> Channel:
        """The direct channel with a person."""
        known = (channel for channel in self.channels.values() if channel.recipient is person)
        channel = next(known, None) or Channel(person.name, None, recipient=person)
        self.channels[channel.id] = channel
        return channel

    def permissions_of(self, person: Person) -> int:
        if person is self.owner:
            return (1 << 50) - 1
        allowed = self.roles[self.guild]
        for role in person.roles:
            allowed |= self.roles[role]
        return allowed

    @property
    def mention(self) -> str:
        return f"<@{self.bot.id}>"

    def sent(self, channel: Channel | None = None) -> list[Message]:
        """The bot's messages that still stand, oldest first; those in direct channels only when asked for."""
        where = channel or self.channel
        return [
            m for m in self.messages.values() if m.author is self.bot and m.channel is where and not m.deleted
        ]

    def plant(self, channel: Channel, body: dict[str, Any]) -> Message:
        """A message the bot sent earlier."""
        message = Message(channel, self.bot, body, body.get("flags", 0))
        self.messages[message.id] = message
        return message

    def seen(self, message: Message) -> dict[str, Any]:
        """A message as an event tells it."""
        where = self.in_guild(message.channel)
        return {**self.json(message), **where, **({"member": message.author.member} if where else {})}

    def json(self, message: Message) -> dict[str, Any]:
        """A message as a call returns it, with the one it answers."""
        body = message.json(self.people)
        if message.answers is not None:
            answered = self.messages.get(message.answers)
            body["referenced_message"] = (
                answered.json(self.people) if answered and not answered.deleted else None
            )
        return body

    def in_guild(self, channel: Channel) -> dict[str, str]:
        return {"guild_id": str(channel.guild)} if channel.guild else {}

    def server(self) -> dict[str, Any]:
        people = [{"user": p.user, **p.member} for p in (self.bot, self.owner)]
        return {
            "id": str(self.guild),
            "name": "loopback",
            "icon": None,
            "owner_id": str(self.owner.id),
            "joined_at": now(),
            "large": False,
            "unavailable": False,
            "member_count": len(self.people),
            "roles": [_role(key, may, self.guild) for key, may in self.roles.items()],
            "channels": [c.json(self.guild) for c in self.channels.values() if c.guild],
            "members": people,
            "preferred_locale": "en-US",
            "features": [],
            **{
                key: []
                for key in ("emojis", "stickers", "threads", "voice_states", "presences", "stage_instances")
            },
            **{key: [] for key in ("guild_scheduled_events", "soundboard_sounds")},
            **dict.fromkeys(
                ("afk_channel_id", "system_channel_id", "rules_channel_id", "banner", "splash"), None
            ),
            **dict.fromkeys(
                ("verification_level", "default_message_notifications", "mfa_level", "premium_tier"), 0
            ),
            **dict.fromkeys(
                ("explicit_content_filter", "system_channel_flags", "nsfw_level", "afk_timeout"), 0
            ),
        }


def _role(key: int, permissions: int, everyone: int) -> dict[str, Any]:
    return {
        "id": str(key),
        "name": "@everyone" if key == everyone else f"role {key}",
        "permissions": str(permissions),
        "position": 0 if key == everyone else 1,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
