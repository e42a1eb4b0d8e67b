"""`/compound`: a card with its sections, found by name or alias."""

from discord import app_commands
from discord.ext import commands

from bot.answer.entries import card_id
from bot.answer.sections import TITLES
from bot.chat.client import FootnoteBot, Press
from bot.chat.languages import TEXT
from bot.model.vocabulary import Topic

SECTIONS = [app_commands.Choice(name=title, value=topic.value) for topic, title in TITLES.items()][:25]
NAME = app_commands.Range[str, 1, 100]


class CompoundCards(commands.Cog):
    """Cards by slash command."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="compound", description=TEXT["command.compound"])
    @app_commands.describe(name=TEXT["option.name"], section=TEXT["option.section"])
    @app_commands.choices(section=SECTIONS)
    async def compound(
        self, interaction: Press, name: NAME, section: app_commands.Choice[str] | None = None
    ) -> None:
        answers = self.bot.answers()
        server = await self.bot.server_of(interaction.guild_id)
        if key := answers.directory.compounds.exact(name):
            topic = Topic(section.value) if section else Topic.OVERVIEW
            await self.bot.show_entry(interaction, card_id(key, topic), private=server.private)
        else:
            text = f"{name}: {section.name}" if section else name
            await self.bot.answer_interaction(interaction, text, private=server.private, via="compound")

    @compound.autocomplete("name")
    async def complete(self, interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        """Names and aliases that fit; discord.py sends at most 25."""
        found = self.bot.answers().directory.compounds.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]
