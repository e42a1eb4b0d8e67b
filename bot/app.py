"""The composition root: the only place that knows every part and wires them."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import structlog

from bot import core
from bot.answer.pipeline import Answerer
from bot.chat.client import FootnoteBot, Part
from bot.chat.desk.room import with_desk
from bot.chat.freshness import Freshness
from bot.chat.languages import read_languages
from bot.chat.parts import all_parts
from bot.desk.asking import Prebuilt
from bot.desk.desk import Desk
from bot.desk.results import Asked
from bot.desk.terms import asked_again
from bot.errors import StoreError
from bot.library.snapshot import Snapshots
from bot.library.watching import watch
from bot.settings import Settings
from bot.state.records import Keep
from bot.state.store import Store
from bot.triage.floor import load_floor

log = structlog.get_logger(__name__)


def create_bot(settings: Settings | None = None) -> FootnoteBot:
    """The complete bot, not connected. No token is needed; the knowledge is read and indexed here."""
    settings = settings or Settings()
    store = Store(settings.database, _keep(settings))
    build = Prebuilt(lambda knowledge: core.build_answerer(knowledge, settings))
    snapshots = core.new_snapshots(settings, build)
    recent = partial(_recent, store, snapshots)
    desk = Desk(settings.knowledge, snapshots, build, push=settings.push, recent=recent)
    _recover(desk)
    snapshots.start()
    return FootnoteBot(
        lambda: snapshots.current.built,
        (*all_parts(), with_desk(desk), _watching(desk, settings)),
        floor=load_floor().safety,
        store=store,
        languages=read_languages(settings.interface),
        settings=settings,
    )


def _recover(desk: Desk) -> None:
    """Before anything is read: an edit that a crash cut short is finished or dropped. A loop may run here already."""
    with ThreadPoolExecutor(1) as beside:
        for sentence in beside.submit(asyncio.run, desk.open()).result():
            log.warning("desk", trouble=sentence)


def _watching(desk: Desk, settings: Settings) -> Part:
    """Reload the knowledge when its files change, for as long as the client runs."""

    async def start(bot: FootnoteBot) -> None:
        await bot.add_cog(Freshness(partial(watch, settings.knowledge), desk.reload))

    return start


async def _recent(store: Store, snapshots: Snapshots[Answerer]) -> Iterable[Asked]:
    """What was often asked lately, as plain questions that an edit is tried with."""
    knowledge = snapshots.current.knowledge
    try:
        shapes = await store.shapes.frequent()
    except StoreError:
        return ()
    return [
        Asked(asked_again(shape.terms, knowledge), "recent", shape.entry, shape.asked) for shape in shapes
    ]


def _keep(settings: Settings) -> Keep:
    return Keep(
        receipts=settings.receipt_days,
        suggestions=settings.suggestion_days,
        gaps=settings.gap_days,
        shapes=settings.gap_days,
        reviews=settings.review_days,
        audit=settings.audit_days,
    )
