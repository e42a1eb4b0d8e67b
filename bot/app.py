"""The composition root: the only place that knows every part and wires them."""

from functools import partial

from bot.answer.pipeline import Answerer
from bot.chat.client import FootnoteBot, Part
from bot.chat.freshness import Freshness
from bot.chat.languages import read_languages
from bot.chat.parts import all_parts
from bot.core import load_snapshots
from bot.library.snapshot import Snapshots
from bot.library.watching import watch
from bot.settings import Settings
from bot.state.store import Store
from bot.triage.floor import load_floor


def create_bot(settings: Settings | None = None) -> FootnoteBot:
    """The complete bot, not connected. No token is needed; the knowledge is read and indexed here."""
    settings = settings or Settings()
    snapshots = load_snapshots(settings)
    return FootnoteBot(
        lambda: snapshots.current.built,
        (*all_parts(), _watching(snapshots, settings)),
        floor=load_floor().safety,
        store=Store(settings.database),
        languages=read_languages(settings.interface),
        settings=settings,
    )


def _watching(snapshots: Snapshots[Answerer], settings: Settings) -> Part:
    """Reload the knowledge when its files change, for as long as the client runs."""

    async def start(bot: FootnoteBot) -> None:
        await bot.add_cog(Freshness(partial(watch, settings.knowledge), snapshots.reload))

    return start
