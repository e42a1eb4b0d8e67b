"""Everything the client is made of, in the order it is added."""

from bot.chat.ask import Ask
from bot.chat.client import FootnoteBot, Part
from bot.chat.compound import CompoundCards
from bot.chat.errors import error_handler
from bot.chat.lookups import Lookups
from bot.model.knowledge import SafetyTexts


def all_parts(floor: SafetyTexts) -> tuple[Part, ...]:
    """`floor` gives error messages their safety block when nothing else works."""

    async def add(bot: FootnoteBot) -> None:
        bot.tree.error(error_handler(floor))
        for cog in (Ask, CompoundCards, Lookups):
            await bot.add_cog(cog(bot))

    return (add,)
