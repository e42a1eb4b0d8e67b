"""Answers nobody asked for: only with the operator's and the server's consent, only when sure, never in the way."""

import pytest

from bot.settings import Settings
from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, labels_of, text_of


@pytest.fixture
def bot_settings():
    return Settings(encoder="off", unprompted=True, unprompted_confidence=0.7)


@pytest.fixture
async def opened(scene):
    await scene.configure(unprompted=(scene.channel.id,))
    return scene


async def test_it_is_off_until_a_server_opens_a_channel(scene):
    """The operator's consent alone changes nothing."""
    await scene.member.send(scene.channel, HALF_LIFE)
    assert scene.replies() == []


async def test_a_clear_question_is_answered_and_can_be_dismissed(opened):
    """In an opened channel a question needs no mention."""
    await opened.member.send(opened.channel, HALF_LIFE)
    (message,) = opened.sent()
    assert "4 to 6.5" in text_of(message) and "Dismiss" in labels_of(message)


async def test_statements_and_guesses_are_left_alone(opened):
    """No question, or no sure answer: silence, not an abstention."""
    await opened.member.send(opened.channel, "the half life of fasoracetam came up yesterday")
    await opened.member.send(opened.channel, "does anyone know a good film?")
    await opened.member.send(opened.channel, "lol same")
    assert opened.replies() == []


async def test_helpers_are_left_alone(opened):
    """Neither a moderator's message nor an answer to somebody else is spoken into."""
    await opened.moderator().send(opened.channel, HALF_LIFE)
    asked = await opened.member.send(opened.channel, "hm")
    await opened.member.send(opened.channel, HALF_LIFE, reply_to=asked)
    assert opened.replies() == []


async def test_other_channels_are_left_alone(opened):
    """Only the channels that were opened."""
    lounge = opened.guild.create_text_channel("lounge")
    await opened.member.send(lounge, HALF_LIFE)
    assert opened.replies(lounge) == []


async def test_a_thread_is_answered_once(opened):
    """In a thread only the message that opened it; later ones belong to those who talk there."""
    start = await opened.member.send(opened.channel, "hello all")
    model = opened.env.backend.create_thread(opened.channel.id, "talk", opened.member.id, message_id=start.id)
    thread = next(t for t in opened.channel.threads if t.id == model.id)
    await opened.member.send(thread, HALF_LIFE)
    assert opened.replies(thread) == []


async def test_an_emergency_there_gets_its_card(opened):
    """Somebody in danger is not left alone for want of a mention."""
    await opened.member.send(opened.channel, EMERGENCY)
    assert "911" in opened.replies()[0]


async def test_the_pause_is_silent_here(opened):
    """Nobody who did not call the bot is told to wait for it."""
    await opened.configure(unprompted=(opened.channel.id,), cooldown=30)
    await opened.member.send(opened.channel, HALF_LIFE)
    await opened.member.send(opened.channel, HALF_LIFE)
    assert len(opened.replies()) == 1


async def test_the_panel_offers_it(opened):
    """With the operator's consent managers can choose the channels."""
    shown = (await opened.manager.slash(opened.channel, "settings")).response
    await opened.manager.select(shown, [], custom_id="c:unprompted")
    assert (await opened.store.server(opened.guild.id)).unprompted == ()


def test_the_intent_is_asked_for_only_then(simcord_bot):
    """Message content is the only privileged intent, and only in this mode."""
    intents = simcord_bot.intents
    assert intents.message_content and not intents.members and not intents.presences
