"""The desk as a part of the client: what moderators are at, who is admitted, and what the others hear of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import discord
from discord.ext import commands

from bot.chat import gate
from bot.chat.bookkeeping import now
from bot.chat.client import FootnoteBot, Part
from bot.chat.controls.base import Press
from bot.chat.desk import deciding, editing, gaps, overview, queue, recalling
from bot.chat.desk.controls import Act, Pick
from bot.chat.desk.editing import Drafts
from bot.chat.desk.kb import Kb
from bot.chat.desk.noting import Did
from bot.chat.desk.previewing import DIFF
from bot.chat.desk.rights import homes, refusal
from bot.chat.desk.showing import code, quoted, show_notice, worked
from bot.chat.ids import unpack
from bot.chat.layout import Row
from bot.chat.moderators import to_moderators
from bot.chat.notices import spoken
from bot.desk.desk import Desk
from bot.desk.results import Accepted
from bot.errors import NotFoundError
from bot.render.language import Language

Handler = Callable[["Room", Press, str, str], Awaitable[None]]
"""What a press does: about which id, and with which picked value."""

KNOWLEDGE: Mapping[str, Handler] = {
    "accept": deciding.accept,
    "accept_all": partial(deciding.accept, confirmed=True),
    "adopt": deciding.adopt,
    "again": editing.again,
    "confirm": deciding.confirm,
    "decline": deciding.decline,
    "discard": editing.discard,
    "due": overview.turn,
    "edit": overview.pick_entry,
    "gap_dismiss": gaps.dismiss,
    "gap_draft": gaps.draft,
    "gaps": gaps.turn,
    "look": overview.look,
    "more": editing.more,
    "page": editing.pick_page,
    "progress": recalling.progress,
    "push": overview.push,
    "recall": recalling.recall,
    "second": deciding.second,
    "second_all": partial(deciding.second, confirmed=True),
    "undo": deciding.rollback,
}
"""For those who keep the knowledge."""
QUEUE: Mapping[str, Handler] = {
    "suggestion": queue.open_one,
    "take": queue.take,
    "yes": queue.say_yes,
    "no": queue.say_no,
}
"""For the moderators of the server a suggestion came from, too; each handler checks whose it is."""


class Room(commands.Cog):
    """Holds the desk. Nothing in it outlives a restart but what lies in git and in the database."""

    def __init__(
        self, bot: FootnoteBot, desk: Desk, today: Callable[[], date] = lambda: now().date()
    ) -> None:
        self.bot, self.desk, self.today = bot, desk, today
        self.drafts = Drafts()
        self._at_work: set[tuple[int, int, str, str]] = set()

    @commands.Cog.listener()
    async def on_forgotten(self, person: int) -> None:
        """Somebody had everything deleted that is theirs."""
        self.drafts.drop(person)
        self.desk.forget(person)

    async def act(self, press: Press, act: str, about: str, value: str = "") -> None:
        """A press on one of the desk's controls; one that comes while the same is still at work does nothing."""
        key = press.user.id, press.message.id if press.message else 0, act, about
        if key in self._at_work:
            await gate.hold(press, private=True, thinking=False)
            return
        self._at_work.add(key)
        try:
            await self._act(press, act, about, value)
        finally:
            self._at_work.discard(key)

    async def _act(self, press: Press, act: str, about: str, value: str) -> None:
        if handler := QUEUE.get(act):
            await handler(self, press, about, value)
        elif key := await refusal(press):
            await show_notice(press, key)
        elif handler := KNOWLEDGE.get(act):
            await handler(self, press, about, value)
        else:
            await show_notice(press, "gone")

    def unpacked(self, packed: str) -> str:
        """The entry id of a control. Raises NotFoundError when there is none any more."""
        entry = unpack(packed, self.bot.answers().knowledge)
        if entry is None:
            raise NotFoundError("This entry was renamed or removed since. `/kb find` finds what there is.")
        return entry

    @property
    def language(self) -> Language:
        """What the moderators' channels are written in, where several servers are told the same."""
        return self.bot.languages.of(None)

    async def announce(
        self, press: Press, did: Did, entry: str, rows: Sequence[Row] = (), done: Accepted | None = None
    ) -> None:
        """Tell the moderators' channels of the home servers who did what; without any, the server it was done in.

        `done` is what came of it: its commit is named, and its diff shown where it is short.
        """
        here = [press.guild_id] if press.guild_id else []
        who = quoted(press.user.display_name)
        about, diff = (f"(`{done.hash[:12]}`)", done.diff) if done else ("", "")
        for guild in sorted(homes(self.bot)) or here:
            server = await self.bot.server_of(guild)
            say = self.bot.languages.of(server.language).say
            words = {"who": who, "did": say(f"kb.did.{did.value}"), "entry": entry, "about": about}
            texts = [say("kb.posted", **words), *([code(diff)] if 0 < len(diff) <= DIFF else [])]
            await to_moderators(self.bot, server, spoken(say("kb.posted.title"), texts), rows)

    async def names(
        self, press: Press, people: Iterable[int | None], *, update: bool = False
    ) -> dict[int, str]:
        """The names of moderators, asked of Discord each time, which may take a while: none is kept."""
        known = {one for one in people if one}
        names = asyncio.gather(*map(self._name, known))
        return dict(zip(known, await worked(press, names, update=update), strict=True))

    async def _name(self, person: int) -> str:
        try:
            user = self.bot.get_user(person) or await self.bot.fetch_user(person)
        except discord.HTTPException:
            return str(person)
        return quoted(user.display_name)


def with_desk(desk: Desk) -> Part:
    """The part of the client that `/kb` is."""

    async def start(bot: FootnoteBot) -> None:
        bot.add_dynamic_items(Act, Pick)
        room = Room(bot, desk)
        await bot.add_cog(room)
        await bot.add_cog(Kb(bot, room))

    return start
