"""Who may do what, asked of Discord at the moment of the press: what a command's menu shows is only a hint."""

from typing import Any

import discord

from bot.state.records import ServerSettings

NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
}
"""Discord's own names of the permissions a reply needs."""


def may_moderate(press: discord.Interaction[Any], server: ServerSettings) -> bool:
    """Whoever may delete messages here, and the members of the moderator role."""
    if press.guild_id is None:
        return False
    return press.permissions.manage_messages or holds(press.user, server.moderator_role)


def may_configure(press: discord.Interaction[Any]) -> bool:
    """Whoever may manage this server."""
    return press.guild_id is not None and press.permissions.manage_guild


def holds(person: discord.User | discord.Member, role: int | None) -> bool:
    """Whether a member has a role."""
    return role is not None and isinstance(person, discord.Member) and any(r.id == role for r in person.roles)


def missing_here(message: discord.Message) -> tuple[str, ...]:
    """Discord's names of the permissions the bot lacks to answer a message; none in a direct message."""
    if message.guild is None or isinstance(message.channel, discord.DMChannel | discord.PartialMessageable):
        return ()
    allowed = message.channel.permissions_for(message.guild.me)
    return tuple(NAMES[name] for name in _needed(message) if not getattr(allowed, name))


def needed_here(message: discord.Message) -> tuple[str, ...]:
    """Discord's names of the permissions a reply to a message needs."""
    return tuple(NAMES[name] for name in _needed(message))


def _needed(message: discord.Message) -> tuple[str, str]:
    in_thread = isinstance(message.channel, discord.Thread)
    return "view_channel", "send_messages_in_threads" if in_thread else "send_messages"


def can_fix(message: discord.Message) -> bool:
    """Whether the author of a message may change the permissions of its channel."""
    person, channel = message.author, message.channel
    if not isinstance(person, discord.Member) or isinstance(channel, discord.PartialMessageable):
        return False
    allowed = channel.permissions_for(person)
    return allowed.administrator or allowed.manage_roles or allowed.manage_channels
