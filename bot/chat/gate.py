"""The send gate: the only place that talks to Discord, and it takes nothing but rendered pages.

No mention can leave (allowed mentions are none at client level and again here), and link previews are off.
"""

from dataclasses import dataclass

import discord
import structlog

from bot.chat.layout import page_view
from bot.model.outcome import Outcome
from bot.render.pages import Page, pages

log = structlog.get_logger(__name__)

NO_MENTIONS = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Reply:
    """A rendered outcome: made by `reply_to` from an `Outcome`, so its safety block is inside every page."""

    pages: tuple[Page, ...]
    entry: str | None
    related: tuple[tuple[str, str], ...] = ()


def reply_to(outcome: Outcome) -> Reply:
    """The pages of an outcome with the ids its controls need."""
    draft = outcome.draft
    entry = draft.entries[0] if draft.entries else None
    choices = draft.choices or draft.related
    return Reply(pages(outcome), entry, tuple((choice.entry, choice.title) for choice in choices))


async def send_message(message: discord.Message, reply: Reply) -> discord.Message | None:
    """Answer a message without pinging its author; None when Discord did not take it."""
    view = page_view(reply.pages[0], reply.entry, reply.related)
    try:
        return await message.reply(
            view=view, mention_author=False, allowed_mentions=NO_MENTIONS, suppress_embeds=True
        )
    except discord.HTTPException as error:
        log.warning("reply not sent", status=error.status, code=error.code, channel=message.channel.id)
        return None


async def send_interaction(
    interaction: discord.Interaction, reply: Reply, *, private: bool, page: int = 0
) -> None:
    """Answer an interaction, or follow up when it was already answered."""
    number = min(max(page, 0), len(reply.pages) - 1)
    view = page_view(reply.pages[number], reply.entry, reply.related if number == 0 else ())
    try:
        if interaction.response.is_done():
            await interaction.followup.send(
                view=view, ephemeral=private, allowed_mentions=NO_MENTIONS, suppress_embeds=True
            )
        else:
            await interaction.response.send_message(
                view=view, ephemeral=private, allowed_mentions=NO_MENTIONS, suppress_embeds=True
            )
    except discord.HTTPException as error:
        log.warning("interaction not answered", status=error.status, code=error.code)
