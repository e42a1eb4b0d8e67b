"""Edits in the making: read as fields, written back as text, merged with what others did, and previewed."""

import contextlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.answer.pipeline import Answerer
from bot.desk.asking import Answers
from bot.desk.entries import FOLDERS, Named, addressed, located, title_of
from bot.desk.fields import KINDS, Fields, entry_fields, placed, with_changes
from bot.desk.history import History, blob_id
from bot.desk.layout import Value, field, item
from bot.desk.merging import merged
from bot.desk.radius import Live, Sought, radius
from bot.desk.results import Asked, Conflict, EntryText, Field, Preview
from bot.desk.risk import is_risk, risk_rules
from bot.desk.splicing import rewritten
from bot.errors import NotFoundError, UsageError
from bot.library.checks import check
from bot.library.collecting import collector_held
from bot.library.generated.drafts import draft_of
from bot.library.problem import UnreadableFile
from bot.library.reader import Library, read_library
from bot.library.shape import fields_of
from bot.library.snapshot import Snapshots
from bot.library.strict_yaml import parse
from bot.model.golden import Golden
from bot.model.knowledge import Knowledge

Changes = Mapping[str, str]
WRITER = "moderator"
"""Who wrote an entry that says nothing else: a role, never a name."""


class Drafting:
    """Makes previews. Nothing here writes to the knowledge folder; every method may take seconds."""

    def __init__(
        self,
        root: Path,
        snapshots: Snapshots[Answerer],
        build: Callable[[Knowledge], Answerer],
        history: History,
        today: Callable[[], date],
    ) -> None:
        self.root, self._snapshots, self._build = root, snapshots, build
        self._history, self._today = history, today
        self._library: Library | None = None
        self._live: Live | None = None
        self.recent: Sequence[Asked] = ()
        """What members asked lately, to be asked again by every preview."""

    def library(self) -> Library:
        """The folder as it is on the disk."""
        self._library = read_library(self.root, self._library)
        return self._library

    def live(self) -> Live:
        """The folder, its problems and the answers that serve."""
        library, today, built = self.library(), self._today(), self._snapshots.current.built
        live = self._live
        if live is None or (live.library.version, live.day) != (library.version, today):
            live = Live(today, library, tuple(check(library, today)), Answers(built))
        elif live.answers.answerer is not built:
            live = replace(live, answers=Answers(built))
        self._live = live
        return live

    def read(self, entry: str) -> EntryText:
        """An entry as fields."""
        library = self.library()
        one = located(library, entry)
        text = self.on_disk(one.path) or ""
        value = _readable(one, text)
        record = library.of(one.record).get(one.key)
        title = title_of(record) if record else one.key
        return EntryText(str(one), title, one.path, blob_id(text), self._fields(one.kind, value))

    def blank(self, kind: str) -> tuple[Field, ...]:
        """The fields of a new entry."""
        if kind not in FOLDERS:
            raise NotFoundError(f"A new {kind} cannot be made here.")
        return self._fields(kind, {})

    def _fields(self, kind: str, value: Value) -> tuple[Field, ...]:
        rules = risk_rules(self.root)
        pairs = entry_fields(KINDS[kind], value)
        return tuple(replace(one, risk=is_risk(rules, kind, one.path, around)) for one, around in pairs)

    def edited(self, entry: str, changes: Changes, base: str, author: int) -> Preview:
        """Fields changed in the form that showed the text `base`."""
        one = located(self.library(), entry)
        now = self.on_disk(one.path)
        form = now
        if base and now is not None and base != blob_id(now):
            form = self._history.blob(base) or now
        before, theirs = _readable(one, form), _readable(one, now)
        value, conflicts = merged(before, theirs, with_changes(one.record, before, changes))
        text = rewritten(now or "", one.put_into(now, value))
        sought = Sought(one, {one.path: now}, {one.path: text})
        return self.preview(sought, author, f"Edit {one}", conflicts=conflicts)

    def started(
        self, kind: str, names: Sequence[str], values: Changes, author: int, golden: Sequence[str]
    ) -> Preview:
        """A new entry from typed fields."""
        if kind not in FOLDERS:
            raise NotFoundError(f"A new {kind} cannot be made here.")
        key, template = draft_of(kind, tuple(names), self._today())
        drafted = parse(template, kind).value
        value = {name: drafted[name] for name in ("id", "between") if name in drafted}
        value = with_changes(KINDS[kind], value, values)
        order = [shape.name for shape in fields_of(KINDS[kind])]
        if "review" in order:
            review = {"date": self._today().isoformat(), "by": WRITER, **(value.get("review") or {})}
            value = placed(value, "review", review, order)
        ordered = {name: value[name] for name in order if name in value}
        text = "".join(f"{field(name, one, 0)}\n" for name, one in ordered.items())
        one = addressed(self.library(), f"{kind}:{key}")
        if self.on_disk(one.path) is not None:
            raise UsageError(f"There is already a {kind} `{key}`. Edit it instead.")
        files: dict[str, str | None] = {one.path: text}
        if golden and one.answer:
            rows = [{"question": " ".join(question.split()), "entry": one.answer} for question in golden]
            files[f"golden/{key}.yaml"] = self._with_rows(f"golden/{key}.yaml", rows)
        base = {path: self.on_disk(path) for path in files}
        return self.preview(Sought(one, base, files), author, f"Add {one}")

    def _with_rows(self, path: str, rows: list[Value]) -> str:
        now = self.on_disk(path) or ""
        if before := parse(now, path).value:
            return rewritten(now, [*before, *(row for row in rows if row not in before)])
        return "".join(f"{item(row, 0)}\n" for row in rows)

    def without_rows(self, preview: Preview) -> Preview:
        """The edit with the golden rows taken out that it breaks."""
        broken = {asked.question for asked in preview.radius.golden_broken}
        files, base = dict(preview.files), dict(preview.base)
        for entry in self.library().entries_of(Golden):
            path = entry.document.shown.partition("/")[2]
            if entry.key in broken:
                base.setdefault(path, self.on_disk(path))
                files.setdefault(path, base[path])
        for path, text in files.items():
            if path.startswith("golden/") and text is not None:
                rows = parse(text, path).value or []
                kept = [row for row in rows if row.get("question") not in broken]
                files[path] = rewritten(text, kept) if kept else None
        changed = {path: text for path, text in files.items() if text != base[path]}
        summary = f"{preview.summary}, golden rows taken out: {len(broken)}"
        return replace(preview, files=changed, base={p: base[p] for p in changed}, summary=summary)

    def onto(self, change: Sought, author: int, summary: str, told: Sequence[Conflict] = ()) -> Preview:
        """A change done to what stands there now; `told` are conflicts known before."""
        now = {path: self.on_disk(path) for path in change.files}
        files: dict[str, str | None] = {}
        conflicts = list(told)
        for path, mine in change.files.items():
            files[path], new = _merged(change.base.get(path), now[path], mine, path)
            conflicts += (one for one in new if one not in told)
        return self.preview(Sought(change.one, now, files), author, summary, conflicts=conflicts)

    def moved(self, preview: Preview) -> bool:
        """Whether the files are not what they were when the preview was made."""
        return any(self.on_disk(path) != text for path, text in preview.base.items())

    def preview(
        self,
        sought: Sought,
        author: int,
        summary: str,
        *,
        conflicts: Sequence[Conflict] = (),
        ask: bool = True,
    ) -> Preview:
        """What writing some files would do; without `ask` no question is asked."""
        with collector_held():
            live, build = self.live(), self._build if ask else None
            found = radius(self.root, live, sought, build, self.recent)
        return Preview(
            token=secrets.token_hex(6),
            entry=str(sought.one),
            author=author,
            radius=found,
            files=sought.files,
            base=sought.base,
            version=live.library.version,
            summary=summary,
            conflicts=tuple(conflicts),
        )

    def golden_files(self) -> list[str]:
        """The files with golden rows."""
        return sorted(f"golden/{file.name}" for file in (self.root / "golden").glob("*.yaml"))

    def on_disk(self, path: str) -> str | None:
        """A file of the folder; nothing when there is none."""
        try:
            return (self.root / path).read_bytes().decode("utf-8", "replace")
        except OSError:
            return None


def _readable(one: Named, text: str | None) -> Fields:
    value = one.value_in(text)
    if value is None:
        raise UsageError(f"`{one.path}` cannot be read. Mend it by hand; `footnote check` says where.")
    return value


def _merged(
    base: str | None, theirs: str | None, mine: str | None, path: str
) -> tuple[str | None, tuple[Conflict, ...]]:
    """One file of three: what `mine` changed in `base`, done to `theirs`."""
    if theirs in (base, mine):
        return mine, ()
    if theirs is not None and mine is not None and base is not None:
        with contextlib.suppress(UnreadableFile):
            value, conflicts = merged(*(parse(text, path).value for text in (base, theirs, mine)))
            return rewritten(theirs, value), conflicts
    return mine, (Conflict(path, base or "", theirs or "", mine or ""),)
