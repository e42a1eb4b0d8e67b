"""The two settings panels as texts and rows of controls: what is set, in words, and how to change it."""

from collections.abc import Iterable, Mapping

import discord

from bot.answer.urgent import REGIONS
from bot.chat.controls.choosing import NOTHING, Choose, ChooseChannels, ChooseRole, Turn
from bot.chat.languages import NAMES
from bot.chat.layout import Row
from bot.chat.notices import spoken
from bot.model.outcome import Draft
from bot.render.language import Language
from bot.render.surface import Surface
from bot.state.records import Preferences, ServerSettings

PLACES, REPLIES = "places", "replies"
"""The halves of the server's panel: where the bot speaks and who looks after it; how replies look."""
COOLDOWNS = (0, 3, 10, 30, 60)


def server_page(
    server: ServerSettings, language: Language, guild: discord.Guild | None, page: str, unprompted: bool
) -> tuple[Draft, list[Row]]:
    """One half of the server's panel."""
    if page == PLACES:
        return _places(server, language, guild, unprompted)
    say = language.say
    lines = {
        "panel.surface": _shown(_surfaces(language), server.surface, language),
        "panel.language": _shown(NAMES, server.language, language),
        "panel.region": _shown(_regions(language), server.region, language),
        "panel.cooldown": say("panel.seconds", count=server.cooldown)
        if server.cooldown
        else say("panel.none"),
        "panel.private": say("panel.on" if server.private else "panel.off"),
        "panel.follow_deletion": say("panel.on" if server.follow_deletion else "panel.off"),
    }
    cooldowns = {str(n): say("panel.seconds", count=n) if n else say("panel.none") for n in COOLDOWNS}
    rows: list[Row] = [
        [_choose("server", "surface", _surfaces(language), server.surface, language)],
        [_choose("server", "language", NAMES, server.language, language)],
        [_choose("server", "region", _regions(language), server.region, language)],
        [_choose("server", "cooldown", cooldowns, str(server.cooldown), language, default=False)],
        [
            Turn("server", "private", say("panel.toggle-private")),
            Turn("server", "follow_deletion", say("panel.toggle-deletion")),
        ],
        [
            Turn("server", PLACES, say("panel.to-places"), discord.ButtonStyle.primary),
            _reset("server", language),
        ],
    ]
    return spoken(say("panel.server.title"), _lines(lines, language)), rows


def _places(
    server: ServerSettings, language: Language, guild: discord.Guild | None, unprompted: bool
) -> tuple[Draft, list[Row]]:
    say = language.say
    everywhere = say("panel.everywhere")
    lines = {
        "panel.channels": _channels(guild, server.channels) or everywhere,
        "panel.unprompted": _channels(guild, server.unprompted) or say("panel.nowhere"),
        "panel.moderator_role": _role(guild, server.moderator_role) or say("panel.none"),
        "panel.moderator_channel": _channels(guild, filter(None, [server.moderator_channel]))
        or say("panel.none"),
    }
    if not unprompted:
        lines["panel.unprompted"] = say("panel.not-offered")
    rows: list[Row] = [[ChooseChannels("channels", server.channels, say("panel.choose-channels"))]]
    if unprompted:
        rows.append([ChooseChannels("unprompted", server.unprompted, say("panel.choose-unprompted"))])
    channel = [server.moderator_channel] if server.moderator_channel else []
    rows += [
        [ChooseRole("moderator_role", server.moderator_role, say("panel.choose-role"))],
        [ChooseChannels("moderator_channel", channel, say("panel.choose-moderator-channel"), most=1)],
        [
            Turn("server", REPLIES, say("panel.to-replies"), discord.ButtonStyle.primary),
            _reset("server", language),
        ],
    ]
    return spoken(say("panel.server.title"), _lines(lines, language)), rows


def person_page(person: Preferences, language: Language) -> tuple[Draft, list[Row]]:
    """A person's own panel."""
    say = language.say
    lines = {
        "panel.surface": _shown(_surfaces(language), person.surface, language),
        "panel.language": _shown(NAMES, person.language, language),
        "panel.region": _shown(_regions(language), person.region, language),
    }
    rows: list[Row] = [
        [_choose("person", "surface", _surfaces(language), person.surface, language)],
        [_choose("person", "language", NAMES, person.language, language)],
        [_choose("person", "region", _regions(language), person.region, language)],
        [_reset("person", language)],
    ]
    texts = [*_lines(lines, language), say("panel.person")]
    return spoken(say("panel.person.title"), texts), rows


def _lines(lines: Mapping[str, str], language: Language) -> list[str]:
    return ["\n".join(f"- **{language.say(key)}:** {value}" for key, value in lines.items())]


def _choose(
    whose: str,
    field: str,
    names: Mapping[str, str],
    chosen: str | None,
    language: Language,
    *,
    default: bool = True,
) -> Choose:
    title = language.say(f"panel.{field}")
    shown = {NOTHING: language.say("panel.default"), **names} if default else names
    options = [
        discord.SelectOption(
            label=f"{title}: {name}"[:100], value=value, default=value == (chosen or NOTHING)
        )
        for value, name in shown.items()
    ]
    return Choose(whose, field, options, title)


def _reset(whose: str, language: Language) -> Turn:
    return Turn(whose, "reset", language.say("panel.reset"), discord.ButtonStyle.danger)


def _shown(names: Mapping[str, str], chosen: str | None, language: Language) -> str:
    return names.get(chosen or "", language.say("panel.default"))


def _surfaces(language: Language) -> dict[str, str]:
    return {surface.value: language.say(f"surface.{surface.value}") for surface in Surface}


def _regions(language: Language) -> dict[str, str]:
    return {key: language(name) for key, name in REGIONS.items()}


def _channels(guild: discord.Guild | None, ids: Iterable[int | None]) -> str:
    found = [guild.get_channel(i) for i in ids if i] if guild else []
    return ", ".join(f"#{channel.name}" for channel in found if channel)


def _role(guild: discord.Guild | None, role: int | None) -> str | None:
    found = guild.get_role(role) if guild and role else None
    return found.name if found else None
