"""Looking things up without a question: comparisons, interactions, lists, sources, numbers to call."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.client import FootnoteBot
from bot.chat.gate import reply_to, send_interaction
from bot.model.vocabulary import Topic

TOPICS = [app_commands.Choice(name=t.value.replace("_", " "), value=t.value) for t in Topic][:25]
REGIONS = [
    app_commands.Choice(name=name, value=key)
    for key, name in (
        ("US", "United States"), ("CA", "Canada"), ("GB", "United Kingdom"), ("IE", "Ireland"), ("EU", "European Union"),
        ("AU", "Australia"), ("NZ", "New Zealand"), ("IN", "India"), ("ZZ", "Anywhere else"),
    )
]  # fmt: skip
NAME = app_commands.Range[str, 1, 100]


class Lookups(commands.Cog):
    """Each command opens an entry or a list of entries."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="compare", description="Put two or three compounds side by side")
    @app_commands.describe(a="First compound", b="Second compound", c="Third compound")
    async def compare(
        self, interaction: discord.Interaction, a: NAME, b: NAME, c: NAME | None = None
    ) -> None:
        keys = [key for name in (a, b, c) if name and (key := self._compound(name))]
        distinct = list(dict.fromkeys(keys))
        if len(distinct) < 2:
            names = " or ".join(filter(None, (a, b, c)))
            await self.bot.answer_interaction(interaction, f"compare {names}", private=False)
            return
        await self._open(interaction, "compare:" + "+".join(distinct))

    @app_commands.command(name="interactions", description="Check two to four substances together")
    @app_commands.describe(
        a="A compound, medicine or class",
        b="Another one",
        c="A third, if you like",
        d="A fourth, if you like",
    )
    async def interactions(
        self, interaction: discord.Interaction, a: NAME, b: NAME, c: NAME | None = None, d: NAME | None = None
    ) -> None:
        parties = [key for name in (a, b, c, d) if name and (key := self._party(name))]
        distinct = list(dict.fromkeys(parties))
        if len(distinct) < 2 or len(parties) < len([n for n in (a, b, c, d) if n]):
            names = " with ".join(filter(None, (a, b, c, d)))
            await self.bot.answer_interaction(interaction, f"can I combine {names}?", private=False)
            return
        await self._open(interaction, "pair:" + "+".join(p.replace(":", ".") for p in distinct))

    @app_commands.command(name="faq", description="Browse the reviewed questions")
    @app_commands.choices(topic=TOPICS)
    @app_commands.describe(topic="Only questions on this topic")
    async def faq(
        self, interaction: discord.Interaction, topic: app_commands.Choice[str] | None = None
    ) -> None:
        await self._open(interaction, f"faqs:{topic.value if topic else 'all'}")

    @app_commands.command(name="sources", description="List the sources of a compound, or open one source")
    @app_commands.describe(name="A compound or the key of a source")
    async def sources(self, interaction: discord.Interaction, name: NAME) -> None:
        await self._open(interaction, f"sources:{self._compound(name) or name.strip().lower()}")

    @app_commands.command(name="emergency", description="Numbers to call when something is wrong")
    @app_commands.choices(region=REGIONS)
    @app_commands.describe(region="Whose numbers come first")
    async def emergency(
        self, interaction: discord.Interaction, region: app_commands.Choice[str] | None = None
    ) -> None:
        chosen = region.value if region else self.bot.region_of(interaction.locale)
        await send_interaction(interaction, reply_to(self.bot.answers().emergency(chosen)), private=True)

    @app_commands.command(
        name="about", description="Who keeps this bot, how evidence is graded, what is stored"
    )
    async def about(self, interaction: discord.Interaction) -> None:
        await self._open(interaction, "about:bot", private=True)

    @app_commands.command(name="help", description="How to ask, and what the commands do")
    async def help(self, interaction: discord.Interaction) -> None:
        await self._open(interaction, "faq:bot-what-it-does", private=True)

    @compare.autocomplete("a")
    @compare.autocomplete("b")
    @compare.autocomplete("c")
    @sources.autocomplete("name")
    async def complete_compound(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        found = self.bot.answers().directory.compounds.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]

    @interactions.autocomplete("a")
    @interactions.autocomplete("b")
    @interactions.autocomplete("c")
    @interactions.autocomplete("d")
    async def complete_party(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        found = self.bot.answers().directory.parties.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]

    def _compound(self, name: str) -> str | None:
        """The id of a compound, given as an id or as any of its exact names."""
        return self.bot.answers().directory.compounds.exact(name)

    def _party(self, name: str) -> str | None:
        return self.bot.answers().directory.parties.exact(name)

    async def _open(self, interaction: discord.Interaction, entry: str, *, private: bool = False) -> None:
        await send_interaction(interaction, reply_to(self.bot.answers().open(entry)), private=private)
