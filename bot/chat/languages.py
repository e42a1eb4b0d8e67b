"""Interface texts and their translations, read from `knowledge/interface/`, and Discord's view of them.

`en.yaml` holds the English by id; every other file holds translations, each with the digest of the English it is of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import discord
import structlog
from discord import app_commands
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import parse_bytes
from bot.render.language import Language

log = structlog.get_logger(__name__)

SHIPPED = Path(__file__).with_name("interface.yaml")
"""The English that ships with the code: it serves when the knowledge has none."""

NAMES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt-BR": "Português (Brasil)",
}


class Translation(BaseModel):
    """A text in another language and the digest of the English text it translates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    text: str


_ENGLISH = TypeAdapter(dict[str, str])
_TRANSLATED = TypeAdapter(dict[str, Translation])


def read_english(path: Path) -> dict[str, str]:
    """Texts by id. Raises UnreadableFile, ValidationError or OSError."""
    return _ENGLISH.validate_python(parse_bytes(path.read_bytes(), path.name).value)


def read_translations(path: Path) -> dict[str, Translation]:
    """Translations by id. Raises UnreadableFile, ValidationError or OSError."""
    return _TRANSLATED.validate_python(parse_bytes(path.read_bytes(), path.name).value or {})


TEXT: Mapping[str, str] = read_english(SHIPPED)
"""The shipped English by id, for names that must be known when the code is loaded."""


@dataclass(frozen=True, slots=True)
class Languages:
    """All languages by their codes; English is always among them."""

    by_code: Mapping[str, Language]

    def of(self, locale: str | None) -> Language:
        """The language of a Discord locale such as `es-419` or `pt-BR`; English when there is none."""
        code = locale or "en"
        family = code.partition("-")[0]
        return self.by_code.get(code) or self.by_code.get(family) or self.by_code["en"]

    def exists(self, code: str | None) -> bool:
        return code in self.by_code


def read_languages(folder: Path) -> Languages:
    """The languages of a folder of interface texts. A file that cannot be used is left out and named in the log."""
    english = dict(TEXT)
    languages: dict[str, Language] = {}
    for code in NAMES:
        path = folder / f"{code}.yaml"
        try:
            if code == "en":
                english |= read_english(path)
                languages[code] = Language("en", {}, english)
            else:
                memory = {t.of: t.text for t in read_translations(path).values()}
                languages[code] = Language(code, memory, english)
        except (OSError, UnreadableFile, ValidationError) as error:
            log.warning("interface texts not read", file=path.name, error=type(error).__name__)
    languages.setdefault("en", Language("en", {}, english))
    return Languages(languages)


class CommandTranslator(app_commands.Translator):
    """Names and descriptions of commands, options and choices for Discord's menus."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = self._languages.of(locale.value)
        text = language(string.message)
        return None if text == string.message else text
