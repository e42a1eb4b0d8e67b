"""Looking things up without a question: comparisons, interactions, lists, sources, numbers to call."""

from discord import app_commands
from discord.ext import commands

from bot.answer.sections import TITLES
from bot.answer.urgent import REGIONS
from bot.chat.client import FootnoteBot, Press
from bot.chat.compound import NAME
from bot.chat.languages import TEXT
from bot.model.vocabulary import Topic

NAMES = {
    **TITLES,
    Topic.GENERAL_BEGINNER: TEXT["topic.general_beginner"],
    Topic.OTHER: TEXT["topic.other"],
}
TOPICS = [app_commands.Choice(name=name, value=topic.value) for topic, name in NAMES.items()][:25]
PLACES = [app_commands.Choice(name=name, value=key) for key, name in REGIONS.items()]


class Lookups(commands.Cog):
    """Each command opens an entry or a list of entries; what is not known exactly is asked as a question."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="compare", description=TEXT["command.compare"])
    @app_commands.describe(a=TEXT["option.first"], b=TEXT["option.second"], c=TEXT["option.third"])
    async def compare(self, interaction: Press, a: NAME, b: NAME, c: NAME | None = None) -> None:
        names = [name for name in (a, b, c) if name]
        keys = dict.fromkeys(filter(None, map(self.bot.answers().directory.compounds.exact, names)))
        if len(keys) < len(set(names)) or len(keys) < 2:
            await self._ask(interaction, f"compare {' and '.join(names)}")
        else:
            await self._open(interaction, "compare:" + "+".join(keys))

    @app_commands.command(name="interactions", description=TEXT["command.interactions"])
    @app_commands.describe(
        a=TEXT["option.first-party"],
        b=TEXT["option.second"],
        c=TEXT["option.third"],
        d=TEXT["option.fourth"],
    )
    async def interactions(
        self, interaction: Press, a: NAME, b: NAME, c: NAME | None = None, d: NAME | None = None
    ) -> None:
        names = [name for name in (a, b, c, d) if name]
        keys = dict.fromkeys(filter(None, map(self.bot.answers().directory.parties.exact, names)))
        if len(keys) < len(set(names)) or len(keys) < 2:
            await self._ask(interaction, f"can I combine {' with '.join(names)}?")
        else:
            await self._open(interaction, "pair:" + "+".join(key.replace(":", ".") for key in keys))

    @app_commands.command(name="faq", description=TEXT["command.faq"])
    @app_commands.choices(topic=TOPICS)
    @app_commands.describe(topic=TEXT["option.topic"])
    async def faq(self, interaction: Press, topic: app_commands.Choice[str] | None = None) -> None:
        await self._open(interaction, f"faqs:{topic.value if topic else 'all'}")

    @app_commands.command(name="sources", description=TEXT["command.sources"])
    @app_commands.describe(name=TEXT["option.source"])
    async def sources(self, interaction: Press, name: NAME) -> None:
        key = self.bot.answers().directory.compounds.exact(name)
        await self._open(interaction, f"sources:{key or name.strip().lower().removeprefix('@')}")

    @app_commands.command(name="emergency", description=TEXT["command.emergency"])
    @app_commands.choices(region=PLACES)
    @app_commands.describe(region=TEXT["option.region"])
    async def emergency(self, interaction: Press, region: app_commands.Choice[str] | None = None) -> None:
        manner = await self.bot.manner_of(interaction)
        chosen = region.value if region else manner.region
        await self.bot.answer_press(interaction, self.bot.answers().urgent(None, chosen), manner=manner)

    @compare.autocomplete("a")
    @compare.autocomplete("b")
    @compare.autocomplete("c")
    @sources.autocomplete("name")
    async def complete_compound(self, interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        found = self.bot.answers().directory.compounds.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]

    @interactions.autocomplete("a")
    @interactions.autocomplete("b")
    @interactions.autocomplete("c")
    @interactions.autocomplete("d")
    async def complete_party(self, interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        found = self.bot.answers().directory.parties.complete(typed)
        return [app_commands.Choice(name=shown[:100], value=key) for key, shown in found]

    async def _open(self, interaction: Press, entry: str) -> None:
        server = await self.bot.server_of(interaction.guild_id)
        await self.bot.show_entry(interaction, entry, private=server.private)

    async def _ask(self, interaction: Press, text: str) -> None:
        server = await self.bot.server_of(interaction.guild_id)
        await self.bot.answer_interaction(interaction, text, private=server.private, via="lookup")
