"""Asking: a mention, a reply, a direct message, `/ask`, "Answer this", and channels opened for unprompted answers."""

import asyncio
import re

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.chat import gate
from bot.chat.client import LONGEST, FootnoteBot, Press
from bot.chat.decide import Facts, Say, decide
from bot.chat.errors import incident
from bot.chat.languages import TEXT
from bot.chat.manner import Manner
from bot.chat.moderators import reply_blocked
from bot.chat.notices import notice
from bot.chat.recent import Shown
from bot.chat.reply import Controls
from bot.chat.rights import holds, missing_here, needed_here
from bot.chat.rows import rows_of
from bot.model.outcome import URGENT, Kind, Outcome
from bot.state.records import ServerSettings

log = structlog.get_logger(__name__)

SURE = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
REPEAT = 60
"""Seconds in which the same urgent card is not shown again to one person in one place."""
HINT = 20
"""Seconds a public hint stays: it matters to one person only."""


class Ask(commands.Cog):
    """Every way a question can arrive."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name=TEXT["command.answer-this"], callback=self.answer_this)

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(name="ask", description=TEXT["command.ask"])
    @app_commands.describe(question=TEXT["option.question"], private=TEXT["option.private"])
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        hidden = await self._hidden(interaction) if private is None else private
        await self.bot.answer_interaction(interaction, question, private=hidden, via="ask")

    async def answer_this(self, interaction: Press, message: discord.Message) -> None:
        """The message command: the text of its target arrives without any privileged intent."""
        hidden = await self._hidden(interaction)
        await self.bot.answer_interaction(interaction, message.content, private=hidden, via="answer this")

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer when spoken to, or where the server opened a channel for it."""
        if message.author.bot:
            return
        server = await self.bot.server_of(message.guild.id if message.guild else None)
        say = decide(facts_of(message, self.bot, server), server, self.bot.settings.unprompted)
        if say is Say.NOTHING:
            return
        if lacking := missing_here(message):
            await reply_blocked(self.bot, message, server, lacking)
            return
        manner = await self.bot.manner_for_message(message, server)
        try:
            async with gate.typing_if_slow(message.channel):
                outcome = await self._outcome(message, manner)
                await self._reply(message, outcome, say, server, manner)
        except gate.Blocked:
            await reply_blocked(self.bot, message, server, needed_here(message))

    async def _outcome(self, message: discord.Message, manner: Manner) -> Outcome:
        try:
            earlier = self.bot.earlier_of(message)
            return await self.bot.answer(without_mentions(message.content), manner, earlier)
        except Exception as error:
            return self.bot.present(incident(error))

    async def _reply(
        self, message: discord.Message, outcome: Outcome, say: Say, server: ServerSettings, manner: Manner
    ) -> None:
        guild = message.guild.id if message.guild else None
        if outcome.kind in URGENT:
            await self._urgent(message, outcome, manner)
        elif say is Say.ELSEWHERE:
            places = ", ".join(names_of(message.guild, server.channels))
            await self._hint(message, manner, "elsewhere", places=places or "—")
        elif say is Say.UNPROMPTED:
            if self._sure(message, outcome) and not self.bot.pause(message.author.id, guild, server):
                await self.send(message, outcome, manner)
        elif left := self.bot.pause(message.author.id, guild, server):
            await self._hint(message, manner, "cooldown", seconds=left)
        else:
            await self.send(message, outcome, manner)

    async def send(
        self, message: discord.Message, outcome: Outcome, manner: Manner, *, short: bool = False
    ) -> None:
        """Reply to a message and remember what the reply shows."""
        reply = self.bot.reply(outcome, manner, asker=message.author.id, short=short)
        if sent := await gate.answer_message(message, reply, rows_of(reply, reply.page(0))):
            earlier = self.bot.earlier_of(message)
            shown = Shown(outcome, message.author.id, message.channel.id, manner, message.id, earlier)
            self.bot.recent.keep(sent.id, shown)
            guild = message.guild.id if message.guild else None
            self.bot.books.sent(sent.id, (message.channel.id, guild), outcome, manner, message.author.id)
            self.bot.books.asked(
                without_mentions(message.content), outcome, self.bot.answers(), message.author.id
            )
            log.info("answered", kind=outcome.kind.value, entries=outcome.draft.entries, via="message")
            if self.bot.recent.is_gone(message.id):
                await self._follow(message, sent)

    async def _follow(self, question: discord.Message, sent: discord.Message) -> None:
        """The question was deleted while its reply was on the way."""
        if (await self.bot.server_of(question.guild.id if question.guild else None)).follow_deletion:
            self.bot.recent.drop(sent.id)
            await gate.withdraw(sent)

    async def _urgent(self, message: discord.Message, outcome: Outcome, manner: Manner) -> None:
        """No cooldown and no channel rule holds it back; in public it is short, and not repeated within a minute."""
        key = ("urgent", message.channel.id, message.author.id, outcome.draft.entries)
        if not self.bot.pauses.wait(key, REPEAT, asyncio.get_running_loop().time()):
            await self.send(message, outcome, manner, short=message.guild is not None)

    async def _hint(self, message: discord.Message, manner: Manner, key: str, **fields: object) -> None:
        """One short public sentence that goes again by itself, at most once per pause."""
        now = asyncio.get_running_loop().time()
        if self.bot.pauses.wait(("hint", message.channel.id, message.author.id), HINT, now):
            return
        outcome = self.bot.present(notice(manner.language, key, **fields))
        reply = self.bot.reply(outcome, manner, controls=Controls.PAGING)
        await gate.answer_message(message, reply, delete_after=HINT)

    def _sure(self, message: discord.Message, outcome: Outcome) -> bool:
        """Unasked, only a question gets an answer, and only one that is very likely right."""
        return (
            outcome.kind in SURE
            and outcome.draft.confidence >= self.bot.settings.unprompted_confidence
            and self.bot.answers().asks(message.content)
        )

    async def _hidden(self, press: Press) -> bool:
        """Private when the server wants it so, and in its channels where it wants no answers."""
        server = await self.bot.server_of(press.guild_id)
        channel = press.channel
        parent = channel.parent_id if isinstance(channel, discord.Thread) else None
        elsewhere = server.channels and not {press.channel_id, parent} & set(server.channels)
        return server.private or bool(elsewhere)


def facts_of(message: discord.Message, bot: FootnoteBot, server: ServerSettings) -> Facts:
    """What `decide` needs to know of a message."""
    channel, me = message.channel, bot.user
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    author = message.author
    return Facts(
        from_bot=author.bot,
        is_system=message.is_system(),
        direct=message.guild is None,
        mentions_me=me is not None and any(user.id == me.id for user in message.mentions),
        channel=channel.id,
        parent=parent,
        opens_thread=parent is not None and message.id == channel.id,
        is_reply=message.reference is not None,
        from_helper=holds(author, server.moderator_role)
        or (isinstance(author, discord.Member) and author.guild_permissions.manage_messages),
    )


def without_mentions(text: str) -> str:
    return re.sub(r"<@[!&]?\d+>", " ", text).strip()[:LONGEST]


def names_of(guild: discord.Guild | None, channels: tuple[int, ...]) -> list[str]:
    """The names of channels that still exist."""
    found = [guild.get_channel(channel) for channel in channels] if guild else []
    return [f"#{channel.name}" for channel in found if channel]
