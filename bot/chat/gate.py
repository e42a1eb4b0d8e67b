"""The send gate: the only place that talks to Discord, and it takes nothing but rendered pages.

No mention can leave (allowed mentions are none at client level and again here), and link previews are off.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

import discord
import structlog
from discord import ui

from bot.chat.layout import Attached, Row, message_of
from bot.chat.reply import Reply

log = structlog.get_logger(__name__)

T = TypeVar("T")
NO_MENTIONS = discord.AllowedMentions.none()
LATE = 1.5
"""Seconds after which an interaction is put on hold: Discord gives 3 before it is lost."""
MOMENT = 0.7
"""Seconds a member may wait before the typing indicator shows."""
NO_HISTORY = 160002
"""Discord's code for replying where the bot may not read the history."""
LACKING = frozenset({50001, 50013})
"""Discord's codes for a channel the bot may not see, or not write in."""


class Blocked(Exception):
    """The bot lacks a permission that it seemed to have."""


async def answer_message(
    message: discord.Message, reply: Reply, rows: Sequence[Row] = (), *, delete_after: float | None = None
) -> discord.Message | None:
    """Answer a message without pinging its author; None when Discord did not take it (for example: it was deleted).

    Raises Blocked when a permission is missing.
    """
    content = _content(reply, 0, rows)
    if delete_after is not None:
        content["delete_after"] = delete_after
    try:
        try:
            return await message.reply(mention_author=False, **content)
        except discord.HTTPException as error:
            if error.code != NO_HISTORY:
                raise
            return await message.channel.send(**content)
    except discord.HTTPException as error:
        log.warning("reply not sent", status=error.status, code=error.code)
        if error.code in LACKING and message.guild is not None:
            raise Blocked from error
        return None


async def answer_press(
    interaction: discord.Interaction[Any],
    reply: Reply,
    *,
    page: int = 0,
    rows: Sequence[Row] = (),
    attached: Attached | None = None,
) -> int | None:
    """Answer an interaction, or follow up when it was put on hold; the id of the message, None when it is too late."""
    content = _content(reply, page, rows, attached)
    if attached is not None:
        content["file"] = attached.file
    try:
        if not interaction.response.is_done():
            sent = await interaction.response.send_message(ephemeral=reply.private, **content)
            return sent.message_id
        followed = await interaction.followup.send(ephemeral=reply.private, wait=True, **content)
        return followed.id
    except discord.HTTPException as error:
        log.warning("interaction not answered", status=error.status, code=error.code)
        return None


async def update_press(
    interaction: discord.Interaction[Any],
    reply: Reply,
    rows: Sequence[Row],
    attached: Attached | None = None,
) -> None:
    """Replace the message a control belongs to, with what is attached to it."""
    content = _content(reply, 0, rows, attached)
    content.pop("suppress_embeds", None)
    content["attachments"] = [attached.file] if attached else []
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(**content)
        else:
            await interaction.response.edit_message(**content)
    except discord.HTTPException as error:
        log.warning("message not updated", status=error.status, code=error.code)


async def post(place: discord.abc.Messageable, reply: Reply, rows: Sequence[Row] = ()) -> bool:
    """Send a reply to a channel or person of its own accord; whether it arrived."""
    try:
        await place.send(**_content(reply, 0, rows))
    except discord.HTTPException as error:
        log.warning("not posted", status=error.status, code=error.code)
        return False
    return True


async def change(message: discord.PartialMessage, reply: Reply, rows: Sequence[Row]) -> bool:
    """Replace what one of our messages shows; whether it is still there."""
    try:
        await correct(message, reply, rows)
    except discord.HTTPException as error:
        log.warning("reply not changed", status=error.status, code=error.code)
        return False
    return True


async def correct(message: discord.PartialMessage, reply: Reply, rows: Sequence[Row]) -> None:
    """As `change`, for somebody who must know why it failed. Raises discord.HTTPException."""
    content = _content(reply, 0, rows)
    content.pop("suppress_embeds", None)
    await message.edit(**content)


async def withdraw(message: discord.PartialMessage | discord.Message) -> None:
    """Delete one of our messages; it may be gone already."""
    with contextlib.suppress(discord.HTTPException):
        await message.delete()


async def take_away(interaction: discord.Interaction[Any]) -> None:
    """Delete the message whose control was pressed, wherever it is, also where the bot is no member."""
    try:
        await interaction.response.defer()
        await interaction.delete_original_response()
    except discord.HTTPException as error:
        log.warning("message not dismissed", status=error.status, code=error.code)


async def open_form(interaction: discord.Interaction[Any], form: ui.Modal) -> None:
    """Show a form."""
    try:
        await interaction.response.send_modal(form)
    except discord.HTTPException as error:
        log.warning("form not shown", status=error.status, code=error.code)


async def in_time(
    interaction: discord.Interaction[Any],
    work: Awaitable[T],
    private: Callable[[], bool],
    *,
    replaces: bool = False,
) -> T:
    """The result of `work`; when it or the event loop is slow the interaction is put on hold before it is lost.

    `private` is asked only then: Discord settles who sees the answer when it is announced. `replaces`: the answer
    will take the place of the message that was pressed.
    """
    age = (discord.utils.utcnow() - interaction.created_at).total_seconds()
    future = asyncio.ensure_future(work)
    if age < LATE:
        await asyncio.wait({future}, timeout=LATE - max(age, 0.0))
    if not future.done() or age >= LATE:
        await hold(interaction, private=private(), thinking=not replaces)
    return await future


async def hold(interaction: discord.Interaction[Any], *, private: bool, thinking: bool = True) -> None:
    """Tell Discord that the answer is coming; its visibility is settled here."""
    if interaction.response.is_done():
        return
    with contextlib.suppress(discord.HTTPException):
        await interaction.response.defer(ephemeral=private, thinking=thinking)


@contextlib.asynccontextmanager
async def typing_if_slow(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show the typing indicator when the block takes longer than a moment."""
    tasks: set[asyncio.Task[None]] = set()
    loop = asyncio.get_running_loop()
    timer = loop.call_later(MOMENT, lambda: tasks.add(loop.create_task(_type(channel))))
    try:
        yield
    finally:
        timer.cancel()
        for task in tasks:
            task.cancel()


async def _type(channel: discord.abc.Messageable) -> None:
    with contextlib.suppress(discord.HTTPException):
        await channel.typing()


def _content(
    reply: Reply, page: int, rows: Sequence[Row], attached: Attached | None = None
) -> dict[str, Any]:
    content = message_of(reply.page(page), reply.manner.surface, rows, attached)
    return {**content, "allowed_mentions": NO_MENTIONS}
