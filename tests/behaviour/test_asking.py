"""Every way a question can arrive gets a cited answer with its safety text, and nobody is pinged."""

import discord
import pytest

from tests.behaviour.conftest import HALF_LIFE, SAFETY, controls_of, text_of


def assert_answer(text):
    assert "4 to 6.5 hours" in text
    assert "¹" in text and "https://" in text
    assert SAFETY in text.lower()


async def test_a_mention_is_answered(scene):
    """A mention in a server gets one reply with sources and safety text."""
    await scene.ask()
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


async def test_a_reply_takes_over_the_subject(scene):
    """A reply that names no substance is about the one of the message it answers."""
    first = await scene.ask()
    await scene.member.send(scene.channel, f"{scene.me} and is it legal?", reply_to=first)
    assert "fasoracetam" in scene.replies()[-1].lower()
    assert "legal" in scene.replies()[-1].lower()


async def test_a_reply_takes_over_the_subject_after_a_restart(scene, make_bot):
    """What the earlier reply was about is read from the ids in its controls."""
    first = await scene.ask()
    await scene.env.restart_bot(make_bot())
    await scene.member.send(scene.channel, f"{scene.me} and is it legal?", reply_to=first)
    assert "fasoracetam" in scene.replies()[-1].lower()


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


async def test_a_thread_is_answered_in_the_thread(scene):
    """Threads are channels like any other."""
    thread_model = scene.env.backend.create_thread(scene.channel.id, "talk", scene.member.id)
    thread = next(t for t in scene.channel.threads if t.id == thread_model.id)
    await scene.ask(channel=thread)
    assert len(scene.replies(thread)) == 1
    assert scene.replies() == []


async def test_an_empty_mention_gets_a_hint(scene):
    """A mention without a question explains what can be asked."""
    await scene.member.send(scene.channel, scene.me)
    (reply,) = scene.replies()
    assert SAFETY in reply.lower()


async def test_a_greeting_is_returned_and_that_is_all(scene):
    """Hello and thanks get a kind line with the safety text, and nothing to press."""
    for text in ("hello", "thanks!"):
        message = await scene.ask(text)
        assert SAFETY in text_of(message).lower() and controls_of(message) == {}


@pytest.mark.parametrize("text", ["a " * 950, "​" * 50, "\x07\x08", "?" * 1500])
async def test_odd_texts_get_one_reply(scene, text):
    """Too long, invisible or controls only: one reply, no error."""
    await scene.ask(text)
    assert len(scene.replies()) == 1


async def test_the_longest_slash_question(scene):
    """4,000 characters are read."""
    result = await scene.member.slash(scene.channel, "ask", question=("bacopa and memory? " * 300)[:4000])
    assert SAFETY in text_of(result.response).lower()


async def test_nobody_is_pinged(scene):
    """Mentions in a question never come back."""
    other = scene.guild.add_member(scene.env.create_user(name="other"))
    await scene.ask(f"@everyone <@{other.id}> is caffeine ok")
    for message in scene.sent():
        assert message.mentions == []
        assert not message.mention_everyone
        assert "everyone" not in text_of(message)


async def test_the_core_failing_is_told_with_a_number(make_bot, scene, answerer):
    """A failure nobody foresaw becomes one sentence with an incident number and its safety text."""

    class Broken:
        knowledge, directory = answerer.knowledge, answerer.directory

        def answer(self, question):
            raise RuntimeError("this must not be shown")

    await scene.env.restart_bot(make_bot(answers=Broken()))
    reply = text_of(await scene.ask())
    assert "Incident" in reply and SAFETY in reply.lower()
    assert "must not be shown" not in reply


@pytest.mark.parametrize(("status", "code"), [(500, 0), (403, 50013), (404, 10008)])
async def test_discord_refusing_a_message_is_survived(scene, status, code):
    """When Discord refuses, nothing is raised and the next question is answered."""
    scene.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=6)
    await scene.ask()
    scene.env.backend.faults.clear()
    assert_answer(text_of(await scene.ask()))


async def test_without_the_history_the_answer_comes_without_a_reference(scene):
    """Where the bot may not read the history Discord refuses replies; a plain message is taken."""
    channel = scene.guild.create_text_channel(
        "short-memory",
        overwrites={scene.guild.default_role: discord.PermissionOverwrite(read_message_history=False)},
    )
    scene.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, times=1)
    await scene.ask(channel=channel)
    assert len(scene.replies(channel)) == 1


def test_no_privileged_intent(simcord_bot):
    """Neither message content, members nor presences are asked for."""
    intents = simcord_bot.intents
    assert not (intents.message_content or intents.members or intents.presences)
