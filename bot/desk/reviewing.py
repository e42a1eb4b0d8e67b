"""What moderators look through: entries that are due, proposals that wait, changes to take back, and search."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.answer.entries import parse_entry
from bot.answer.pipeline import Answerer
from bot.desk.drafting import Drafting
from bot.desk.entries import FOLDERS, Named, located, title_of
from bot.desk.entries import named as every
from bot.desk.fields import KINDS, with_changes
from bot.desk.history import Edit, History
from bot.desk.radius import Sought
from bot.desk.results import Conflict, Due, Located, Preview
from bot.desk.splicing import rewritten
from bot.errors import NotFoundError, UsageError
from bot.library.reader import Library
from bot.library.references import mentions
from bot.library.reviews import due, reviewed_entries
from bot.library.statistics import statistics
from bot.model.question import Question
from bot.model.safety import Contact
from bot.model.source import Source

AHEAD = 30
"""Days before its day that an entry joins the queue."""
NOTHING = "This changes nothing; what it would write stands there already."
PROBLEMS = "The checks found errors. Mend them, then preview again."
GOLDEN = "Questions that moderators promised an answer for would lose it. Confirm to take these promises out."
OWN_EDIT = "This touches a risk field, and nobody is the second reader of their own edit. Another moderator must agree."
NOT_SERVED = "The new text could not be put to use, so it was taken back. What stood there before serves."
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
    edit = log.proposal(id)
    if edit is None:
        raise Gone("This edit does not wait any more; somebody decided on it.")
    files, base, conflicts = _onto(draft, edit.base, edit.files)
    one = _entry(edit.message.entry, draft)
    preview = draft.preview(
        Sought(one, base, files), edit.message.moderator, edit.message.summary, conflicts=conflicts
    )
    return replace(preview, proposal=id)


def rebased(draft: Drafting, preview: Preview) -> Preview:
    """The same change on top of what stands there now."""
    files, base, conflicts = _onto(draft, preview.base, preview.files)
    sought = Sought(_entry(preview.entry, draft), base, files)
    told = tuple(dict.fromkeys((*preview.conflicts, *conflicts)))
    made = draft.preview(sought, preview.author, preview.summary, conflicts=told)
    return replace(made, proposal=preview.proposal, undoes=preview.undoes)


def drop(log: History, id: str) -> None:
    """End a proposal. Raises Gone."""
    if log.proposal(id) is None:
        raise Gone("This edit does not wait any more; somebody decided on it.")
    log.drop(id)


def undone(log: History, draft: Drafting, path: str, hash: str, moderator: int) -> Preview:
    """The edit that takes a revision back. Raises Gone."""
    edit: Edit | None = log.edit(hash) if hash.isalnum() else None
    if edit is None or path not in edit.files:
        raise Gone("There is no such revision of this entry.")
    files, base, conflicts = _onto(draft, edit.files, edit.base)
    files = {path: files.pop(path), **files}
    kind, _, key = edit.message.entry.partition(":")
    folder = path.partition("/")[0]
    kinds = {place: name for name, place in FOLDERS.items()}
    if folder in kinds:
        kind, key = kinds[folder], path.removeprefix(f"{folder}/").removesuffix(".yaml")
    one = Named(kind, key, path)
    preview = draft.preview(
        Sought(one, base, files), moderator, f"Undo {hash[:8]} of {one}", conflicts=conflicts
    )
    return replace(preview, undoes=hash)


def _onto(
    draft: Drafting, base: Mapping[str, str | None], files: Mapping[str, str | None]
) -> tuple[dict[str, str | None], dict[str, str | None], tuple[Conflict, ...]]:
    """(files, what stands there now, conflicts): a change from `base` to `files` done to what stands there now."""
    now = {path: draft.on_disk(path) for path in files}
    conflicts: list[Conflict] = []
    merged: dict[str, str | None] = {}
    for path, mine in files.items():
        merged[path], told = draft.merged(base.get(path), now[path], mine, path)
        conflicts += told
    return merged, now, tuple(conflicts)


def named(preview: Preview, draft: Drafting) -> Named:
    """The entry of a preview, which need not exist yet."""
    return _entry(preview.entry, draft)


def _entry(entry: str, draft: Drafting) -> Named:
    kind, _, key = entry.partition(":")
    if kind in FOLDERS:
        return Named(kind, key, f"{FOLDERS[kind]}/{key}.yaml")
    return located(draft.library(), entry)


def path_of(library: Library, entry: str) -> str:
    """The file of an entry; for one that is gone, where it was. Raises NotFoundError for no entry at all."""
    try:
        return located(library, entry).path
    except NotFoundError:
        kind, _, key = entry.partition("#")[0].partition(":")
        kind = "compound" if kind == "card" else kind
        if kind in FOLDERS and key and key.replace("-", "").isalnum():
            return f"{FOLDERS[kind]}/{key}.yaml"
        raise


def counts(library: Library, today: date) -> Mapping[str, int]:
    """How many entries of each kind there are."""
    return {name: n for name, n in asdict(statistics(library, today)).items() if isinstance(n, int)}


def find(library: Library, answerer: Answerer, text: str, limit: int) -> tuple[Located, ...]:
    """Entries by what an answer to the text is made of, then by likeness of id and title."""
    titles = {str(one): title_of(record) for one, record in every(library)}
    asked = (parse_entry(entry) for entry in answerer.answer(Question(text)).draft.entries)
    first = [f"{'compound' if ref.kind == 'card' else ref.kind}:{ref.key}" for ref in asked if ref]
    likely = process.extract(
        text, {entry: f"{entry.partition(':')[2]} {title}" for entry, title in titles.items()},
        scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60, limit=limit,
    )  # fmt: skip
    exact = [entry for entry in titles if text.strip().casefold() in (entry, entry.partition(":")[2])]
    found = dict.fromkeys((*exact, *first, *(entry for _, _, entry in likely)))
    return tuple(Located(entry, titles[entry]) for entry in found if entry in titles)[:limit]
