"""What an operator, a server or a person can set: wrong values are one sentence, and none switches safety off."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import discord
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.app import create_bot
from bot.chat.languages import read_languages
from bot.chat.manner import manner_for
from bot.chat.reply import reply_of
from bot.errors import SettingsError
from bot.model.outcome import URGENT
from bot.operate import running
from bot.operate.cli import main
from bot.settings import Settings
from bot.state.records import Preferences, ServerSettings

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = read_languages(ROOT / "knowledge" / "interface")
EMERGENCY = "he is not breathing"
STANDING = "not medical advice"
SECRET = "MTA1NDk4.secret.token"


def run_bot(folder, **variables):
    """`python -m bot run` in an empty folder, so that no file of ours sets anything."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("FOOTNOTE_", "DISCORD_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder, env={**env, "PYTHONPATH": str(ROOT), **variables}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("token", [{}, {"DISCORD_TOKEN": ""}], ids=["none", "empty"])
def test_a_missing_token_is_one_sentence(tmp_path, token):
    """Exit code 2, what to set and where to find it, no trace."""
    result = run_bot(tmp_path, **token)
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "DISCORD_TOKEN" in line and "developer portal" in line


def told(capsys, arguments=("run",)):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code, capsys.readouterr().err


@pytest.fixture
def clean(monkeypatch, tmp_path, logging_as_before):
    """No setting of the machine reaches the test."""
    for name in [n for n in os.environ if n.startswith(("FOOTNOTE_", "DISCORD_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.parametrize("blank", [" ", "\t", "\n \n"])
def test_a_blank_token_is_a_missing_one(clean, capsys, blank):
    """White space is no token."""
    clean.setenv("DISCORD_TOKEN", blank)
    assert told(capsys) == (2, running.MISSING + "\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REGION", "us"), ("REGION", ""), ("REGION", "USA"), ("ENCODER", "maybe"), ("UNPROMPTED", "perhaps"),
        ("UNPROMPTED_CONFIDENCE", "7"), ("UNPROMPTED_CONFIDENCE", "nan"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["run", "ask"])
def test_a_wrong_setting_is_one_sentence(clean, capsys, name, value, command):
    """Exit code 2, the variable by name, its value not repeated, no trace."""
    clean.setenv(f"FOOTNOTE_{name}", value)
    clean.setenv("DISCORD_TOKEN", SECRET)
    code, error = told(capsys, (command, "hello") if command == "ask" else (command,))
    assert code == 2
    assert len(error.splitlines()) == 1
    assert f"FOOTNOTE_{name}" in error
    assert SECRET not in error


@pytest.mark.parametrize("address", ["garbage", "mysql+nodriver://x/y", "postgresql+psycopg2://x/y", ""])
def test_a_wrong_database_is_one_sentence(clean, capsys, address, tmp_path):
    """An address that cannot work is told before anything connects."""
    clean.setenv("FOOTNOTE_DATABASE", address)
    clean.setenv("FOOTNOTE_KNOWLEDGE", str(tmp_path))
    clean.setenv("FOOTNOTE_ENCODER", "off")
    clean.setenv("FOOTNOTE_LOG_LEVEL", "CRITICAL")
    clean.setenv("DISCORD_TOKEN", SECRET)
    code, error = told(capsys)
    assert code == 2
    assert len(error.splitlines()) == 1
    assert "FOOTNOTE_DATABASE is not an address of a database" in error


class RefusedByDiscord:
    """A client whose token Discord does not take."""

    closed = False

    async def start(self, token):
        assert token == SECRET
        raise discord.LoginFailure("Improper token has been passed.")

    def is_closed(self):
        return self.closed

    async def close(self):
        self.closed = True


async def test_a_wrong_token_is_one_sentence(clean):
    """Discord's refusal becomes a remedy without the token, and the client is closed."""
    client = RefusedByDiscord()
    clean.setattr(running, "create_bot", lambda settings: client)
    with pytest.raises(SettingsError) as refused:
        await running.run(Settings(discord_token=f" {SECRET}\n"))
    assert str(refused.value) == running.REFUSED
    assert client.closed


def test_the_token_shows_nowhere():
    """Printing the settings hides it."""
    settings = Settings(discord_token=SECRET)
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()}"


def test_settings_cannot_be_changed_while_it_runs():
    """Frozen: what was checked at the start holds."""
    with pytest.raises(ValidationError):
        Settings().region = "US"


def test_no_setting_is_about_safety():
    """There is nothing to switch: neither disclaimers nor emergencies nor mentions have a setting."""
    words = ("disclaim", "safety", "emergenc", "crisis", "triage", "mention", "refus", "warn", "card")
    names = [*Settings.model_fields, *ServerSettings.__dataclass_fields__, *Preferences.__dataclass_fields__]
    assert [n for n in names if any(word in n for word in words)] == []


REGION = st.none() | st.sampled_from(["US", "GB", "ZZ", "XX", "", "??", "us"])
LANGUAGE = st.none() | st.sampled_from(["en", "de", "xx", "", "pt-BR", "en-GB", "-", "\u200b"])
SURFACE = st.none() | st.sampled_from(["card", "embed", "plain", "none", ""])
NUMBERS = st.lists(st.integers(0, 2**63), max_size=3).map(tuple)
SERVER = st.builds(
    ServerSettings, channels=NUMBERS, unprompted=NUMBERS, private=st.booleans(), follow_deletion=st.booleans(),
    cooldown=st.integers(-5, 10**9), region=REGION, language=LANGUAGE, surface=SURFACE,
)  # fmt: skip
PERSON = st.builds(Preferences, surface=SURFACE, language=LANGUAGE, region=REGION)
QUESTIONS = st.sampled_from(
    [
        EMERGENCY,
        "i want to kill myself",
        "where to buy phenibut",
        "what is fasoracetam",
        "weather in paris",
        "",
    ]
)


@examples(max_examples=120, deadline=None)
@given(server=SERVER, person=PERSON, locale=LANGUAGE, operator=REGION, text=QUESTIONS, short=st.booleans())
def test_whatever_servers_and_people_choose_the_block_is_there(
    ask, server, person, locale, operator, text, short
):
    """Any surface, language or region that was ever stored: every page ends with the standing text."""
    manner = manner_for(LANGUAGES, person, server, locale, operator)
    outcome = ask(text)
    standing = next(d.text for d in outcome.safety.after if d.when.always)
    said = manner.language(standing).strip()
    assert said
    for page in reply_of(outcome, manner, short=short).pages:
        assert said in page.blocks[-1].text
    assert (outcome.kind in URGENT) == (text in (EMERGENCY, "i want to kill myself"))


@examples(max_examples=12, deadline=None)
@given(
    region=st.none() | st.from_regex(r"[A-Z]{2}", fullmatch=True),
    level=st.sampled_from(["DEBUG", "CRITICAL", "", "no such level"]),
    unprompted=st.booleans(),
    confidence=st.floats(0, 1),
    folder=st.sampled_from(["", "nowhere", "\u200b", "a" * 200]),
    database=st.sampled_from(["sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:////no/such/folder/x.db"]),
)
def test_whatever_the_operator_sets_the_bot_has_its_cards(
    tmp_path_factory, region, level, unprompted, confidence, folder, database
):
    """Every setting that is taken at all leaves emergencies, refusals and the safety block in place."""
    settings = Settings(
        knowledge=tmp_path_factory.getbasetemp() / "settings" / folder, region=region, log_level=level, encoder="off",
        unprompted=unprompted, unprompted_confidence=confidence, database=database,
    )  # fmt: skip
    bot = create_bot(settings)
    manner = manner_for(bot.languages, Preferences(), ServerSettings(), None, settings.region)
    for text in (EMERGENCY, "where to buy phenibut", "what is fasoracetam"):
        outcome = asyncio.run(bot.answer(text, manner))
        assert (outcome.kind in URGENT) == (text == EMERGENCY)
        assert all(STANDING in page.blocks[-1].text for page in bot.reply(outcome, manner).pages)
    allowed = bot.allowed_mentions
    assert not (allowed.everyone or allowed.users or allowed.roles or allowed.replied_user)
