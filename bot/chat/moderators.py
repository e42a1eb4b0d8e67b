"""What reaches the people who look after a server: alarms about answers, reports, and permissions that are missing."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.answer.entries import single_ids
from bot.chat import gate
from bot.chat.bookkeeping import now
from bot.chat.controls.reporting import ReportButton
from bot.chat.desk.controls import Act
from bot.chat.desk.rights import homes
from bot.chat.ids import unpack
from bot.chat.layout import Row
from bot.chat.manner import manner_for
from bot.chat.notices import notice
from bot.chat.reply import Controls, Reply
from bot.chat.rights import can_fix
from bot.model.outcome import URGENT, Draft
from bot.state.records import SUGGESTION, Preferences, ServerSettings, SuggestionKind, Verdict

if TYPE_CHECKING:
    from bot.chat.client import FootnoteBot

log = structlog.get_logger(__name__)

Press = discord.Interaction[Any]
DAY = 24 * 3600
BETWEEN_REPORTS = 60
MAY_REPORT = frozenset({Verdict.NOT_HELPFUL, Verdict.UNSAFE})


async def take_feedback(bot: "FootnoteBot", press: Press, verdict: Verdict, packed: str) -> None:
    """Count one press per person, message and verdict; tell the moderators when an answer was called unsafe."""
    message = press.message.id if press.message else 0
    key = ("feedback", message, press.user.id, verdict)
    if bot.pauses.wait(key, DAY, asyncio.get_running_loop().time()):
        await bot.tell(press, "feedback.twice")
        return
    entry = unpack(packed, bot.answers().knowledge) or packed
    for single in single_ids(entry):
        await bot.store.count_feedback(single, verdict, bot.answers().knowledge.version)
    if verdict is Verdict.NOT_HELPFUL:
        bot.books.not_helpful(entry, bot.answers().knowledge, press.user.id)
    log.info("feedback", verdict=verdict.value, entry=entry)
    server = await bot.server_of(press.guild_id)
    manner = await bot.manner_of(press)
    button = [[ReportButton(packed, manner.language.say("report.button"))]]
    rows = button if server.moderator_channel and verdict in MAY_REPORT else ()
    await bot.tell(press, f"feedback.thanks-{verdict.value.replace('_', '-')}", rows=rows)
    if verdict is Verdict.UNSAFE:
        language = bot.languages.of(server.language)
        await to_moderators(bot, server, notice(language, "alarm", entry=entry, where=_where(press)))


async def desks(bot: "FootnoteBot", guild: int | None) -> list[ServerSettings]:
    """Who hears of what a member sends: the server's own moderators, else those of the servers that keep the knowledge."""
    own = await bot.server_of(guild)
    if own.moderator_channel:
        return [own]
    servers = [await bot.server_of(home) for home in sorted(homes(bot))]
    return [server for server in servers if server.moderator_channel]


async def take_report(
    bot: "FootnoteBot", press: Press, packed: str, text: str, kind: SuggestionKind, *, consent: bool
) -> None:
    """Put a report into the moderators' queue, with its writer's consent, and tell them that it waits there.

    One that tells of an emergency is answered with the card first.
    """
    manner, told = await bot.manner_of(press), await bot.desks(press.guild_id)
    outcome = await bot.answer(text, manner)
    if outcome.kind in URGENT:
        await bot.answer_press(press, outcome, manner=manner)
    if not consent:
        await bot.tell(press, "report.no-consent")
        return
    moment = asyncio.get_running_loop().time()
    if left := bot.pauses.wait(("report", press.user.id), BETWEEN_REPORTS, moment):
        await bot.tell(press, "cooldown", seconds=int(left) + 1)
        return
    if not told:
        await bot.tell(press, "report.nowhere")
        return
    entry = unpack(packed, bot.answers().knowledge)
    kept = await bot.store.suggestions.add(
        kind, press.user.id, text.replace("\0", "")[:SUGGESTION], guild=press.guild_id, entry=entry, at=now()
    )
    for server in told:
        language = bot.languages.of(server.language)
        waits = notice(language, f"{kind.value}.waits", entry=entry or "—", where=_where(press))
        await to_moderators(bot, server, waits, [[Act("suggestion", kept.id, language.say("kb.queue.open"))]])
    await bot.tell(press, "report.sent", days=bot.settings.suggestion_days)


async def reply_blocked(
    bot: "FootnoteBot", message: discord.Message, server: ServerSettings, lacking: tuple[str, ...]
) -> None:
    """Tell one person who can change it what is missing, once for each channel."""
    guild = message.guild
    name = f"told:{message.channel.id}"
    # Two questions may come at the same moment, before the store knows of the first.
    moment = asyncio.get_running_loop().time()
    if guild is None or bot.pauses.wait(name, DAY, moment) or await bot.store.remembered(name):
        return
    await bot.store.remember(name, "permissions")
    language = bot.languages.of(server.language or guild.preferred_locale.value)
    channel = getattr(message.channel, "name", "")
    text = notice(language, "blocked", channel=channel, server=guild.name, lacking=", ".join(lacking))
    log.warning("cannot reply here", lacking=lacking)
    if await to_moderators(bot, server, text):
        return
    person: discord.abc.Messageable | None = message.author
    if not can_fix(message):
        person = await _owner(bot, guild)
    if person is not None:
        await gate.post(person, _reply(bot, server, text))


async def to_moderators(
    bot: "FootnoteBot", server: ServerSettings, draft: Draft, rows: Sequence[Row] = ()
) -> bool:
    """Post to the moderators' channel; whether there is one and it took the message."""
    if server.moderator_channel is None:
        return False
    place = bot.get_partial_messageable(server.moderator_channel)
    return await gate.post(place, _reply(bot, server, draft), rows)


def _reply(bot: "FootnoteBot", server: ServerSettings, draft: Draft) -> Reply:
    manner = manner_for(bot.languages, Preferences(), server, None, bot.settings.region)
    return bot.reply(bot.present(draft), manner, controls=Controls.PAGING)


async def _owner(bot: "FootnoteBot", guild: discord.Guild) -> discord.User | None:
    if guild.owner_id is None:
        return None
    try:
        return await bot.fetch_user(guild.owner_id)
    except discord.HTTPException:
        return None


def _where(press: Press) -> str:
    """A link to the public message a control belongs to."""
    message = press.message
    return message.jump_url if message is not None and not message.flags.ephemeral else "—"
