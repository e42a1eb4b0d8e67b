"""The composition root: the only place that knows every part and wires them."""

from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.answer.choose import Chooser
from bot.answer.directory import Directory
from bot.answer.interactions import InteractionTable
from bot.answer.pipeline import Answerer
from bot.chat.client import FootnoteBot
from bot.chat.parts import all_parts
from bot.library.problem import Level
from bot.library.reader import read_library
from bot.model.citation import replace_marks
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge
from bot.retrieve.encoder import load_encoder
from bot.retrieve.index import Entry, Index
from bot.settings import Settings
from bot.triage.floor import load_floor
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage
from bot.understand.groups import GroupFinder
from bot.understand.understanding import Understander

log = structlog.get_logger(__name__)


@dataclass
class Loaded:
    """Holds the answerer of the current snapshot; a swap replaces one reference."""

    current: Answerer


def create_bot(settings: Settings | None = None) -> FootnoteBot:
    """The complete bot, not connected. No token is needed; the knowledge is read and indexed here."""
    settings = settings or Settings()
    loaded = load_answers(settings)
    return FootnoteBot(lambda: loaded.current, all_parts(loaded.current.floor), region=settings.region)


def load_answers(settings: Settings) -> Loaded:
    """Read the knowledge and build the core over it. A broken or missing folder leaves an empty, safe core."""
    return Loaded(build_answerer(load_knowledge(settings.knowledge), settings))


def load_knowledge(folder: Path) -> Knowledge:
    """The knowledge of a folder; with errors in it, an empty one that still sends emergency cards."""
    library = read_library(folder)
    errors = [p for p in library.problems if p.level is Level.ERROR]
    if errors:
        first = errors[0]
        place = f"{first.place.file}:{first.place.line}"
        log.error("knowledge not loaded", problems=len(errors), first=first.message, place=place, remedy=first.remedy)
        return Knowledge(load_floor().safety)
    return library.knowledge()


def build_answerer(knowledge: Knowledge, settings: Settings) -> Answerer:
    """Index one snapshot and wire the core. Takes seconds with the encoder, less from its cache."""
    floor = load_floor()
    understander = Understander(knowledge, GroupFinder(knowledge.safety.groups or floor.safety.groups))
    encoder = load_encoder("on" if settings.encoder == "on" else "off")
    entries = [_entry(faq) for faq in knowledge.faqs.values()] or [Entry("none", "none")]
    names = frozenset(name.lower() for card in knowledge.compounds.values() for name in (card.name, *card.names.all))
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
