"""How one reply is shown: its surface, its language, and whose emergency numbers come first."""

from dataclasses import dataclass

from bot.chat.languages import Languages
from bot.render.language import Language
from bot.render.surface import Surface
from bot.state.records import Preferences, ServerSettings


@dataclass(frozen=True, slots=True)
class Manner:
    """Made by `manner_for`; everything a renderer needs besides the outcome."""

    surface: Surface
    language: Language
    region: str | None


def manner_for(
    languages: Languages,
    person: Preferences,
    server: ServerSettings,
    locale: str | None,
    operator_region: str | None,
) -> Manner:
    """The person's own choice first, then the server's, then what Discord tells about their language.

    A locale with a country (`en-GB`, `pt-BR`) also says whose numbers to show when nobody chose a region.
    """
    surface = person.surface or server.surface or Surface.CARD.value
    country = (locale or "").partition("-")[2]
    region = person.region or server.region or operator_region
    return Manner(
        surface=Surface(surface) if surface in set(Surface) else Surface.CARD,
        language=languages.of(person.language or locale or server.language),
        region=region or (country if len(country) == 2 and country.isalpha() else None),
    )
