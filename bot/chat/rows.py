"""Which controls stand below a reply: at most three rows, the same ones everywhere so that hands learn them."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.chat.controls.asking import FollowUp
from bot.chat.controls.dismissing import Dismiss
from bot.chat.controls.feedback import Feedback
from bot.chat.controls.reading import More, NextPage, OpenEntry, more_options
from bot.chat.controls.reporting import ReportButton
from bot.chat.controls.urgent import AllNumbers, RegionChoice
from bot.chat.ids import pack
from bot.chat.layout import Row
from bot.chat.reply import Controls, Reply
from bot.model.outcome import URGENT, Choice, Kind
from bot.model.vocabulary import Topic
from bot.render.pages import Page
from bot.state.records import Verdict

LISTS = ("faqs:", "sources:", "about:")
"""Entries that are lists: there is nothing to rate and nothing to follow up."""
RATED = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})


def rows_of(reply: Reply, page: Page) -> list[Row]:
    """The rows of one page of a reply."""
    kind = reply.shown.kind
    if reply.controls is Controls.PAGING:
        return list(_next(reply, page))
    if kind in URGENT:
        return [*_next(reply, page), *_urgent(reply)]
    if reply.controls is Controls.READING or (reply.address or "").startswith(LISTS):
        return [*_next(reply, page), *_more(reply), *_dismiss(reply)]
    if reply.shown.draft.courtesy:
        return []
    return [*_choices(reply), *_next(reply, page), *_more(reply), *_buttons(reply, kind)]


def _urgent(reply: Reply) -> Iterator[Row]:
    card = pack(reply.address)
    language = reply.manner.language
    if not reply.short:
        yield [RegionChoice(card, language)]
        return
    buttons: list[ui.Item[Any]] = [AllNumbers(card, language.say("urgent.all"))]
    if reply.asker is not None:
        buttons.append(Dismiss(reply.asker, language.say("dismiss")))
    yield buttons


def _choices(reply: Reply) -> Iterator[Row]:
    packed = {pack(choice.entry): choice.title for choice in reply.shown.draft.choices[:3]}
    if packed:
        yield [OpenEntry(entry, reply.manner.language(title)) for entry, title in packed.items()]


def _next(reply: Reply, page: Page) -> Iterator[Row]:
    if page.number < page.of:
        label = reply.manner.language.say("read-on", next=page.number + 1, last=page.of)
        yield [NextPage(pack(reply.address), page.number, label)]


def _more(reply: Reply) -> Iterator[Row]:
    outcome, language = reply.shown, reply.manner.language
    sources = bool(outcome.citations)
    why = bool(outcome.draft.why.steps or outcome.draft.why.matched)
    further = [(choice.entry, choice.title) for choice in _further(reply)]
    if options := more_options(further, language, sources=sources, why=why):
        hint = language.say("more.hint" if sources or why else "more.pick")
        yield [More(pack(reply.address), options, hint)]


def _further(reply: Reply) -> Iterator[Choice]:
    """The cards of the compounds an answer speaks of, then what it names as related."""
    draft = reply.shown.draft
    offered = {choice.entry for choice in draft.related} | set(draft.entries)
    for key in draft.compounds[:3]:
        entry = f"card:{key}#{Topic.OVERVIEW.value}"
        if entry not in offered:
            name = reply.names.get(key, key)
            yield Choice(entry, reply.manner.language.say("more.about", name=name))
    yield from draft.related


def _buttons(reply: Reply, kind: Kind) -> Iterator[Row]:
    language, entry = reply.manner.language, pack(reply.address)
    buttons: list[ui.Item[Any]] = [FollowUp(entry, language.say("follow"))]
    if kind in RATED:
        buttons += [
            Feedback(verdict, entry, language.say(f"feedback.{verdict.value}")) for verdict in Verdict
        ]
    elif kind is Kind.ABSTAIN:
        buttons.append(ReportButton(entry, language.say("report.missing")))
    for row in _dismiss(reply):
        buttons += row
    yield buttons


def _dismiss(reply: Reply) -> Iterator[Row]:
    if reply.asker is not None and not reply.private:
        yield [Dismiss(reply.asker, reply.manner.language.say("dismiss"))]
