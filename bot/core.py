"""The core over the knowledge: everything up to a finished outcome, without Discord; terminal and bot share it."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache, partial

import structlog

from bot.answer.choose import Chooser
from bot.answer.directory import Directory
from bot.answer.interactions import InteractionTable
from bot.answer.pipeline import Answerer
from bot.library.problem import Level
from bot.library.snapshot import Reload, Result, Snapshots
from bot.model.citation import replace_marks
from bot.model.faq import Faq
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.retrieve.encoder import Mode, load_encoder
from bot.retrieve.index import Entry, Index
from bot.retrieve.shared import SharedEncoder
from bot.retrieve.vectors import encode_cached
from bot.settings import Settings
from bot.triage.floor import load_floor
from bot.triage.refusal_scorer import load_refusal_scorer
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage
from bot.understand.groups import GroupFinder
from bot.understand.understanding import Understander

log = structlog.get_logger(__name__)


def load_snapshots(settings: Settings) -> Snapshots[Answerer]:
    """The knowledge with the core built over it. What cannot be read is reported and left out, never raised."""
    snapshots = new_snapshots(settings, lambda knowledge: build_answerer(knowledge, settings))
    snapshots.start()
    return snapshots


def new_snapshots(settings: Settings, build: Callable[[Knowledge], Answerer]) -> Snapshots[Answerer]:
    """As `load_snapshots`, with nothing read yet."""
    return Snapshots(settings.knowledge, build, load_floor().safety, report=_report)


def build_answerer(knowledge: Knowledge, settings: Settings) -> Answerer:
    """Index one snapshot and wire the core. Takes seconds with the encoder, less from its cache."""
    floor = load_floor()
    knowledge = _with_floor(knowledge, floor.safety)
    encoder = _encoder("on" if settings.encoder == "on" else "off")
    encode = None if encoder is None else partial(encode_cached, encoder, folder=settings.cache)
    understander = Understander(
        knowledge, GroupFinder(knowledge.safety.groups, knowledge.medicines.values()), encode
    )
    entries = [_entry(faq) for faq in knowledge.faqs.values()] or [Entry("none", "none")]
    names = frozenset(
        name.lower() for card in knowledge.compounds.values() for name in (card.name, *card.names.all)
    )
    index = Index.build(entries, encoder, settings.cache, never=names, names=understander.names.words)
    triage, refuser = _gatekeepers("on" if settings.encoder == "on" else "off")
    return Answerer(
        knowledge=knowledge,
        floor=floor.safety,
        assess=triage.assess,
        refuse=refuser.assess,
        chooser=Chooser(knowledge, understander, index, InteractionTable(knowledge)),
        directory=Directory(knowledge),
    )


@cache
def _encoder(mode: Mode) -> SharedEncoder | None:
    encoder = load_encoder(mode)
    return None if encoder is None else SharedEncoder(encoder)


@cache
def _gatekeepers(mode: Mode) -> tuple[Triage, Refuser]:
    """Compiled once, which takes a second: they depend on the floor alone, whatever the knowledge says.

    With the sentence encoder the scorer also reads meaning, which finds more of the indirect messages.
    """
    signals = load_floor().signals
    reader = load_encoder(mode) if mode == "on" else None
    encoder = _encoder(mode) if mode == "on" else None
    return Triage(signals, load_scorer(reader)), Refuser(signals, load_refusal_scorer(encoder))


def _with_floor(knowledge: Knowledge, floor: SafetyTexts) -> Knowledge:
    """The knowledge with the compiled-in safety texts in the place of those it lacks: a lost file takes none away."""
    whole = {}
    for kind in (field.name for field in fields(SafetyTexts)):
        own = {_id(text): text for text in getattr(knowledge.safety, kind)}
        built_in = {_id(text): text for text in getattr(floor, kind)}
        if lost := [key for key in built_in if key not in own]:
            remedy = (
                "The built-in texts serve. Mend the file, or run benchmarks/make_floor.py if it is meant."
            )
            log.error("safety texts missing", file=f"safety/{kind}.yaml", ids=lost, remedy=remedy)
        whole[kind] = tuple((built_in | own if lost else own).values())
    return replace(knowledge, safety=SafetyTexts(**whole))


def _id(text: Disclaimer | GroupWarning | Refusal | EmergencyCard | Contact) -> str:
    return text.group.value if isinstance(text, GroupWarning) else text.id


def _entry(faq: Faq) -> Entry:
    """A FAQ as something to find: its wordings, and what its answer says."""
    answer = replace_marks(f"{faq.answer.short} {faq.answer.body or ''}", lambda keys: "")
    return Entry(faq.id, faq.question, faq.variants, answer)


def _report(reload: Reload) -> None:
    """Operators read in the log what became of a change to the knowledge, and where to mend it."""
    errors = [p for p in reload.problems if p.level is Level.ERROR]
    refused = reload.result is Result.REFUSED
    tell = log.error if refused else log.info
    tell("knowledge", result=reload.result.value, version=reload.version, errors=len(errors))
    for problem in errors[:20]:
        place = f"{problem.place.file}:{problem.place.line}"
        log.error(
            "knowledge problem",
            code=problem.code,
            place=place,
            message=problem.message,
            remedy=problem.remedy,
        )
