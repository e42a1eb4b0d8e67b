"""A Discord of our own on 127.0.0.1: the real discord.py speaks to it over HTTP and a gateway socket.

For what a simulated client library cannot show: rate limits, errors, lost connections, deadlines, load.

    async with LoopbackDiscord() as discord, discord.running(bot):
        question = await discord.say(discord.channel, discord.member, f"{discord.mention} what is noopept?")
        reply = await discord.reply_to(question)
        discord.fail("POST /channels/*/messages", status=429, times=2, retry_after=0.05)
        pressed = await discord.press(reply, custom_id, discord.member)
        assert "noopept" in (await pressed.answer()).text.lower()
"""

from tests.loopback.server import BOT, LoopbackDiscord, pointed_at
from tests.loopback.world import Channel, Message, Person

__all__ = ["BOT", "Channel", "LoopbackDiscord", "Message", "Person", "pointed_at"]
