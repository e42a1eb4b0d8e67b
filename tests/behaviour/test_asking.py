"""Every way a question can arrive gets a cited answer with its safety text, and nobody is pinged."""

import discord
import pytest

from tests.behaviour.conftest import text_of

HALF_LIFE = "what is the half life of fasoracetam?"
SAFETY = "not medical advice"


def assert_answer(text):
    assert "4 to 6.5 hours" in text
    assert "¹" in text and "https://" in text
    assert SAFETY in text.lower()


async def test_a_mention_is_answered(scene):
    """A mention in a server gets one reply with sources and safety text."""
    await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    (reply,) = scene.replies()
    assert_answer(reply)


async def test_a_message_to_others_is_left_alone(scene):
    """Without a mention the bot stays quiet."""
    await scene.member.send(scene.channel, HALF_LIFE)
    assert scene.replies() == []


async def test_a_direct_message_is_answered(scene):
    """In a direct message no mention is needed."""
    user = scene.env.create_user(name="friend")
    await user.send_dm(HALF_LIFE)
    (reply,) = scene.replies(user.dm_channel)
    assert_answer(reply)


async def test_a_reply_with_a_mention_is_answered(scene):
    """A reply to the bot that mentions it is a question too."""
    await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    first = next(m for m in scene.channel.history() if m.author.id == scene.env.bot.user.id)
    await scene.member.send(scene.channel, f"{scene.me} is fasoracetam legal?", reply_to=first)
    assert len(scene.replies()) == 2


async def test_slash_ask(scene):
    """`/ask` answers in public, or privately when asked to."""
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    assert_answer(text_of(result.response))
    assert not result.ephemeral
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE, private=True)
    assert result.ephemeral


async def test_answer_this(scene):
    """The message command answers the text of its target."""
    message = await scene.member.send(scene.channel, HALF_LIFE)
    result = await scene.member.context_menu(scene.channel, "Answer this", message)
    assert_answer(text_of(result.response))


async def test_an_emergency_by_slash_is_private(scene):
    """An urgent card shows numbers and is seen only by the one who asked."""
    result = await scene.member.slash(
        scene.channel, "ask", question="my friend took way too much phenibut and is not breathing"
    )
    assert result.ephemeral
    assert "911" in text_of(result.response)


async def test_an_empty_mention_gets_a_hint(scene):
    """A mention without a question explains what can be asked."""
    await scene.member.send(scene.channel, scene.me)
    (reply,) = scene.replies()
    assert SAFETY in reply.lower()


@pytest.mark.parametrize("text", ["a " * 950, "​" * 50, "\x07\x08", "?" * 1500])
async def test_odd_texts_get_one_reply(scene, text):
    """Too long, invisible or controls only: one reply, no error."""
    await scene.member.send(scene.channel, f"{scene.me} {text}")
    assert len(scene.replies()) == 1


async def test_the_longest_slash_question(scene):
    """4,000 characters are read."""
    result = await scene.member.slash(scene.channel, "ask", question=("bacopa and memory? " * 300)[:4000])
    assert SAFETY in text_of(result.response).lower()


async def test_nobody_is_pinged(scene):
    """Mentions in a question never come back."""
    other = scene.guild.add_member(scene.env.create_user(name="other"))
    await scene.member.send(scene.channel, f"{scene.me} @everyone <@{other.id}> is caffeine ok")
    for message in scene.channel.history():
        if message.author.id == scene.env.bot.user.id:
            assert message.mentions == []
            assert not message.mention_everyone
            assert "everyone" not in text_of(message)


@pytest.mark.parametrize(("status", "code"), [(500, 0), (403, 50013), (404, 10008)])
async def test_discord_refusing_a_message_is_survived(scene, status, code):
    """When Discord refuses, nothing is raised and the next question is answered."""
    scene.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=6)
    await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    scene.env.backend.faults.clear()
    await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    assert_answer(scene.replies()[-1])


async def test_a_channel_the_bot_may_not_write_in(scene):
    """Without the right to send, the bot stays quiet and keeps running."""
    channel = scene.guild.create_text_channel(
        "mute", overwrites={scene.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    admin = scene.guild.add_member(
        scene.env.create_user(name="admin"),
        roles=[scene.guild.create_role("admins", permissions=discord.Permissions(administrator=True))],
    )
    await admin.send(channel, f"{scene.me} {HALF_LIFE}")
    assert scene.replies(channel) == []
    await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    assert len(scene.replies()) == 1


def test_no_privileged_intent(simcord_bot):
    """Neither message content, members nor presences are asked for."""
    intents = simcord_bot.intents
    assert not (intents.message_content or intents.members or intents.presences)
