"""Asking: a mention, a reply, a direct message, `/ask`, and "Answer this" on any message."""

import re

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.chat.client import FootnoteBot
from bot.chat.gate import reply_to, send_message

log = structlog.get_logger(__name__)

LONGEST = 4000


class Ask(commands.Cog):
    """Every way a question can arrive."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name="Answer this", callback=self.answer_this)

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer when spoken to: a direct message, a mention, or a reply that mentions the bot."""
        if message.author.bot or not self._addressed(message):
            return
        outcome = self.bot.ask(self._without_mentions(message.content)[:LONGEST])
        await send_message(message, reply_to(outcome))
        log.info("answered", kind=outcome.kind.value, entries=outcome.draft.entries, via="message")

    @app_commands.command(name="ask", description="Ask a question about a nootropic or supplement")
    @app_commands.describe(question="Your question in your own words", private="Only you see the answer")
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST],
        private: bool = False,
    ) -> None:
        await self.bot.answer_interaction(interaction, question, private=private)

    async def answer_this(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The message command: the text of its target arrives without any privileged intent."""
        await self.bot.answer_interaction(interaction, message.content[:LONGEST], private=False)

    def _addressed(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        me = self.bot.user
        return me is not None and any(user.id == me.id for user in message.mentions)

    @staticmethod
    def _without_mentions(text: str) -> str:
        return re.sub(r"<@[!&]?\d+>", " ", text).strip()
