"""Putting an edit in force or not: who must agree, what is checked again, and what happens when others were faster."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.answer.pipeline import Answerer
from bot.desk import reviewing
from bot.desk.commits import Message
from bot.desk.drafting import Drafting
from bot.desk.entries import addressed
from bot.desk.git import GitTrouble
from bot.desk.history import History, Moved, Uncommitted
from bot.desk.radius import Sought
from bot.desk.results import Accepted, Decision, Preview, Reason, Rebased, Refused, Waiting
from bot.errors import NotFoundError
from bot.library.snapshot import Reload, Result, Snapshots

T = TypeVar("T")
UNDO = timedelta(hours=24)
"""How long the newest change of an entry can be taken back by one moderator, risk fields or not."""
_UNSECONDED = "This took back risk fields without a second moderator. Ask one to look at it."


class Deciding:
    """One decision at a time. `reload` puts the files to use; `look` makes a preview that can be pressed on.

    Raises GitTrouble and NotFoundError, which `guarded` answers.
    """

    def __init__(
        self,
        log: History,
        drafting: Drafting,
        snapshots: Snapshots[Answerer],
        reload: Callable[[], Awaitable[Reload]],
        look: Callable[[Callable[[], Preview]], Awaitable[Preview]],
    ) -> None:
        self._log, self._drafting, self._snapshots = log, drafting, snapshots
        self._reload, self._look = reload, look
        self._saving = asyncio.Lock()

    async def decide(self, preview: Preview, moderator: int, confirmed: bool) -> Decision:
        """Accept an edit, keep it for a second moderator, or say why not."""
        if refused := _refusal(preview, moderator, confirmed):
            return refused
        if confirmed and preview.radius.golden_broken:
            preview = await asyncio.to_thread(self._drafting.without_rows, preview)
        async with self._saving:
            if preview.proposal:
                # Somebody may have declined it while it was being looked at.
                await asyncio.to_thread(reviewing.waiting, self._log, preview.proposal)
            alone = preview.radius.risky and moderator == preview.author
            undoing = alone and await asyncio.to_thread(self._may_undo, preview)
            if await asyncio.to_thread(self._drafting.moved, preview):
                return await self._anew(preview)
            if alone and not undoing:
                message = Message(preview.summary, preview.entry, moderator)
                kept = await asyncio.to_thread(self._log.propose, preview.files, preview.base, message)
                return Waiting(kept, preview.entry, preview.radius.risk_fields)
            decision = await self._saved(preview, moderator)
        if isinstance(decision, Accepted):
            said = (_UNSECONDED if undoing else None, await self.push())
            decision = replace(decision, warnings=(*decision.warnings, *filter(None, said)))
        return decision

    async def decline(self, proposal: str) -> Message:
        """Drop a waiting edit; what it was."""
        async with self._saving:
            edit = await asyncio.to_thread(reviewing.waiting, self._log, proposal)
            await asyncio.to_thread(self._log.drop, proposal)
        return edit.message

    async def push(self) -> str | None:
        """Send what was not sent yet; a plain sentence when it cannot be."""
        try:
            return await asyncio.to_thread(self._log.push)
        except GitTrouble as error:
            return str(error)

    async def _anew(self, preview: Preview) -> Rebased | Refused:
        """An edit on top of what others did meanwhile; perhaps they did the same."""
        again = await self._look(lambda: reviewing.rebased(self._drafting, preview))
        if again.files == again.base:
            return Refused(Reason.NOTHING, reviewing.NOTHING)
        return Rebased(again, reviewing.ANEW)

    def _may_undo(self, preview: Preview) -> bool:
        """Whether a preview takes back the newest change of its entry, made within a day."""
        path = next(iter(preview.files))
        newest = self._log.log(path, 1) if preview.undoes else ()
        return bool(newest) and newest[0].hash == preview.undoes and datetime.now(UTC) - newest[0].at < UNDO

    def _again(self, preview: Preview) -> Preview | None:
        """The same edit judged by what the rest of the folder says now; nothing when that is what it was."""
        library = self._drafting.library()
        if library.version == preview.version:
            return None
        sought = Sought(addressed(library, preview.entry), preview.base, preview.files)
        return self._drafting.preview(sought, preview.author, preview.summary, ask=False)

    async def _saved(self, preview: Preview, moderator: int) -> Decision:
        if again := await asyncio.to_thread(self._again, preview):
            if again.radius.errors:
                return Refused(Reason.PROBLEMS, reviewing.PROBLEMS, again.radius.errors)
            if again.radius.risky and not preview.radius.risky and moderator == preview.author:
                return await self._anew(preview)
        second = moderator if moderator != preview.author else None
        message = Message(preview.summary, preview.entry, preview.author, second, preview.proposal)
        before = self._snapshots.current.knowledge.version
        try:
            hash, told = await asyncio.to_thread(self._log.commit, preview.files, preview.base, message)
        except Moved:
            return await self._anew(preview)
        report = await self._reload()
        if report.result is Result.REFUSED:
            return await self._taken_back(preview, report)
        if preview.proposal:
            # It is in force, so trouble is no refusal; the next start ends what waits without need.
            with contextlib.suppress(GitTrouble):
                await asyncio.to_thread(self._log.drop, preview.proposal)
        version = self._snapshots.current.knowledge.version
        return Accepted(
            hash,
            version,
            preview.entry,
            changed=preview.radius.touches if version != before else (),
            safety_critical=preview.radius.risky,
            warnings=told,
            diff=preview.radius.diff,
        )

    async def _taken_back(self, preview: Preview, report: Reload) -> Refused:
        undo = Message(f"Take back: {preview.summary}", preview.entry, 0)
        try:
            await asyncio.to_thread(self._log.commit, preview.base, preview.files, undo)
        except GitTrouble as error:
            sentence = f"{reviewing.NOT_TAKEN_BACK} {error}"
            return Refused(Reason.NOT_SERVED, sentence, report.problems)
        return Refused(Reason.NOT_SERVED, reviewing.NOT_SERVED, report.problems)


async def guarded(work: Callable[[], Awaitable[T]]) -> T | Refused:
    """What some work says; what people, git or the disk did wrong as `Refused`."""
    try:
        return await work()
    except Uncommitted as error:
        return Refused(Reason.UNCOMMITTED, f"{error} Record that change first.")
    except GitTrouble as error:
        return Refused(Reason.GIT, str(error))
    except NotFoundError as error:
        return Refused(Reason.GONE, str(error))


def _refusal(preview: Preview, moderator: int, confirmed: bool) -> Refused | None:
    found = preview.radius
    if preview.proposal and moderator == preview.author:
        return Refused(Reason.OWN_EDIT, reviewing.OWN_EDIT)
    if preview.files == preview.base:
        return Refused(Reason.NOTHING, reviewing.NOTHING)
    if found.errors:
        return Refused(Reason.PROBLEMS, reviewing.PROBLEMS, found.errors)
    if found.golden_broken and not confirmed:
        return Refused(Reason.GOLDEN, reviewing.GOLDEN, golden=found.golden_broken)
    return None
