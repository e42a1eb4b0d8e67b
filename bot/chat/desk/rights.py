"""Who may touch the knowledge: all servers share it, so the managers of just any server may not."""

from typing import TYPE_CHECKING

import discord

from bot.chat.controls.base import Press, bot_of
from bot.chat.rights import holds
from bot.state.records import ServerSettings

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot


def homes(bot: "FootnoteBot") -> frozenset[int]:
    """The servers whose moderators keep the knowledge: those the operator named, else the only one there is.

    A process that serves some of many shards does not know of the other servers and takes none for the only one.
    """
    settings = bot.settings
    if settings.home_servers or settings.keepers:
        return frozenset(settings.home_servers)
    alone = len(bot.guilds) == 1 and (bot.shard_count or 1) == 1
    return frozenset(guild.id for guild in bot.guilds if alone)


def moderates(press: Press, server: ServerSettings) -> bool:
    """Whoever may delete messages in the whole server, not in some channel only, and the moderators' role."""
    person, guild = press.user, bot_of(press).get_guild(press.guild_id or 0)
    if guild is None or guild.unavailable or not isinstance(person, discord.Member):
        return False
    return person.guild_permissions.manage_messages or holds(person, server.moderator_role)


async def refusal(press: Press) -> str | None:
    """The id of the text that says why somebody may not touch the knowledge; nothing when they may."""
    bot = bot_of(press)
    if press.user.id in bot.settings.keepers:
        return None
    if not moderates(press, await bot.server_of(press.guild_id)):
        return "kb.not-moderator"
    if press.guild_id in homes(bot):
        return None
    return "kb.not-home" if homes(bot) or bot.settings.keepers else "kb.no-home"


async def queue_of(press: Press) -> tuple[bool, int | None]:
    """(whether they may read what members sent, of which server; None: of all, for those who keep the knowledge)."""
    if await refusal(press) is None:
        return True, None
    return moderates(press, await bot_of(press).server_of(press.guild_id)), press.guild_id
