"""The commands as Discord gets them: within its rules in every language, and sent only when they changed."""

import re

import pytest

from bot.chat.desk.room import with_desk
from bot.chat.languages import NAMES, CommandTranslator, read_languages
from bot.chat.parts import add_all
from bot.chat.sync import payload_of, sync_if_changed
from bot.desk.desk import Desk
from bot.settings import Settings
from bot.state.store import Store

NAME = re.compile(r"^[-_'\w]{1,32}$")


@pytest.fixture
async def bot(answerer):
    from bot.chat.client import FootnoteBot

    settings = Settings(encoder="off")
    languages = read_languages(settings.interface)
    store = Store("sqlite+aiosqlite:///:memory:")
    made = FootnoteBot(
        lambda: answerer, (), floor=answerer.floor, store=store, languages=languages, settings=settings
    )
    await add_all(made)
    await with_desk(Desk.__new__(Desk))(made)
    await made.tree.set_translator(CommandTranslator(languages))
    await store.open()
    yield made
    await store.close()


@pytest.fixture
async def payload(bot):
    return await payload_of(bot.tree)


def parts(command):
    """The command itself, its options or subcommands, theirs, and the choices."""
    yield command
    for option in command.get("options", []):
        yield from parts(option)
    yield from command.get("choices", [])


def test_counts(payload):
    """At most 100 slash commands, 5 message commands, 25 options and 25 choices."""
    assert sum(c.get("type", 1) == 1 for c in payload) <= 100
    assert sum(c.get("type", 1) == 3 for c in payload) <= 5
    for command in payload:
        assert len(command.get("options", [])) <= 25
        assert all(len(o.get("choices", [])) <= 25 for o in command.get("options", []))
    assert len({(c["name"], c.get("type", 1)) for c in payload}) == len(payload)


def test_names(payload):
    """Slash names and options are small letters without blanks in every language; choices have 100 characters."""
    for command in payload:
        menu = command.get("type", 1) != 1
        for part in parts(command):
            names = [part["name"], *(part.get("name_localizations") or {}).values()]
            for name in names:
                if "value" in part:
                    assert 1 <= len(name) <= 100
                elif menu:
                    assert 1 <= len(name) <= 32
                else:
                    assert NAME.match(name) and name == name.lower(), name
        names = [tuple((o.get("name_localizations") or {}).items()) for o in command.get("options", [])]
        assert len(set(names)) == len(names) or not any(names)


def test_descriptions(payload):
    """1 to 100 characters in every language."""
    for command in payload:
        for part in parts(command):
            if "description" in part and command.get("type", 1) == 1:
                texts = [part["description"], *(part.get("description_localizations") or {}).values()]
                assert all(1 <= len(text) <= 100 for text in texts), texts


def test_the_whole_stays_below_8000_characters(payload):
    """Discord adds names, descriptions and values of a command; the longest language counts."""
    for command in payload:
        total = 0
        for part in parts(command):
            for key in ("name", "description"):
                texts = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
                total += max(map(len, texts))
            total += len(str(part.get("value", "")))
        assert total <= 8000


def test_required_options_come_first(payload):
    """Discord refuses a required option behind an optional one."""
    for command in payload:
        required = [option.get("required", False) for option in command.get("options", [])]
        assert required == sorted(required, reverse=True)


def test_everybody_can_use_them_everywhere(payload):
    """Installed to a server or to a person, in servers, direct messages and groups; two are a server's alone."""
    for command in payload:
        places = (sorted(command["integration_types"]), sorted(command["contexts"]))
        assert places == (([0], [0]) if command["name"] in {"settings", "kb"} else ([0, 1], [0, 1, 2]))


def test_descriptions_are_translated(payload):
    """Every slash command's description exists in each language beside English."""
    for command in payload:
        if command.get("type", 1) == 1:
            locales = set(command.get("description_localizations") or {})
            assert {"de", "es-ES", "es-419", "fr", "pt-BR"} <= locales, command["name"]
    assert set(NAMES) == {"en", "de", "es", "fr", "pt-BR"}


async def test_they_are_sent_only_when_they_changed(bot, monkeypatch):
    """The hash of what Discord has is stored; an equal one sends nothing, another one does."""
    sent = []

    async def sync():
        sent.append(1)

    monkeypatch.setattr(bot.tree, "sync", sync)
    assert await sync_if_changed(bot.tree, bot.store)
    assert not await sync_if_changed(bot.tree, bot.store)
    bot.tree.get_command("help").description = "Another text"
    assert await sync_if_changed(bot.tree, bot.store)
    assert len(sent) == 2


async def test_a_refused_sync_is_tried_again(bot, monkeypatch):
    """When Discord refuses, nothing is remembered and the bot starts all the same."""
    import discord

    class Response:
        status, reason = 500, "no"

    async def refuse():
        raise discord.HTTPException(Response(), "no")

    with monkeypatch.context() as patch:
        patch.setattr(bot.tree, "sync", refuse)
        assert not await sync_if_changed(bot.tree, bot.store)

    async def take():
        return []

    monkeypatch.setattr(bot.tree, "sync", take)
    assert await sync_if_changed(bot.tree, bot.store)
