"""When a question changes after it was answered: an edit is answered again once, a deletion takes the reply along."""

from dataclasses import replace

import discord
from discord.ext import commands

from bot.chat import gate
from bot.chat.ask import without_mentions
from bot.chat.client import FootnoteBot
from bot.chat.rows import rows_of
from bot.model.outcome import URGENT, Outcome


class Changes(commands.Cog):
    """Raw events, because no message is cached. Replies from before a restart are left as they are."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """The asker mended the question: our reply is replaced, once."""
        known = self.bot.recent.reply_to(event.message_id)
        message = event.message
        if known is None or known[1].edited or message.edited_at is None or not message.content:
            return
        sent, shown = known
        outcome = await self.bot.answer(without_mentions(message.content), shown.manner, shown.earlier)
        if _said(outcome) == _said(shown.outcome):
            return
        short = outcome.kind in URGENT and event.guild_id is not None
        reply = self.bot.reply(outcome, shown.manner, asker=shown.asker, short=short)
        self.bot.recent.keep(sent, replace(shown, outcome=outcome, edited=True))
        await gate.change(self._message(shown.channel, sent), reply, rows_of(reply, reply.page(0)))
        self.bot.books.sent(sent, (shown.channel, event.guild_id), outcome, shown.manner, shown.asker)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A reply goes with its question where the server wants it so."""
        await self._gone(event.guild_id, {event.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        await self._gone(event.guild_id, event.message_ids)

    async def _gone(self, guild: int | None, questions: set[int]) -> None:
        for question in questions:
            self.bot.recent.drop(question)
            self.bot.recent.note_gone(question)
            known = self.bot.recent.reply_to(question)
            if known and (await self.bot.server_of(guild)).follow_deletion:
                sent, shown = known
                self.bot.recent.drop(sent)
                self.bot.books.gone(sent)
                await gate.withdraw(self._message(shown.channel, sent))

    def _message(self, channel: int, message: int) -> discord.PartialMessage:
        return self.bot.get_partial_messageable(channel).get_partial_message(message)


def _said(outcome: Outcome) -> tuple[object, ...]:
    """What a reader sees of an outcome; how it was found does not matter here."""
    draft = outcome.draft
    return draft.title, draft.sections, draft.warnings, draft.choices
