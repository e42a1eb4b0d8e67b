"""How a reply is shown: the person's choice, then what Discord tells, then the server's, then the operator's."""

import pytest

from bot.chat.languages import Languages
from bot.chat.manner import manner_for
from bot.render.language import Language
from bot.render.surface import Surface
from bot.state.records import Preferences, ServerSettings

LANGUAGES = Languages({code: Language(code) for code in ("en", "de", "es", "pt-BR")})


def manner(person=None, server=None, locale=None, operator=None):
    return manner_for(LANGUAGES, person or Preferences(), server or ServerSettings(), locale, operator)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "en"),
        ({"locale": "de"}, "de"),
        ({"locale": "es-419"}, "es"),
        ({"locale": "pt-BR"}, "pt-BR"),
        ({"locale": "ja"}, "en"),
        ({"server": ServerSettings(language="de")}, "de"),
        ({"server": ServerSettings(language="de"), "locale": "es-ES"}, "es"),
        ({"person": Preferences(language="de"), "locale": "es-ES"}, "de"),
        ({"server": ServerSettings(language="nonsense")}, "en"),
    ],
)
def test_language(given, code):
    """The nearest choice wins; an unknown one is English."""
    assert manner(**given).language.code == code


@pytest.mark.parametrize(
    ("given", "region"),
    [
        ({}, None),
        ({"locale": "en-GB"}, "GB"),
        ({"locale": "es-419"}, None),
        ({"locale": "en-GB", "operator": "IE"}, "IE"),
        ({"server": ServerSettings(region="AU"), "operator": "IE"}, "AU"),
        ({"person": Preferences(region="NZ"), "server": ServerSettings(region="AU")}, "NZ"),
    ],
)
def test_region(given, region):
    """A country in the locale counts only when nobody chose one."""
    assert manner(**given).region == region


@pytest.mark.parametrize(
    ("given", "surface"),
    [
        ({}, Surface.CARD),
        ({"server": ServerSettings(surface="plain")}, Surface.PLAIN),
        (
            {"person": Preferences(surface="embed"), "server": ServerSettings(surface="plain")},
            Surface.EMBED,
        ),
        ({"person": Preferences(surface="nonsense")}, Surface.CARD),
    ],
)
def test_surface(given, surface):
    """The person's, then the server's, then the card."""
    assert manner(**given).surface is surface
