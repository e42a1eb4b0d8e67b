"""The real bot over HTTP and a gateway socket: rate limits, errors, lost connections, deadlines, and what is gone."""

import asyncio
import time
from types import SimpleNamespace

import pytest

from bot.chat import gate
from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, SAFETY
from tests.loopback import BOT, LoopbackDiscord

ANSWER = "4 to 6.5"
SEND = "POST /channels/*/messages"
ACT = "POST /interactions/*/*/callback"
PRIVATE = 64


@pytest.fixture
async def discord():
    async with LoopbackDiscord() as server:
        server.admin = server.add_member("admin", permissions=8)
        server.mute = server.add_channel("mute", mute=True)
        yield server


@pytest.fixture
def slow_answers(answerer):
    """The real core, with a wait before every answer; the test sets how long."""
    core = SimpleNamespace(seconds=0.0)

    def answer(question):
        time.sleep(core.seconds)
        return answerer.answer(question)

    for name in ("knowledge", "directory", "assess", "asks", "read", "open", "urgent"):
        setattr(core, name, getattr(answerer, name))
    core.answer = answer
    return core


@pytest.fixture
async def bot(discord, make_bot, slow_answers):
    async with discord.running(make_bot(answers=slow_answers)) as running:
        yield running


async def still_answers(discord):
    assert ANSWER in (await discord.ask(HALF_LIFE)).text


async def test_a_mention_is_answered_with_its_safety_text(discord, bot):
    """The reply refers to the question, pings nobody and ends with the standing line."""
    reply = await discord.ask(HALF_LIFE)
    assert ANSWER in reply.text and SAFETY in reply.text.lower()
    assert reply.body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert discord.sent() == [reply]


async def test_a_rate_limit_delays_a_reply_and_repeats_nothing(discord, bot):
    """Two refusals by Discord's limit of the channel, then the reply, once."""
    discord.fail(SEND, status=429, times=2, retry_after=0.05)
    await still_answers(discord)
    assert [request.status for request in discord.calls(SEND)] == [429, 429, 200]
    assert len(discord.sent()) == 1


async def test_a_global_rate_limit_delays_a_reply(discord, bot):
    """The limit over everything is waited for as well, also by the questions that come meanwhile."""
    discord.fail(SEND, status=429, everywhere=True, retry_after=0.1)
    replies = await asyncio.gather(*(discord.ask(HALF_LIFE) for _ in range(3)))
    assert all(ANSWER in reply.text for reply in replies)
    assert len(discord.sent()) == 3


async def test_a_busy_channel_keeps_to_its_limit(discord, bot):
    """Ten questions at once where five may be answered a moment: all are, and the limit is read rather than hit."""
    discord.limit(SEND, count=5, seconds=0.3)
    await asyncio.gather(*(discord.ask("what is noopept?") for _ in range(10)))
    statuses = [request.status for request in discord.calls(SEND)]
    assert statuses.count(200) == 10 and statuses.count(429) <= 1


@pytest.mark.parametrize("status", [500, 502])
async def test_an_error_of_discord_is_tried_again(discord, bot, status):
    """Discord failed once: the reply comes a moment later, once."""
    discord.fail(SEND, status=status)
    await still_answers(discord)
    assert len(discord.sent()) == 1


async def test_a_reply_that_discord_never_takes_is_given_up(discord, bot):
    """A refusal for good raises nothing; the next question is answered."""
    discord.fail(SEND, status=400, code=50035)
    await discord.say(discord.channel, discord.member, f"{discord.mention} {HALF_LIFE}")
    await discord.until(lambda: len(discord.calls(SEND)) == 1)
    await still_answers(discord)


async def test_what_was_asked_while_the_connection_was_lost_is_answered(discord, bot):
    """The session is resumed and the question arrives late, once."""
    await discord.drop()
    await still_answers(discord)
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)
    assert len(discord.sent()) == 1


async def test_discord_may_ask_for_a_new_connection(discord, bot):
    """Op 7 costs nothing."""
    await discord.ask_to_reconnect()
    await still_answers(discord)
    assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)


async def test_a_session_that_discord_forgot_starts_anew(discord, bot, monkeypatch):
    """The client identifies again and answers what is asked from then on."""
    monkeypatch.setattr(type(bot), "before_identify_hook", _at_once)  # discord.py waits five seconds
    await discord.drop(forget=True)
    await discord.until(lambda: discord.gateway.identified == 2)
    await still_answers(discord)


async def _at_once(bot, shard, *, initial=False):
    return None


async def test_a_question_deleted_while_it_is_answered_leaves_nothing(discord, bot, slow_answers):
    """No reply stays without its question, and nothing fails."""
    slow_answers.seconds = 0.2
    question = await discord.say(discord.channel, discord.member, f"{discord.mention} {HALF_LIFE}")
    await discord.delete(question)
    await discord.until(lambda: [r.status for r in discord.calls(SEND)] == [400])
    assert discord.sent() == []
    slow_answers.seconds = 0.0
    await still_answers(discord)


