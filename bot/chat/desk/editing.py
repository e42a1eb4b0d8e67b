"""Editing an entry: its fields in forms, and after each form what the edit would change. Nothing is written here."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.chat import gate
from bot.chat.controls.base import Press
from bot.chat.desk.controls import Act, Pick
from bot.chat.desk.forms import FieldForm, pages_of, title_of
from bot.chat.desk.previewing import preview_attached, preview_draft
from bot.chat.desk.rights import refusal
from bot.chat.desk.showing import language_of, show, show_notice, worked
from bot.chat.ids import pack
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.desk.git import GitTrouble
from bot.desk.results import Field, Preview
from bot.errors import NotFoundError, UsageError
from bot.library.generated.drafts import draft_of
from bot.render.language import Language

if TYPE_CHECKING:
    from bot.chat.desk.room import Room

KEPT = 200
"""Edits in the making."""
LISTED = 24
"""Pages in one list: the last option leads on."""
TROUBLE = (NotFoundError, UsageError, GitTrouble)
"""What the desk raises with a sentence that may be shown."""


@dataclass(frozen=True, slots=True)
class Working:
    """One moderator at one entry. `base` names the state of the file its form showed, `changes` are paths → typed text."""

    entry: str
    title: str
    fields: tuple[Field, ...]
    base: str = ""
    names: tuple[str, ...] = ()
    """Of a new entry: its id, or the two parties of an interaction."""
    golden: tuple[str, ...] = ()
    """Questions a new entry must answer."""
    gap: str = ""
    """The gap that it fills."""
    changes: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""
    """The token of the preview that shows all of it."""

    @property
    def kind(self) -> str:
        return self.entry.partition(":")[0]


class Drafts:
    """What moderators are typing, the newest, by moderator and packed entry id. In memory only, gone after a restart."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], Working] = OrderedDict()

    def keep(self, moderator: int, working: Working) -> None:
        key = moderator, pack(working.entry)
        self._kept[key] = working
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def of(self, moderator: int, packed: str) -> Working | None:
        return self._kept.get((moderator, packed))

    def taken(self, moderator: int, preview: Preview) -> Working | None:
        """What a moderator typed, let go because this preview of all of it was accepted."""
        known = self.of(moderator, pack(preview.entry))
        if known is None or known.shown != preview.token:
            return None
        self.drop(moderator, pack(preview.entry))
        return known

    def drop(self, moderator: int, packed: str | None = None) -> None:
        """Forget one, or all of a moderator."""
        gone = [key for key in self._kept if key[0] == moderator and packed in (None, key[1])]
        for key in gone:
            del self._kept[key]


async def open_entry(room: "Room", press: Press, entry: str, path: str | None = None) -> None:
    """`/kb edit`: begin anew, with the whole list of forms, or at the form that holds a field."""
    working = await worked(press, read(room, entry))
    room.drafts.drop(press.user.id, pack(working.entry))
    numbers = [n for n, page in enumerate(pages_of(working.fields)) if path in {one.path for one in page}]
    if numbers:
        await open_page(room, press, working, numbers[0])
    else:
        await show_pages(press, working)


async def begin(room: "Room", press: Press, kind: str, names: tuple[str, ...]) -> None:
    """`/kb new`: the forms of an entry that does not exist yet."""
    key, _ = draft_of(kind, names, room.today())
    entry = f"{kind}:{key}"
    fields = await room.desk.blank(kind)
    working = Working(entry=entry, title=key, fields=fields, names=names)
    room.drafts.keep(press.user.id, working)
    await show_pages(press, working)


async def read(room: "Room", entry: str) -> Working:
    """An entry as it stands. Raises NotFoundError."""
    text = await room.desk.read(entry)
    return Working(entry=text.entry, title=text.title, fields=text.fields, base=text.base)


async def working_of(room: "Room", press: Press, packed: str) -> Working | None:
    """What this moderator is at, or the entry as it stands; they are told when there is neither any more."""
    if known := room.drafts.of(press.user.id, packed):
        return known
    try:
        return await worked(press, read(room, room.unpacked(packed)))
    except NotFoundError:
        await show_notice(press, "kb.gone")
        return None


async def show_pages(press: Press, working: Working, start: int = 0, *, update: bool = False) -> None:
    """The entry's forms in a list."""
    language = await language_of(press)
    risks = sum(field.risk for field in working.fields)
    texts = [language.say("kb.edit", entry=working.entry, count=len(working.fields), risks=risks)]
    if working.changes:
        changed = ", ".join(f"`{path}`" for path in working.changes)
        texts.append(language.say("kb.edit.changed", fields=changed[:900]))
    rows = [[_pages(working, start, language)]]
    await show(press, spoken(working.title, texts), rows, update=update)


