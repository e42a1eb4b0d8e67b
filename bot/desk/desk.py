"""The desk: everything a moderator can do with the knowledge, whoever shows it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from bot.answer.pipeline import Answerer
from bot.desk import reviewing
from bot.desk.asking import Prebuilt
from bot.desk.commits import Message, Revision
from bot.desk.deciding import Deciding, guarded
from bot.desk.drafting import Drafting
from bot.desk.entries import addressed, touches
from bot.desk.git import GitTrouble
from bot.desk.history import History
from bot.desk.radius import diff_of
from bot.desk.results import (
    Accepted,
    Asked,
    Decision,
    Due,
    EntryText,
    Field,
    Preview,
    Rebased,
    Refused,
    Status,
)
from bot.library.problem import Level
from bot.library.snapshot import Reload, Snapshots
from bot.library.statistics import statistics

HELD = 100
"""Previews that are kept for a press on their button."""


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
        self._looking = asyncio.Lock()
        self._deciding = Deciding(self._log, self._drafting, snapshots, self.reload, self._look)
        self._last: tuple[datetime, Reload] | None = None
        self._trouble: tuple[str, ...] = ()

    async def open(self) -> tuple[str, ...]:
        """Finish or drop what a crash left; plain sentences. Run it before the knowledge is read.

        Where no edit was ever saved it changes nothing: the first one that is accepted makes the git repository.
        """
        try:
            self._trouble = await asyncio.to_thread(self._log.open)
            await asyncio.to_thread(self._drop_landed)
        except GitTrouble as error:
            self._trouble = (str(error),)
        return self._trouble

    def _drop_landed(self) -> None:
        """A crash may come between an accepted edit and the end of its proposal."""
        for id in filter(None, (one.message.proposal for one in self._log.proposals())):
            edit = self._log.proposal(id)
            if edit and all(self._log.text(path) == text for path, text in edit.files.items()):
                self._log.drop(id)

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
        return await asyncio.to_thread(self._drafting.blank, kind)

    async def find(self, text: str, limit: int = 10) -> Mapping[str, str]:
        """Titles by entry, found by id, name, title or what a member would ask, best first."""
        answerer = self._snapshots.current.built
        return await asyncio.to_thread(
            lambda: reviewing.find(self._drafting.library(), answerer, text, limit)
        )

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

    def held(self, token: str) -> Preview | None:
        """A preview made a while ago; nothing after a restart or when many came after it."""
        return self._held.get(token)

    def forget(self, person: int) -> None:
        """Let the previews of somebody go."""
        for token in [token for token, one in self._held.items() if one.author == person]:
            del self._held[token]

    async def accept(self, preview: Preview, moderator: int, *, confirmed: bool = False) -> Decision:
        """Put an edit in force. With a risk field it waits, unless `moderator` is another than its author.

        `confirmed`: golden rows that break are taken out in the same change.
        """
        return await guarded(lambda: self._deciding.decide(preview, moderator, confirmed))

    async def waiting(self) -> tuple[Revision, ...]:
        """The edits that wait for a second moderator, oldest first."""
        return await asyncio.to_thread(self._log.proposals)

    async def review(self, proposal: str) -> Preview:
        """A waiting edit as a preview on top of what stands now. Raises NotFoundError when it is gone."""
        return await self._look(lambda: reviewing.proposed(self._log, self._drafting, proposal))

    async def second(self, proposal: str, moderator: int, *, confirmed: bool = False) -> Decision:
        """Agree to somebody else's edit; `Rebased` when others changed the same fields, so that it must be seen anew."""
        return await self._at_once(
            lambda: reviewing.proposed(self._log, self._drafting, proposal), moderator, confirmed
        )

    async def decline(self, proposal: str) -> Message | Refused:
        """Drop a waiting edit, as its author may too; what it was. Refused when it is gone."""
        return await guarded(lambda: self._deciding.decline(proposal))

    async def history(self, entry: str, limit: int = 20) -> tuple[Revision, ...]:
        """The changes of an entry's file, newest first; also of an entry that was deleted."""
        return await asyncio.to_thread(lambda: self._log.log(self._path(entry), limit))

    async def rollback(self, entry: str, hash: str, moderator: int) -> Decision:
        """Undo one revision through the same checks. The newest one of the last day needs no second moderator."""
        return await self._at_once(
            lambda: reviewing.undone(self._log, self._drafting, entry, hash, moderator), moderator
        )

    async def adopt(self, entry: str, moderator: int) -> Accepted | Refused:
        """Record in git what somebody changed by hand in an entry's file and in golden rows, which an edit may touch."""

        def record() -> Accepted:
            message = Message(f"Changed by hand: {entry}", entry, moderator)
            hash = self._log.adopt((self._path(entry), *self._drafting.golden_files()), message)
            edit, version = self._log.edit(hash), self._snapshots.current.knowledge.version
            return Accepted(hash, version, entry, diff=diff_of(edit.base, edit.files) if edit else "")

        return await guarded(lambda: asyncio.to_thread(record))

    async def confirm(self, entry: str, moderator: int) -> Decision:
        """An entry was read against its sources today and still holds."""
        return await self._at_once(
            lambda: reviewing.confirmed(self._drafting, entry, self._today(), moderator), moderator
        )

    async def due(self, limit: int = 10) -> tuple[Due, ...]:
        """What to read again, the longest overdue first; only what is due within 30 days."""
        found = await asyncio.to_thread(
            lambda: reviewing.due_entries(self._drafting.library(), self._today())
        )
        return found[:limit]

    async def touched(self, entry: str) -> tuple[str, ...]:
        """The answers that show an entry or lean on it: whose replies a recall looks for. Also of one that is gone."""

        def found() -> tuple[str, ...]:
            library = self._drafting.library()
            return touches(library, addressed(library, entry))

        return await asyncio.to_thread(found)

    async def status(self) -> Status:
        """How the knowledge stands."""
        return await asyncio.to_thread(self._status)

    def _status(self) -> Status:
        live, today = self._drafting.live(), self._today()
        waiting, revision, trouble = 0, None, self._trouble
        try:
            waiting, revision = len(self._log.proposals()), self._log.head()
        except GitTrouble as error:
            trouble = tuple(dict.fromkeys((*trouble, str(error))))
        at, report = self._last or (None, None)
        counts = asdict(statistics(live.library, today))
        return Status(
            version=self._snapshots.current.knowledge.version,
            counts={name: count for name, count in counts.items() if isinstance(count, int)},
            overdue=sum(one.days > 0 for one in reviewing.due_entries(live.library, today)),
            errors=tuple(p for p in live.problems if p.level is Level.ERROR),
            waiting=waiting,
            last_reload=at,
            last_result=report.result.value if report else "",
            revision=revision,
            trouble=trouble,
        )

    async def retry_push(self) -> str | None:
        """Send what could not be sent before; a plain sentence when it still cannot."""
        return await self._deciding.push()

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

    async def _at_once(
        self, make: Callable[[], Preview], moderator: int, confirmed: bool = False
    ) -> Decision:
        """Make a preview and decide on it, unless somebody has to look at it before."""

        async def both() -> Decision:
            preview = await self._look(make)
            if preview.conflicts or (preview.undoes and preview.radius.golden_broken):
                return Rebased(preview)
            return await self._deciding.decide(preview, moderator, confirmed)

        return await guarded(both)

    def _path(self, entry: str) -> str:
        """The file of an entry that exists, or of one that did."""
        return addressed(self._drafting.library(), entry).path
