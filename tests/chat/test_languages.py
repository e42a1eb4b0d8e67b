"""Interface and safety texts in other languages: complete, current, with the same fields and the same numbers."""

import re

import pytest

from bot.chat.catalog import catalog, unfinished
from bot.chat.languages import NAMES, SHIPPED, TEXT, read_english, read_languages, read_translations
from bot.render.language import digest
from bot.settings import Settings

SETTINGS = Settings(encoder="off")
OTHERS = [code for code in NAMES if code != "en"]
NUMBER = re.compile(r"\d+(?:[ -]\d+)*")
COVERED = 0.9
"""Share of the safety texts that must be current; what a moderator changes falls back to English until it is mended."""


@pytest.fixture(scope="module")
def english(knowledge):
    return catalog(knowledge.safety)


def test_the_shipped_english_is_the_knowledges():
    """The copy that serves without a knowledge folder is the same text; copy one over the other after a change."""
    assert read_english(SHIPPED) == read_english(SETTINGS.interface / "en.yaml")


@pytest.mark.parametrize("code", OTHERS)
def test_every_interface_text_is_translated(code, english):
    """Buttons, notices, panels and commands exist in every language, made from the English of today."""
    missing = set(unfinished(code, english, SETTINGS)) & set(TEXT)
    assert not missing, f"python -m bot.chat.catalog {code}"


@pytest.mark.parametrize("code", OTHERS)
def test_safety_texts_are_translated(code, english):
    """Nearly all of them; none is shown in words that no longer fit."""
    safety = [key for key in english if key.split(".")[0] in {"disclaimer", "group", "refusal", "card"}]
    missing = [key for key in unfinished(code, english, SETTINGS) if key in safety]
    assert len(missing) <= (1 - COVERED) * len(safety), f"python -m bot.chat.catalog {code}"


@pytest.mark.parametrize("code", OTHERS)
def test_fields_and_numbers_survive(code, english):
    """A translation has the same {fields}, and every number to call that the English has."""
    current = {t.of: t.text for t in read_translations(SETTINGS.interface / f"{code}.yaml").values()}
    for key, text in english.items():
        translated = current.get(digest(text), text)
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", translated)), key
        if key.startswith("card."):
            assert sorted(NUMBER.findall(text)) == sorted(NUMBER.findall(translated)), key


def test_what_is_stale_or_missing_is_listed(english):
    """A changed English text is named as unfinished, and shown in English."""
    changed = {**english, "dismiss": "Dismiss this reply now"}
    assert "dismiss" in unfinished("de", changed, SETTINGS)
    german = read_languages(SETTINGS.interface).of("de")
    assert german("Dismiss this reply now") == "Dismiss this reply now"
    assert german("Dismiss") != "Dismiss"


def test_a_day_in_a_sentence_is_no_new_sentence():
    """The line with the day of the last check is translated whatever the day."""
    german = read_languages(SETTINGS.interface).of("de")
    assert german("Numbers last checked 2026-12-24.") == "Nummern zuletzt geprüft am 2026-12-24."


@pytest.mark.parametrize("broken", ["", "- a list", "dismiss: [1", "dismiss: {of: x}"])
def test_a_broken_file_falls_back_to_english(tmp_path, broken):
    """The bot starts, speaks English, and keeps the other languages."""
    for code in NAMES:
        source = (SETTINGS.interface / f"{code}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{code}.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "en.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "de.yaml").write_text(broken, encoding="utf-8")
    languages = read_languages(tmp_path)
    assert languages.of("de").say("dismiss") == "Dismiss"
    assert languages.of("fr").say("dismiss") != "Dismiss"


def test_without_a_folder_everything_is_english(tmp_path):
    """A missing knowledge folder leaves the shipped texts."""
    languages = read_languages(tmp_path / "nothing")
    assert languages.of("de").say("dismiss") == "Dismiss"
