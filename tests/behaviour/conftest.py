"""A simulated Discord with the real bot in it: one server, one channel, one member."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.app import create_bot
from bot.settings import Settings


@pytest.fixture
def simcord_bot():
    return create_bot(Settings(encoder="off"))


@dataclass
class Scene:
    """What a test needs: the environment, a member, and a channel."""

    env: Any
    guild: Any
    member: Any
    channel: Any

    @property
    def me(self):
        return self.env.bot.user.mention

    def replies(self, channel=None):
        """The texts of the bot's messages in a channel, oldest first."""
        history = (channel or self.channel).history()
        mine = [m for m in history if m.author.id == self.env.bot.user.id]
        return [text_of(m) for m in sorted(mine, key=lambda m: m.id)]


@pytest.fixture
async def scene(simcord_env):
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("ask")
    member = guild.add_member(simcord_env.create_user(name="asker"))
    return Scene(simcord_env, guild, member, channel)


def text_of(message) -> str:
    """All text of a message's components, from a discord.py message or a simulated response."""
    parts = message.components
    return "\n".join(_texts([p if isinstance(p, dict) else p.to_dict() for p in parts]))


def _texts(components):
    for component in components:
        if component.get("content"):
            yield component["content"]
        yield from _texts(component.get("components", []))