def _pages(working: Working, start: int, language: Language) -> Pick:
    pages = pages_of(working.fields)
    options = []
    for number, page in list(enumerate(pages))[start : start + LISTED]:
        mark = "⚠ " if any(field.risk for field in page) else ""
        options.append(discord.SelectOption(label=f"{mark}{title_of(page, 98)}", value=str(number)))
    if len(pages) > LISTED:
        onward = start + LISTED if start + LISTED < len(pages) else 0
        options.append(discord.SelectOption(label=language.say("kb.edit.more"), value=f"+{onward}"))
    return Pick("page", pack(working.entry), options, language.say("kb.edit.pick"))


async def pick_page(room: "Room", press: Press, packed: str, value: str) -> None:
    """An option of the list: a form, or the next part of the list."""
    working = await working_of(room, press, packed)
    if working is None:
        return
    if value.startswith("+"):
        await show_pages(press, working, int(value), update=True)
    else:
        await open_page(room, press, working, int(value))


async def open_page(room: "Room", press: Press, working: Working, number: int) -> None:
    """Show one form; where reading the entry took too long for Discord to show one, its list, from which it opens at once.

    Raises NotFoundError when the entry has become shorter since.
    """
    pages = pages_of(working.fields)
    if number >= len(pages):
        raise NotFoundError("This entry has fewer fields now. Open it again with `/kb edit`.")
    room.drafts.keep(press.user.id, working)
    if press.response.is_done():
        await show_pages(press, working, number)
        return
    language = await language_of(press)
    typed = partial(take, room, working)
    form = FieldForm(language, title_of(pages[number], 45), pages[number], working.changes, typed)
    await gate.open_form(press, form)


async def take(room: "Room", working: Working, press: Press, changes: Mapping[str, str]) -> None:
    """A form was sent: show what all changes so far would do."""
    if key := await refusal(press):
        await show_notice(press, key)
        return
    known = room.drafts.of(press.user.id, pack(working.entry))
    working = known if known and known.base == working.base else working
    working = replace(working, changes={**working.changes, **changes})
    room.drafts.keep(press.user.id, working)
    if not working.changes:
        await show_notice(press, "kb.unchanged", [[await _more(press, working.entry)]])
        return
    await preview(room, press, working)


async def preview(room: "Room", press: Press, working: Working) -> None:
    """Work out and show what an edit would do; what is wrong with it is said, and nothing typed is lost."""
    try:
        made = await worked(press, previewed(room, working, press.user.id))
    except TROUBLE as error:
        await show_notice(press, "trouble", [[await _more(press, working.entry)]], sentence=error)
        return
    room.drafts.keep(press.user.id, replace(working, shown=made.token))
    await show_preview(press, made)


async def previewed(room: "Room", working: Working, moderator: int) -> Preview:
    if working.names:
        return await room.desk.new(
            working.kind, working.names, working.changes, moderator, golden=working.golden
        )
    return await room.desk.preview(working.entry, working.changes, moderator, working.base)


async def show_preview(
    press: Press, preview: Preview, *, update: bool = False, proposal: str | None = None, said: str = ""
) -> None:
    """The blast radius and what can be done about it.

    `proposal` when this is another moderator's edit that waits; `said` is why it is shown again.
    """
    language = await language_of(press)
    draft = preview_draft(preview, language, said)
    rows = [_buttons(preview, language, proposal)]
    await show(press, draft, rows, attached=preview_attached(preview), update=update)


def _buttons(preview: Preview, language: Language, proposal: str | None) -> Row:
    say, found = language.say, preview.radius
    ok = discord.ButtonStyle.success
    row = []
    if not found.errors:
        act, about = ("second", proposal) if proposal else ("accept", preview.token)
        label = say("kb.second" if proposal else "kb.accept")
        if found.golden_broken:
            act, label = f"{act}_all", say("kb.accept-all")
        row.append(Act(act, about, label, ok))
    if waits := proposal or preview.proposal:
        return [*row, Act("decline", waits, say("kb.decline"))]
    packed = pack(preview.entry)
    return [*row, Act("more", packed, say("kb.more")), Act("discard", packed, say("kb.discard"))]


async def more(room: "Room", press: Press, packed: str, value: str) -> None:
    """Go on editing."""
    if working := await working_of(room, press, packed):
        await show_pages(press, working)


async def again(room: "Room", press: Press, packed: str, value: str) -> None:
    """Work out anew what the changes so far would do."""
    if working := await working_of(room, press, packed):
        await preview(room, press, working)


async def discard(room: "Room", press: Press, packed: str, value: str) -> None:
    """Let an edit go."""
    room.drafts.drop(press.user.id, packed)
    await show_notice(press, "kb.discarded", update=True)


async def _more(press: Press, entry: str) -> Act:
    return Act("more", pack(entry), (await language_of(press)).say("kb.more"))
