"""`/compound`: a card with its sections, found by name or alias."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.answer.entries import card_id
from bot.answer.sections import TITLES
from bot.chat.client import FootnoteBot
from bot.chat.gate import reply_to, send_interaction
from bot.model.vocabulary import Topic

SECTIONS = [app_commands.Choice(name=title, value=topic.value) for topic, title in TITLES.items()][:25]


class CompoundCards(commands.Cog):
    """Cards by slash command."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="compound", description="Open the card of a compound")
    @app_commands.describe(name="A compound or one of its other names", section="Which part of the card")
    @app_commands.choices(section=SECTIONS)
    async def compound(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, 100],
        section: app_commands.Choice[str] | None = None,
    ) -> None:
        answers = self.bot.answers()
        topic = Topic(section.value) if section else Topic.OVERVIEW
        if key := answers.directory.compounds.exact(name):
            outcome = answers.open(card_id(key, topic))
            await send_interaction(interaction, reply_to(outcome), private=False)
        else:
            await self.bot.answer_interaction(interaction, name, private=False)

    @compound.autocomplete("name")
    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Names and aliases that fit; discord.py sends at most 25."""
        found = self.bot.answers().directory.compounds.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]
