"""The bot as an operator gets it: built by `create_bot`, started, stopped and started again."""

import pytest

from bot.app import create_bot
from bot.settings import Settings
from tests.behaviour.conftest import HALF_LIFE, text_of


@pytest.fixture
def simcord_bot():
    return create_bot(Settings(encoder="off"))


async def test_it_answers(scene):
    """Commands are registered by the bot itself, and a mention is answered."""
    assert "4 to 6.5" in text_of(await scene.ask())
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    assert "4 to 6.5" in text_of(result.response)


async def test_a_restart_sends_the_commands_only_once(tmp_path, scene):
    """What Discord has is remembered in the database, so a second start does not send it again."""
    settings = Settings(encoder="off", database=f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    before = len(_syncs(scene))
    await scene.env.restart_bot(create_bot(settings))
    assert len(_syncs(scene)) == before + 1
    await scene.env.restart_bot(create_bot(settings))
    assert len(_syncs(scene)) == before + 1
    assert "4 to 6.5" in text_of(await scene.ask())


def _syncs(scene):
    return [r for r in scene.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