async def test_a_question_deleted_while_its_reply_is_on_the_way_takes_it_along(discord, bot, monkeypatch):
    """Discord took the reply, but tells of the deletion before it confirms: the reply goes too."""
    dispatch = discord.dispatch

    async def with_deletion(event, data, guild):
        await dispatch(event, data, guild)
        if event == "MESSAGE_CREATE" and data["author"]["id"] == str(BOT):
            await discord.delete(question)
            await asyncio.sleep(0.1)  # the confirmation of the reply is late

    monkeypatch.setattr(discord, "dispatch", with_deletion)
    question = await discord.say(discord.channel, discord.member, f"{discord.mention} {HALF_LIFE}")
    await discord.until(lambda: bool(discord.calls("DELETE /channels/*/messages/*")))
    assert discord.sent() == []


async def test_a_reply_goes_with_its_question(discord, bot):
    """A deletion later on takes the reply along."""
    question = await discord.say(discord.channel, discord.member, f"{discord.mention} {HALF_LIFE}")
    await discord.reply_to(question)
    await discord.delete(question)
    await discord.until(lambda: discord.sent() == [])


async def test_an_expired_interaction_is_survived(discord, bot):
    """Discord knows it no more (10062): nothing is said, and the next command is answered."""
    expired = await discord.slash(discord.channel, discord.member, "ask", question=HALF_LIFE)
    expired.lost = True
    reply = await discord.ask(HALF_LIFE)
    custom_id = next(name for name in reply.custom_ids if name.startswith("m:"))
    pressed = await discord.press(reply, custom_id, discord.member, ["@sources"], lost=True)
    await discord.until(lambda: [r.status for r in discord.calls(ACT)][-1:] == [404])
    answered = await discord.slash(discord.channel, discord.member, "ask", question=HALF_LIFE)
    assert ANSWER in (await answered.answer()).text
    assert pressed.replies == []


async def test_a_slow_answer_is_put_on_hold_in_time(discord, bot, slow_answers, monkeypatch):
    """Before the three seconds are over Discord is told to wait; the answer takes the place of the notice."""
    monkeypatch.setattr(gate, "LATE", 0.1)
    slow_answers.seconds = 0.4
    pressed = await discord.slash(
        discord.channel, discord.member, "ask", question="what is noopept?", private=True
    )
    await pressed.acknowledged()
    assert pressed.kind == 5 and pressed.after < 3 and pressed.replies == []
    answer = await pressed.answer()
    assert "Noopept" in answer.text and SAFETY in answer.text.lower() and answer.flags & PRIVATE


async def test_an_interaction_that_arrives_late_is_put_on_hold_at_once(discord, bot):
    """It spent two of its three seconds on the way: the wait comes before the answer is worked out."""
    pressed = await discord.interact(2, _ask(discord, HALF_LIFE), discord.channel, discord.member, age=2.0)
    await pressed.acknowledged()
    assert pressed.kind == 5
    assert ANSWER in (await pressed.answer()).text


def _ask(discord, question):
    option = {"name": "question", "type": 3, "value": question}
    return {"id": discord.commands["ask"]["id"], "name": "ask", "type": 1, "options": [option]}


async def test_controls_work_over_the_wire(discord, bot):
    """Sources and a follow-up form, each private to whoever pressed."""
    reply = await discord.ask(HALF_LIFE)
    more, follow = (next(c for c in reply.custom_ids if c.startswith(p)) for p in ("m:", "q:"))
    sources = await (await discord.press(reply, more, discord.owner, ["@sources"])).answer()
    assert "Sources" in sources.text and sources.flags & PRIVATE
    form = await (await discord.press(reply, follow, discord.owner)).acknowledged()
    answer = await (await discord.submit(form, question="is it legal?")).answer()
    assert SAFETY in answer.text.lower() and answer.flags & PRIVATE


async def test_a_missing_permission_is_told_once(discord, bot):
    """Nothing is tried where the bot may not write; whoever can change it reads once what is missing."""
    for _ in range(2):
        await discord.say(discord.mute, discord.admin, f"{discord.mention} {HALF_LIFE}")
    told = discord.direct(discord.admin)
    await discord.until(lambda: bool(discord.sent(told)))
    await still_answers(discord)
    (message,) = discord.sent(told)
    assert "Send Messages" in message.text and "#mute" in message.text and SAFETY in message.text.lower()
    assert discord.sent(discord.mute) == []


async def test_a_permission_that_only_seemed_to_be_there_is_told_once(discord, bot):
    """Discord answers 403 although the roles allow it: told once as well."""
    discord.fail(f"POST /channels/{discord.channel.id}/messages", status=403, code=50013, times=2)
    for number in (1, 2):
        await discord.say(discord.channel, discord.admin, f"{discord.mention} {HALF_LIFE}")
        await discord.until(lambda n=number: [r.status for r in discord.calls(SEND)].count(403) == n)
    told = discord.direct(discord.admin)
    await discord.until(lambda: bool(discord.sent(told)))
    await still_answers(discord)
    (message,) = discord.sent(told)
    assert "Send Messages" in message.text


async def test_an_emergency_gets_through_a_rate_limit(discord, bot):
    """The short card arrives in public, after the wait that Discord asks for."""
    discord.fail(SEND, status=429, times=3, retry_after=0.05)
    assert "911" in (await discord.ask(EMERGENCY)).text


async def test_nothing_a_member_writes_is_logged(discord, bot, caplog):
    """Neither the bot nor discord.py logs a word of a question at the level that operators see."""
    with caplog.at_level("INFO"):
        await discord.ask("xylophonic zebrafish?")
        await discord.ask(HALF_LIFE)
    assert "xylophonic" not in caplog.text and "zebrafish" not in caplog.text
