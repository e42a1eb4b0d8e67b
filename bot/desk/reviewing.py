"""What moderators look through: entries that are due, proposals that wait, changes to take back, and search."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.answer.entries import parse_entry
from bot.answer.pipeline import Answerer
from bot.desk.commits import Edit
from bot.desk.drafting import Drafting
from bot.desk.entries import addressed, located, title_of
from bot.desk.entries import named as every
from bot.desk.fields import KINDS, with_changes
from bot.desk.history import History
from bot.desk.radius import Sought
from bot.desk.results import Due, Preview
from bot.desk.splicing import rewritten
from bot.errors import NotFoundError, UsageError
from bot.library.reader import Library
from bot.library.references import mentions
from bot.library.reviews import due, reviewed_entries
from bot.model.question import Question
from bot.model.safety import Contact
from bot.model.source import Source

AHEAD = 30
"""Days before its day that an entry joins the queue."""
NOTHING = "This changes nothing; what it would write stands there already."
PROBLEMS = "The checks found errors. Mend them, then preview again."
GOLDEN = "Questions that moderators promised an answer for would lose it. Confirm to take these promises out."
OWN_EDIT = "This touches a risk field, and nobody is the second reader of their own edit. Another moderator must agree."
ANEW = "Somebody changed this entry meanwhile, so nothing was accepted yet. Your edit is now on top of theirs: look again."
NOT_SERVED = "The new text could not be put to use, so it was taken back. What stood there before serves."
NOT_TAKEN_BACK = "The new text is in the files, but could not be put to use; what stood there before serves. Mend the files."
_LOOKED_AT = ("review.date", "seen", "reviewed", "integrity.checked")
"""The field of an entry that says when it was last read against its source."""


class Gone(NotFoundError):
    """A proposal, revision or entry that does not exist any more."""


def due_entries(library: Library, today: date) -> tuple[Due, ...]:
    """What is overdue or soon will be, the longest overdue first."""
    links: dict[tuple[str, str], dict[str, str]] = {}
    for mention in mentions(library):
        if source := library.of(Source).get(mention.key):
            links.setdefault((mention.entry.kind.__name__, mention.entry.key), {})[source.short] = source.link
    found = []
    for kind, key, record, day, risk in _dated(library):
        days = (today - day).days
        if days >= -AHEAD:
            sources = tuple(links.get((type(record).__name__, key), {}).items())
            if isinstance(record, Contact) and record.url:
                sources = ((record.name, record.url),)
            found.append(Due(f"{kind}:{key}", title_of(record), day, days, risk, sources))
    return tuple(sorted(found, key=lambda one: (-one.days, one.entry)))


def _dated(library: Library) -> Iterator[tuple[str, str, Any, date, str]]:
    names = {record: name for name, record in KINDS.items()}
    for entry in reviewed_entries(library):
        yield names[entry.kind], entry.key, entry.record, due(entry.record), entry.record.risk.value
    for key, contact in library.of(Contact).items():
        yield "contact", key, contact, contact.expires, "high"


def confirmed(draft: Drafting, entry: str, today: date, moderator: int) -> Preview:
    """The edit that says an entry was read today; no answer changes, so no question is asked."""
    one = located(draft.library(), entry)
    fields = one.record.model_fields
    field = next((path for path in _LOOKED_AT if path.partition(".")[0] in fields), None)
    now = draft.on_disk(one.path)
    value = one.value_in(now)
    if field is None or value is None or now is None:
        raise UsageError(f"A {one.kind} has no review date.")
    value = with_changes(one.record, value, {field: today.isoformat()})
    files = {one.path: rewritten(now, one.put_into(now, value))}
    return draft.preview(Sought(one, {one.path: now}, files), moderator, f"Confirm {one}", ask=False)


def proposed(log: History, draft: Drafting, id: str) -> Preview:
    """A waiting edit on top of what stands now. Raises Gone."""
    edit = waiting(log, id)
    said = edit.message
    one = addressed(draft.library(), said.entry)
    return replace(draft.onto(Sought(one, edit.base, edit.files), said.moderator, said.summary), proposal=id)


def rebased(draft: Drafting, preview: Preview) -> Preview:
    """The same change on top of what stands there now."""
    one = addressed(draft.library(), preview.entry)
    made = draft.onto(
        Sought(one, preview.base, preview.files), preview.author, preview.summary, preview.conflicts
    )
    return replace(made, proposal=preview.proposal, undoes=preview.undoes)


def waiting(log: History, id: str) -> Edit:
    """A proposal that nobody decided on yet. Raises Gone."""
    edit = log.proposal(id)
    if edit is None:
        raise Gone("This edit does not wait any more; somebody decided on it.")
    return edit


def undone(log: History, draft: Drafting, entry: str, hash: str, moderator: int) -> Preview:
    """The edit that takes a revision back. Raises Gone.

    Of a commit that was made by hand only the entry's own file is taken back, whatever else is in it.
    """
    one = addressed(draft.library(), entry)
    edit = log.edit(hash) if hash.isalnum() else None
    if edit is None or one.path not in edit.files:
        raise Gone("There is no such revision of this entry.")
    kind, _, key = edit.message.entry.partition(":")
    if kind == one.kind:
        one = replace(one, key=key)
    paths = [one.path, *(edit.files if edit.message.moderator else ())]
    base, files = ({path: side[path] for path in paths} for side in (edit.files, edit.base))
    preview = draft.onto(Sought(one, base, files), moderator, f"Undo {hash[:8]} of {one}")
    return replace(preview, undoes=hash)


def find(library: Library, answerer: Answerer, text: str, limit: int) -> Mapping[str, str]:
    """Titles of entries by their ids, by what an answer to the text is made of, then by likeness of id and title."""
    titles = {str(one): title_of(record) for one, record in every(library)}
    asked = (parse_entry(entry) for entry in answerer.answer(Question(text)).draft.entries)
    first = [f"{'compound' if ref.kind == 'card' else ref.kind}:{ref.key}" for ref in asked if ref]
    likely = process.extract(
        text, {entry: f"{entry.partition(':')[2]} {title}" for entry, title in titles.items()},
        scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60, limit=limit,
    )  # fmt: skip
    exact = [entry for entry in titles if text.strip().casefold() in (entry, entry.partition(":")[2])]
    found = dict.fromkeys((*exact, *first, *(entry for _, _, entry in likely)))
    return {entry: titles[entry] for entry in [one for one in found if one in titles][:limit]}
