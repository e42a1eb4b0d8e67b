"""What happens in the two settings panels: the rights are checked at every press, then stored, then shown again."""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import discord

from bot.chat import gate
from bot.chat.desk.noting import Did, note
from bot.chat.panel_pages import PLACES, REPLIES, person_page, server_page
from bot.chat.rights import may_configure
from bot.render.surface import Surface
from bot.state.records import Preferences, ServerSettings

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

Press = discord.Interaction[Any]
Value = str | int | tuple[int, ...] | None
RecordT = TypeVar("RecordT", ServerSettings, Preferences)
ONE_CHANNEL = frozenset({"moderator_channel"})
PAGE_OF = {
    "channels": PLACES, "unprompted": PLACES, "moderator_role": PLACES, "moderator_channel": PLACES,
}  # fmt: skip
SWITCHES = frozenset({"private", "follow_deletion"})


async def show_panel(press: Press, whose: str, page: str = PLACES, *, update: bool = False) -> None:
    """Show somebody their own settings, or those of the server they manage."""
    bot = cast("FootnoteBot", press.client)
    manner = await bot.manner_of(press)
    language = manner.language
    if whose == "server":
        if not may_configure(press):
            await bot.tell(press, "not-allowed")
            return
        server = await bot.server_of(press.guild_id)
        draft, rows = server_page(server, language, press.guild, page, bot.settings.unprompted)
    else:
        draft, rows = person_page(await bot.store.preferences(press.user.id), language)
    card = replace(manner, surface=Surface.CARD)
    reply = bot.reply(bot.present(draft), card, private=True)
    if update:
        await gate.update_press(press, reply, rows)
    else:
        await gate.answer_press(press, reply, rows=rows)


async def chosen(press: Press, whose: str, field: str, value: Value) -> None:
    """Store one setting. A field or value no panel offers is refused by the types of the record."""
    bot = cast("FootnoteBot", press.client)
    if whose == "person":
        person = await bot.store.preferences(press.user.id)
        await bot.store.save_preferences(press.user.id, _with(person, field, value))
        await show_panel(press, whose, update=True)
    elif await _may(press):
        if field in ONE_CHANNEL:
            value = next(iter(cast("tuple[int, ...]", value)), None)
        if field == "cooldown":
            value = int(cast("str", value or "0"))
        guild = cast("int", press.guild_id)
        await bot.store.save_server(guild, _with(await bot.store.server(guild), field, value))
        await note(press, Did.SETTINGS, detail=field)
        await show_panel(press, whose, PAGE_OF.get(field, REPLIES), update=True)


async def turned(press: Press, whose: str, what: str) -> None:
    """A switch, the reset, or the other half of the panel."""
    bot = cast("FootnoteBot", press.client)
    if whose == "person":
        await bot.store.forget_preferences(press.user.id)
        await show_panel(press, whose, update=True)
    elif await _may(press):
        guild = cast("int", press.guild_id)
        if what == "reset":
            await bot.store.forget_server(guild)
        elif what in SWITCHES:
            server = await bot.store.server(guild)
            await bot.store.save_server(guild, _with(server, what, not getattr(server, what)))
        if what == "reset" or what in SWITCHES:
            await note(press, Did.SETTINGS, detail=what)
        await show_panel(press, whose, PLACES if what == PLACES else REPLIES, update=True)


async def _may(press: Press) -> bool:
    if may_configure(press):
        return True
    await cast("FootnoteBot", press.client).tell(press, "not-allowed")
    return False


def _with(record: RecordT, field: str, value: object) -> RecordT:
    if field not in {f.name for f in fields(record)}:
        raise ValueError("no such setting")
    return replace(record, **cast("dict[str, Any]", {field: value}))
