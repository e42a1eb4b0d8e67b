"""What runs beside the answers for as long as the client does: retention, and recalls that a stop interrupted."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.ext import commands

from bot.chat.bookkeeping import now
from bot.chat.correcting import Correcting
from bot.chat.moderators import to_moderators
from bot.chat.notices import notice
from bot.desk.recall import Recall
from bot.errors import FootnoteError
from bot.state.records import RecallReport, Settled
from bot.state.retention import Retention

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

log = structlog.get_logger(__name__)


class Upkeep(commands.Cog):
    """`recall` corrects replies; `start` sets a recall off and returns at once."""

    def __init__(self, bot: "FootnoteBot") -> None:
        self.bot = bot
        self.recall = Recall(bot.store.recalls, Correcting(bot), now, done=self._done)
        self._tasks: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        self._later(Retention(self.bot.store.sweep).run())

    async def cog_unload(self) -> None:
        for task in self._tasks:
            task.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Only now can messages be edited. Discord says so after every new session: a second run finds nothing to do."""
        self._later(self.recall.resume())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was sent away: nothing of the server stays."""
        self._later(self._forget(guild.id))

    async def _forget(self, guild: int) -> None:
        await self.bot.store.receipts.forget_guild(guild)
        await self.bot.store.forget_server(guild)

    def start(self, recall: int) -> None:
        """Work a recall off in the background; its server's moderators hear of the end."""
        self._later(self._run(recall))

    async def _run(self, recall: int) -> None:
        await self.recall.run(recall)

    async def _done(self, report: RecallReport) -> None:
        if report.guild is None:
            return
        server = await self.bot.server_of(report.guild)
        language = self.bot.languages.of(server.language)
        counts = {settled.value: report.settled.get(settled, 0) for settled in Settled}
        text = notice(
            language, "recall.done", entries=", ".join(report.entries), total=report.total, **counts
        )
        await to_moderators(self.bot, server, text)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    """A task that ends in silence would be missed by nobody until it is needed."""
    try:
        await work
    except FootnoteError as error:
        log.error("upkeep stopped", error=str(error))
    except Exception as error:
        log.exception("upkeep stopped", error=type(error).__name__)
