"""Everything the client is made of, in the order it is added."""

from discord import app_commands

from bot.chat.ask import Ask
from bot.chat.changes import Changes
from bot.chat.client import FootnoteBot, Part, Press
from bot.chat.compound import CompoundCards
from bot.chat.desk.privacy import Privacy
from bot.chat.desk.sending import Sending
from bot.chat.house import House
from bot.chat.lookups import Lookups
from bot.chat.upkeep import Upkeep

COGS = (Ask, Changes, CompoundCards, Lookups, House, Sending, Privacy, Upkeep)


async def add_all(bot: FootnoteBot) -> None:
    """All commands, listeners and the error handler."""

    async def failed(press: Press, error: app_commands.AppCommandError) -> None:
        await bot.failed(press, error)

    bot.tree.error(failed)
    for cog in COGS:
        await bot.add_cog(cog(bot))


def all_parts() -> tuple[Part, ...]:
    """What `FootnoteBot` installs when it starts."""
    return (add_all,)
