"""The bot about itself: help, about, and the two settings panels."""

from importlib.metadata import PackageNotFoundError, version

from discord import app_commands
from discord.ext import commands

from bot.answer.entries import faq_id
from bot.chat.client import FootnoteBot, Press
from bot.chat.languages import TEXT
from bot.chat.notices import spoken
from bot.chat.panels import show_panel
from bot.chat.reply import Controls
from bot.model.outcome import Choice

HELP_NEXT = ("bot-what-it-does", "bot-medical-advice", "bot-emergency", "bot-why-abstain", "bot-no-dose")
ABOUT_NEXT = (
    "bot-evidence-grades", "bot-sources", "bot-privacy", "bot-funding", "bot-report-error", "bot-languages",
)  # fmt: skip


class House(commands.Cog):
    """What is not an answer. Everything here is private to whoever asks."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description=TEXT["command.help"])
    async def help(self, interaction: Press) -> None:
        language = (await self.bot.manner_of(interaction)).language
        texts = language.say("help").split("\n\n")
        draft = spoken(language.say("help.title"), texts, self._questions(HELP_NEXT))
        await self.bot.answer_press(interaction, self.bot.present(draft), controls=Controls.READING)

    @app_commands.command(name="about", description=TEXT["command.about"])
    async def about(self, interaction: Press) -> None:
        language, knowledge = (await self.bot.manner_of(interaction)).language, self.bot.answers().knowledge
        counts = language.say(
            "about.counts",
            compounds=sum(card.status == "complete" for card in knowledge.compounds.values()),
            questions=len(knowledge.faqs),
            interactions=len(knowledge.interactions),
            sources=len(knowledge.sources),
            knowledge=knowledge.version,
            version=_version(),
        )
        texts = [*language.say("about").split("\n\n"), counts]
        draft = spoken(language.say("about.title"), texts, self._questions(ABOUT_NEXT))
        await self.bot.answer_press(interaction, self.bot.present(draft), controls=Controls.READING)

    @app_commands.command(name="preferences", description=TEXT["command.preferences"])
    async def preferences(self, interaction: Press) -> None:
        await show_panel(interaction, "person")

    @app_commands.command(name="settings", description=TEXT["command.settings"])
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: Press) -> None:
        await show_panel(interaction, "server")

    def _questions(self, keys: tuple[str, ...]) -> tuple[Choice, ...]:
        faqs = self.bot.answers().knowledge.faqs
        return tuple(Choice(faq_id(key), faqs[key].question) for key in keys if key in faqs)


def _version() -> str:
    try:
        return version("footnote-bot")
    except PackageNotFoundError:
        return "—"
