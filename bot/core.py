"""The core over the knowledge: everything up to a finished outcome, without Discord; terminal and bot share it."""
from functools import partial

import structlog

from bot.answer.choose import Chooser
from bot.answer.directory import Directory
from bot.answer.interactions import InteractionTable
from bot.answer.pipeline import Answerer
from bot.library.problem import Level
from bot.library.snapshot import Reload, Snapshots
from bot.model.citation import replace_marks
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge
from bot.retrieve.encoder import load_encoder
from bot.retrieve.index import Entry, Index
from bot.retrieve.vectors import encode_cached
from bot.settings import Settings
from bot.triage.floor import load_floor
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage
from bot.understand.groups import GroupFinder
from bot.understand.understanding import Understander

log = structlog.get_logger(__name__)


def load_snapshots(settings: Settings) -> Snapshots[Answerer]:
    """The knowledge with the core built over it. What cannot be read is reported and left out, never raised."""
    snapshots = Snapshots(
        settings.knowledge,
        lambda knowledge: build_answerer(knowledge, settings),
        load_floor().safety,
        report=_report,
    )
    snapshots.start()
    return snapshots


def build_answerer(knowledge: Knowledge, settings: Settings) -> Answerer:
    """Index one snapshot and wire the core. Takes seconds with the encoder, less from its cache."""
    floor = load_floor()
    encoder = load_encoder("on" if settings.encoder == "on" else "off")
    encode = None if encoder is None else partial(encode_cached, encoder, folder=settings.cache)
    understander = Understander(
        knowledge, GroupFinder(knowledge.safety.groups or floor.safety.groups), encode
    )
    entries = [_entry(faq) for faq in knowledge.faqs.values()] or [Entry("none", "none")]
    names = frozenset(
        name.lower() for card in knowledge.compounds.values() for name in (card.name, *card.names.all)
    )
    index = Index.build(entries, encoder, settings.cache, never=names)
    return Answerer(
        knowledge=knowledge,
        floor=floor.safety,
        assess=Triage(floor.signals, load_scorer()).assess,
        refuse=Refuser(floor.signals).assess,
        chooser=Chooser(knowledge, understander, index, InteractionTable(knowledge)),
        directory=Directory(knowledge),
    )


def _entry(faq: Faq) -> Entry:
    """A FAQ as something to find: its wordings, and what its answer says."""
    answer = replace_marks(f"{faq.answer.short} {faq.answer.body or ''}", lambda keys: "")
    return Entry(faq.id, faq.question, faq.variants, answer)


def _report(reload: Reload) -> None:
    """Operators read in the log what became of a change to the knowledge, and where to mend it."""
    errors = [p for p in reload.problems if p.level is Level.ERROR]
    log.info("knowledge", result=reload.result.value, version=reload.version, errors=len(errors))
    for problem in errors[:20]:
        place = f"{problem.place.file}:{problem.place.line}"
        log.error(
            "knowledge problem",
            code=problem.code,
            place=place,
            message=problem.message,
            remedy=problem.remedy,
        )
