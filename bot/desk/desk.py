"""The desk: everything a moderator can do with the knowledge, whoever shows it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.answer.pipeline import Answerer
from bot.desk import reviewing
from bot.desk.drafting import Drafting
from bot.desk.entries import located, touches
from bot.desk.git import GitTrouble
from bot.desk.history import History, Message, Moved, Uncommitted
from bot.desk.prebuilt import Prebuilt
from bot.desk.radius import Sought
from bot.desk.results import (
    Accepted,
    Asked,
    Decision,
    Due,
    EntryText,
    Field,
    Located,
    Preview,
    Proposed,
    Reason,
    Rebased,
    Refused,
    Revision,
    Status,
    Waiting,
)
from bot.errors import NotFoundError
from bot.library.problem import Level
from bot.library.snapshot import Reload, Result, Snapshots

T = TypeVar("T")
HELD = 100
"""Previews that are kept for a press on their button."""
UNDO = timedelta(hours=24)
"""How long the newest change of an entry can be taken back by one moderator, risk fields or not."""
_UNSECONDED = "This took back risk fields without a second moderator. Ask one to look at it."


class Desk:
    """Reads, previews and accepts edits. What people or disks do wrong is answered with `Refused`, never raised.

    An entry, kind or field that does not exist raises NotFoundError, what is typed in a wrong form UsageError, and
    git or the disk fail in reading methods with GitTrouble; the texts of all three may be shown.
    """

    def __init__(
        self,
        root: Path,
        snapshots: Snapshots[Answerer],
        build: Prebuilt,
        *,
        push: str | None = None,
        recent: Callable[[], Awaitable[Iterable[Asked]]] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`build` is what `snapshots` builds with; `push` is `remote/branch`; `recent` are questions often asked."""
        self._snapshots, self._recent, self._today = snapshots, recent, today
        self._log = History(root, push)
        self._drafting = Drafting(root, snapshots, build.ahead, self._log, today)
        self._held: OrderedDict[str, Preview] = OrderedDict()
        self._looking, self._saving = asyncio.Lock(), asyncio.Lock()
        self._last: tuple[datetime, Reload] | None = None
        self._trouble: tuple[str, ...] = ()

    async def open(self) -> tuple[str, ...]:
        """Finish or drop what a crash left, and look at git; plain sentences. Run it before the knowledge is read."""
        try:
            self._trouble = await asyncio.to_thread(self._log.open)
            await asyncio.to_thread(self._drop_landed)
        except GitTrouble as error:
            self._trouble = (str(error),)
        return self._trouble

    def _drop_landed(self) -> None:
        """A crash may come between an accepted edit and the end of its proposal."""
        for one in self._log.proposals():
            edit = self._log.proposal(one.id)
            if edit and all(self._log.text(path) == text for path, text in edit.files.items()):
                self._log.drop(one.id)

    async def reload(self) -> Reload:
        """Read the folder again, as a watcher or `/kb reload` asks."""
        report = await self._snapshots.reload()
        self._last = datetime.now(UTC), report
        return report

    async def read(self, entry: str) -> EntryText:
        """An entry as fields. `entry`: `compound:…` (or `card:…#topic`), `faq:…`, `interaction:…`, `source:…`,
        `disclaimer:…`, `group:…`, `refusal:…`, `emergency:…`, `contact:…`, `class:…`, `medicine:…`."""
        return await asyncio.to_thread(self._drafting.read, entry)

    async def blank(self, kind: str) -> tuple[Field, ...]:
        """The fields of a new `compound`, `faq`, `interaction` or `source`, empty."""
        return self._drafting.blank(kind)

    async def find(self, text: str, limit: int = 10) -> tuple[Located, ...]:
        """Entries by id, name, title or what a member would ask, best first."""
        library = await asyncio.to_thread(self._drafting.library)
        answerer = self._snapshots.current.built
        return await asyncio.to_thread(reviewing.find, library, answerer, text, limit)

    async def preview(
        self, entry: str, changes: Mapping[str, str], moderator: int, base: str = ""
    ) -> Preview:
        """What changing fields (path → typed text; empty removes) would do. Takes seconds, in a thread.

        `base` is `EntryText.base` of the form: the fields are then merged onto what stands there now.
        """
        return await self._look(lambda: self._drafting.edited(entry, changes, base, moderator))

    async def new(
        self,
        kind: str,
        names: Sequence[str],
        values: Mapping[str, str],
        moderator: int,
        *,
        golden: Sequence[str] = (),
    ) -> Preview:
        """What a new entry would do. `names`: its id, or the parties of an interaction; `golden`: questions it must answer."""
        return await self._look(lambda: self._drafting.started(kind, names, values, moderator, golden))

    async def new_text(self, entry: str, text: str, moderator: int, golden: Sequence[str] = ()) -> Preview:
        """Like `new` or `preview`, from the whole text of a file (a draft made from a gap)."""
        return await self._look(lambda: self._drafting.written(entry, text, moderator, golden))

    def held(self, token: str) -> Preview | None:
        """A preview made a while ago; nothing after a restart or when many came after it."""
        return self._held.get(token)

    async def accept(self, preview: Preview, moderator: int, *, confirmed: bool = False) -> Decision:
        """Put an edit in force. With a risk field it waits, unless `moderator` is another than its author.

        `confirmed`: golden rows that break are taken out in the same change.
        """
        return await self._guarded(lambda: self._decide(preview, moderator, confirmed))

    async def waiting(self) -> tuple[Proposed, ...]:
        """The edits that wait for a second moderator, oldest first."""
        return await asyncio.to_thread(self._log.proposals)

    async def review(self, proposal: str) -> Preview:
        """A waiting edit as a preview on top of what stands now. Raises NotFoundError when it is gone."""
        return await self._look(lambda: reviewing.proposed(self._log, self._drafting, proposal))

    async def second(self, proposal: str, moderator: int, *, confirmed: bool = False) -> Decision:
        """Agree to somebody else's edit; `Rebased` when others changed the same fields, so that it must be seen anew."""

        async def agree() -> Decision:
            edit = await asyncio.to_thread(self._log.proposal, proposal)
            if edit and edit.message.moderator == moderator:
                return Refused(Reason.OWN_EDIT, reviewing.OWN_EDIT)
            preview = await self.review(proposal)
            if preview.conflicts:
                return Rebased(preview)
            return await self._decide(preview, moderator, confirmed)

        return await self._guarded(agree)

    async def decline(self, proposal: str) -> Refused | None:
        """Drop a waiting edit; its author may do so too. Refused when it is gone."""

        async def drop() -> None:
            await asyncio.to_thread(reviewing.drop, self._log, proposal)

        return await self._guarded(drop)

    async def history(self, entry: str, limit: int = 20) -> tuple[Revision, ...]:
        """The changes of an entry's file, newest first; also of an entry that was deleted."""
        path = await asyncio.to_thread(self._path, entry)
        return await asyncio.to_thread(self._log.log, path, limit)

    async def text_at(self, entry: str, hash: str) -> str | None:
        """The file of an entry as a revision left it."""
        path = await asyncio.to_thread(self._path, entry)
        return await asyncio.to_thread(self._log.text, path, hash) if hash.isalnum() else None

    async def rollback(self, entry: str, hash: str, moderator: int) -> Decision:
        """Undo one revision through the same checks. The newest one of the last day needs no second moderator."""

        async def undo() -> Decision:
            preview = await self._look(
                lambda: reviewing.undone(self._log, self._drafting, self._path(entry), hash, moderator)
            )
            if preview.conflicts or preview.radius.golden_broken:
                return Rebased(preview)
            return await self._decide(preview, moderator, False)

        return await self._guarded(undo)

    async def adopt(self, entry: str, moderator: int) -> Accepted | Refused:
        """Record in git what somebody changed by hand in an entry's file."""

        async def record() -> Accepted:
            path = await asyncio.to_thread(self._path, entry)
            message = Message(f"Changed by hand: {entry}", entry, moderator)
            hash = await asyncio.to_thread(self._log.adopt, path, message)
            return Accepted(hash, self._snapshots.current.knowledge.version, entry)

        return await self._guarded(record)

    async def confirm(self, entry: str, moderator: int) -> Decision:
        """An entry was read against its sources today and still holds."""
        confirmation = lambda: reviewing.confirmed(self._drafting, entry, self._today(), moderator)  # noqa: E731

        async def note() -> Decision:
            return await self._decide(await self._look(confirmation), moderator, False)

        return await self._guarded(note)

    async def due(self, limit: int = 10) -> tuple[Due, ...]:
        """What to read again, the longest overdue first; only what is due within 30 days."""
        library = await asyncio.to_thread(self._drafting.library)
        return reviewing.due_entries(library, self._today())[:limit]

    async def touched(self, entry: str) -> tuple[str, ...]:
        """The answers that show an entry or lean on it: whose replies a recall looks for."""
        library = await asyncio.to_thread(self._drafting.library)
        return touches(library, located(library, entry))

    async def status(self) -> Status:
        """How the knowledge stands."""
        live = await asyncio.to_thread(self._drafting.live)
        try:
            waiting = len(await self.waiting())
            revision: str | None = await asyncio.to_thread(self._log.head)
        except GitTrouble as error:
            waiting, revision, self._trouble = 0, None, (str(error),)
        at, report = self._last or (None, None)
        return Status(
            version=self._snapshots.current.knowledge.version,
            counts=reviewing.counts(live.library, self._today()),
            overdue=sum(one.days > 0 for one in reviewing.due_entries(live.library, self._today())),
            errors=tuple(p for p in live.problems if p.level is Level.ERROR),
            waiting=waiting,
            last_reload=at,
            last_result=report.result.value if report else "",
            revision=revision,
            trouble=self._trouble,
        )

    async def retry_push(self) -> str | None:
        """Send what could not be sent before; a plain sentence when it still cannot."""
        try:
            return await asyncio.to_thread(self._log.push)
        except GitTrouble as error:
            return str(error)

    async def _look(self, make: Callable[[], Preview]) -> Preview:
        """Make a preview in a thread, one at a time: each builds an index."""
        async with self._looking:
            if self._recent:
                self._drafting.recent = tuple(await self._recent())
            preview = await asyncio.to_thread(make)
        self._held[preview.token] = preview
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return preview

    async def _guarded(self, work: Callable[[], Awaitable[T]]) -> T | Refused:
        try:
            return await work()
        except Uncommitted as error:
            return Refused(Reason.UNCOMMITTED, f"{error} Record that change first.")
        except GitTrouble as error:
            return Refused(Reason.GIT, str(error))
        except NotFoundError as error:
            return Refused(Reason.GONE, str(error))

    async def _decide(self, preview: Preview, moderator: int, confirmed: bool) -> Decision:
        refused = _refusal(preview, moderator, confirmed)
        if refused:
            return refused
        if confirmed and preview.radius.golden_broken:
            preview = await asyncio.to_thread(self._drafting.without_rows, preview)
        alone = preview.radius.risky and moderator == preview.author
        undoing = alone and await asyncio.to_thread(self._may_undo, preview)
        if alone and not undoing:
            if any(self._drafting.on_disk(path) != text for path, text in preview.base.items()):
                return await self._anew(preview)
            message = Message(preview.summary, preview.entry, moderator, proposal=preview.proposal)
            kept = await asyncio.to_thread(self._log.propose, preview.files, preview.base, message)
            return Waiting(kept, preview.entry, preview.radius.risk_fields)
        async with self._saving:
            decision = await self._saved(preview, moderator)
        if isinstance(decision, Accepted):
            said = (_UNSECONDED if undoing else None, await self.retry_push())
            decision = replace(decision, warnings=(*decision.warnings, *filter(None, said)))
        return decision

    async def _anew(self, preview: Preview) -> Rebased | Refused:
        """An edit on top of what others did meanwhile; perhaps they did the same."""
        again = await self._look(lambda: reviewing.rebased(self._drafting, preview))
        return Refused(Reason.NOTHING, reviewing.NOTHING) if again.files == again.base else Rebased(again)

    def _may_undo(self, preview: Preview) -> bool:
        """Whether a preview takes back the newest change of its entry, made within a day."""
        path = next(iter(preview.files))
        newest = self._log.log(path, 1) if preview.undoes else ()
        return bool(newest) and newest[0].hash == preview.undoes and datetime.now(UTC) - newest[0].at < UNDO

    async def _saved(self, preview: Preview, moderator: int) -> Decision:
        draft = self._drafting
        if any(draft.on_disk(path) != text for path, text in preview.base.items()):
            return await self._anew(preview)
        if (await asyncio.to_thread(draft.library)).version != preview.version:
            sought = Sought(reviewing.named(preview, draft), preview.base, preview.files)
            again = await asyncio.to_thread(
                lambda: draft.preview(sought, preview.author, preview.summary, ask=False)
            )
            if again.radius.errors:
                return Refused(Reason.PROBLEMS, reviewing.PROBLEMS, again.radius.errors)
        second = moderator if moderator != preview.author else None
        message = Message(preview.summary, preview.entry, preview.author, second, preview.proposal)
        before = self._snapshots.current.knowledge.version
        try:
            hash, told = await asyncio.to_thread(self._log.commit, preview.files, preview.base, message)
        except Moved:
            return await self._anew(preview)
        report = await self.reload()
        if report.result is Result.REFUSED:
            undo = Message(f"Take back: {preview.summary}", preview.entry, 0)
            await asyncio.to_thread(self._log.commit, preview.base, preview.files, undo)
            return Refused(Reason.NOT_SERVED, reviewing.NOT_SERVED, report.problems)
        if preview.proposal:
            await asyncio.to_thread(self._log.drop, preview.proposal)
        version = self._snapshots.current.knowledge.version
        return Accepted(
            hash,
            version,
            preview.entry,
            changed=preview.radius.touches if version != before else (),
            safety_critical=preview.radius.risky,
            warnings=told,
        )

    def _path(self, entry: str) -> str:
        """The file of an entry that exists, or of one that did."""
        return reviewing.path_of(self._drafting.library(), entry)


def _refusal(preview: Preview, moderator: int, confirmed: bool) -> Refused | None:
    found = preview.radius
    if preview.files == preview.base:
        return Refused(Reason.NOTHING, reviewing.NOTHING)
    if found.errors:
        return Refused(Reason.PROBLEMS, reviewing.PROBLEMS, found.errors)
    if found.golden_broken and not confirmed:
        return Refused(Reason.GOLDEN, reviewing.GOLDEN, golden=found.golden_broken)
    if preview.proposal and found.risky and moderator == preview.author:
        return Refused(Reason.OWN_EDIT, reviewing.OWN_EDIT)
    return None
