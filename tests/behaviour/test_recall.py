"""Recall over the wire: the bot finds its own replies made of an entry and corrects them, through limits and errors."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.chat.correcting import Correcting
from bot.chat.upkeep import Upkeep
from bot.desk import recall as recalling
from bot.state.records import Receipt, Settled
from bot.state.store import Store
from tests.behaviour.conftest import HALF_LIFE, SAFETY
from tests.loopback import LoopbackDiscord

EDIT = "PATCH /channels/*/messages/*"
ENTRY = "card:fasoracetam#half_life"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
WRONG = {"components": [{"type": 10, "content": "an answer that was wrong"}], "flags": 1 << 15}


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The pace is a matter of real time; Discord's own limits stay."""
    monkeypatch.setattr(recalling, "PACE", 0)
    monkeypatch.setattr(recalling, "WAIT", 0.01)


@pytest.fixture
async def discord():
    async with LoopbackDiscord() as server:
        yield server


def planted(discord, store, channels, count):
    """Old replies standing in some channels, each with its receipt."""
    receipts = []
    for number in range(count):
        channel = channels[number % len(channels)]
        message = discord.plant(channel, WRONG)
        receipts.append(
            Receipt(message.id, channel.id, discord.guild, (ENTRY, "card:fasoracetam"), "old", NOW)
        )
    return receipts


async def test_a_public_reply_has_a_receipt_and_a_private_one_has_none(discord, make_bot):
    """What was answered in a channel can be found again by each of its entries; what only the asker saw cannot."""
    async with discord.running(make_bot()) as bot:
        reply = await discord.ask(HALF_LIFE)
        pressed = await discord.slash(
            discord.channel, discord.member, "ask", question=HALF_LIFE, private=True
        )
        await pressed.answer()
        await bot.books.settled()
        entry = (await bot.store.receipts.of(reply.id)).entries[0]
        found = await bot.store.receipts.behind(["card:fasoracetam"])
        assert [receipt.message for receipt in found] == [reply.id]
        assert entry.startswith(("faq:", "card:"))


async def test_a_direct_message_is_a_receipt_of_its_asker(discord, make_bot):
    """There the person may see and delete it; in a server nobody is named."""
    async with discord.running(make_bot()) as bot:
        public = await discord.ask(HALF_LIFE)
        direct = discord.direct(discord.member)
        private = await discord.reply_to(await discord.say(direct, discord.member, HALF_LIFE))
        await bot.books.settled()
        assert (await bot.store.receipts.of(public.id)).person is None
        assert (await bot.store.receipts.of(private.id)).person == discord.member.id
        await bot.store.forget_person(discord.member.id)
        assert await bot.store.receipts.of(private.id) is None


async def test_a_recalled_reply_is_edited_where_it_stands(discord, make_bot):
    """The old words are gone, the present answer stands there with its safety text, and nobody is pinged."""
    async with discord.running(make_bot()) as bot:
        (receipt,) = planted(discord, bot.store, [discord.channel], 1)
        assert await Correcting(bot)(receipt) is Settled.CORRECTED
        message = discord.messages[receipt.message]
        assert "4 to 6.5" in message.text and SAFETY in message.text.lower()
        assert "was wrong" not in message.text
        assert message.body["allowed_mentions"]["parse"] == []


async def test_an_answer_that_no_longer_exists_is_taken_back(discord, make_bot):
    """The reply says that its answer was withdrawn."""
    async with discord.running(make_bot()) as bot:
        message = discord.plant(discord.channel, WRONG)
        receipt = Receipt(message.id, discord.channel.id, discord.guild, ("faq:no-such-entry",), "old", NOW)
        assert await Correcting(bot)(receipt) is Settled.CORRECTED
        assert "taken back" in discord.messages[message.id].text
        assert SAFETY in discord.messages[message.id].text.lower()


async def test_replies_that_cannot_be_reached_are_settled(discord, make_bot):
    """Deleted ones count as gone, those the bot may not touch as forbidden."""
    async with discord.running(make_bot()) as bot:
        gone, closed = planted(discord, bot.store, [discord.channel], 2)
        await discord.delete(discord.messages[gone.message])
        assert await Correcting(bot)(gone) is Settled.GONE
        discord.fail(EDIT, status=403, code=50001)
        assert await Correcting(bot)(closed) is Settled.FORBIDDEN


async def test_two_thousand_replies_are_corrected_through_limits_errors_and_a_restart(
    discord, make_bot, tmp_path
):
    """429s, a few 500s and a stop in the middle: in the end every reply is right, and Discord's limit was kept."""
    database = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    channels = [discord.channel, *(discord.add_channel(f"c{n}") for n in range(39))]
    discord.limit(EDIT, count=25, seconds=0.1)
    discord.fail(EDIT, status=429, every=150, times=12, retry_after=0.05)
    discord.fail(EDIT, status=500, every=700, times=2)
    first, second = make_bot(store=Store(database)), make_bot(store=Store(database))
    async with discord.running(first):
        for receipt in planted(discord, first.store, channels, 2000):
            await first.store.receipts.add(receipt)
        upkeep = first.get_cog("Upkeep")
        assert isinstance(upkeep, Upkeep)
        report = await upkeep.recall.begin([ENTRY], "new", 7, discord.guild)
        assert report.pending == 2000
        upkeep.start(report.id)
        await discord.until(lambda: len(edited(discord)) > 700, 60, "some corrections")
    stopped = len(edited(discord))
    assert stopped < 2000
    async with discord.running(second):
        await discord.until(lambda: len(edited(discord)) == 2000, 120, "all corrections")
        await asyncio.sleep(0.2)
        report = await second.get_cog("Upkeep").recall.report(report.id)
        assert report.settled[Settled.CORRECTED] == 2000 and report.pending == 0
    again = sum(m.edits for m in edited(discord)) - 2000
    assert again <= 1
    assert sum(request.status == 429 for request in discord.calls(EDIT)) <= 12 + len(channels)


def edited(discord):
    return [m for m in discord.messages.values() if m.edits]
