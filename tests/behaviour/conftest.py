"""A simulated Discord with the real bot in it: one server, one channel, a member and a manager."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.chat.client import FootnoteBot
from bot.chat.languages import read_languages
from bot.chat.parts import all_parts
from bot.settings import Settings
from bot.state.records import ServerSettings
from bot.state.store import Store

ROOT = Path(__file__).resolve().parents[2]
HALF_LIFE = "what is the half life of fasoracetam?"
EMERGENCY = "my friend took way too much phenibut and is not breathing"
SAFETY = "not medical advice"


@pytest.fixture
def bot_settings():
    """What the operator set; a test module may override it."""
    return Settings(encoder="off")


@pytest.fixture
def make_bot(answerer, bot_settings):
    """A fresh client over the core that all tests share; `store` stands for a database that outlives restarts."""

    def make(store=None, answers=None):
        return FootnoteBot(
            lambda: answers or answerer,
            all_parts(),
            floor=answerer.floor,
            store=store or Store("sqlite+aiosqlite:///:memory:"),
            languages=read_languages(bot_settings.interface),
            settings=bot_settings,
        )

    return make


@pytest.fixture
def simcord_bot(make_bot):
    return make_bot()


@dataclass
class Scene:
    """What a test needs: the environment, a member, somebody who manages the server, and a channel."""

    env: Any
    guild: Any
    member: Any
    manager: Any
    channel: Any

    @property
    def me(self):
        return self.env.bot.user.mention

    @property
    def store(self):
        return self.env.bot.store

    def sent(self, channel=None):
        """The bot's messages in a channel, oldest first."""
        history = (channel or self.channel).history()
        return sorted((m for m in history if m.author.id == self.env.bot.user.id), key=lambda m: m.id)

    def replies(self, channel=None):
        """The texts of the bot's messages in a channel, oldest first."""
        return [text_of(m) for m in self.sent(channel)]

    async def ask(self, text=HALF_LIFE, who=None, channel=None):
        """Mention the bot; the newest reply, if there is one."""
        await (who or self.member).send(channel or self.channel, f"{self.me} {text}")
        return (self.sent(channel) or [None])[-1]

    async def configure(self, **settings):
        """Store settings of the server, as its panel would."""
        await self.store.save_server(self.guild.id, ServerSettings(**settings))

    def moderator(self, name="mod"):
        role = self.guild.create_role(f"{name}s", permissions=discord.Permissions(manage_messages=True))
        return self.guild.add_member(self.env.create_user(name=name), roles=[role])

    def speak(self, locale):
        """From now on every press and command comes from a client in this language."""
        emit = self.env.backend.emit

        def translated(event, payload, *args, **kwargs):
            if event == "INTERACTION_CREATE":
                payload["locale"] = locale
            return emit(event, payload, *args, **kwargs)

        self.env.backend.emit = translated


@pytest.fixture
async def scene(simcord_env):
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("ask")
    member = guild.add_member(simcord_env.create_user(name="asker"))
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    manager = guild.add_member(simcord_env.create_user(name="boss"), roles=[role])
    return Scene(simcord_env, guild, member, manager, channel)


def text_of(message) -> str:
    """All text a message shows: content, embeds, and texts among its components."""
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
    parts += _texts(components_of(message))
    return "\n".join(part for part in parts if part)


def components_of(message) -> list[dict[str, Any]]:
    """Every component of a message as plain data, from a discord.py message or a simulated response."""
    return [p if isinstance(p, dict) else p.to_dict() for p in message.components]


def controls_of(message) -> dict[str, dict[str, Any]]:
    """The buttons and selects of a message by their custom ids."""
    return {c["custom_id"]: c for c in _walk(components_of(message)) if c.get("custom_id")}


def labels_of(message) -> list[str]:
    return [c["label"] for c in controls_of(message).values() if c.get("label")]


def options_of(message) -> dict[str, str]:
    """Value and label of every option of the selects."""
    return {o["value"]: o["label"] for c in controls_of(message).values() for o in c.get("options", [])}


def _walk(components):
    for component in components:
        yield component
        yield from _walk(component.get("components", []))


def _texts(components):
    return [c["content"] for c in _walk(components) if c.get("content")]
