"""How members reach the moderators: `/suggest`, `/report`, and "Report this answer" on a reply."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.client import FootnoteBot, Press
from bot.chat.controls.asking import entry_shown
from bot.chat.controls.reporting import open_report
from bot.chat.ids import NONE, pack
from bot.chat.languages import TEXT
from bot.state.records import SuggestionKind


class Sending(commands.Cog):
    """Each opens the same form: what is written goes to the queue only with the writer's consent."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name=TEXT["command.report-this"], callback=self.report_this)

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(name="suggest", description=TEXT["command.suggest"])
    async def suggest(self, interaction: Press) -> None:
        await open_report(interaction, NONE, SuggestionKind.SUGGESTION)

    @app_commands.command(name="report", description=TEXT["command.report"])
    async def report(self, interaction: Press) -> None:
        await open_report(interaction, NONE)

    async def report_this(self, interaction: Press, message: discord.Message) -> None:
        """Only replies of ours hold an entry that could be wrong."""
        if self.bot.user is None or message.author.id != self.bot.user.id:
            await self.bot.tell(interaction, "report.not-mine")
            return
        shown = self.bot.recent.of(message.id)
        entry = pack(shown.outcome.draft.entries[0]) if shown and shown.outcome.draft.entries else None
        await open_report(interaction, entry or entry_shown(message) or NONE)
