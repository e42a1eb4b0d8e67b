"""Mention to reply: the whole bot beside a discord.py bot that only says "ok", in the same simulated Discord, one run.

`python benchmarks/chat_roundtrip.py [--rounds 300] [--encoder on]`. Both bots get the same messages. Printed: milliseconds
from the message to the settled reply. The simulated Discord checks and copies every payload inside that time, so a
reply with components costs it more than an "ok"; what the bot itself adds is also measured without it.
"""

import argparse
import asyncio
import logging
import statistics
import time

import discord
import simcord
import structlog

from bot.app import create_bot
from bot.chat.client import FootnoteBot
from bot.model.question import Question
from bot.settings import Settings

QUESTIONS = (
    "what is the half life of fasoracetam?",
    "can I combine 5-HTP with sertraline?",
    "side effects of modafinil",
    "is phenibut legal in the UK",
    "what is the weather in paris?",
)
WARM = 20
"""Rounds before the clock counts."""


def do_nothing() -> discord.Client:
    """The smallest bot that replies to a mention."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = True
    client = discord.Client(intents=intents, max_messages=None)

    @client.event
    async def on_message(message: discord.Message) -> None:
        if not message.author.bot and client.user in message.mentions:
            await message.reply("ok", mention_author=False)

    return client


async def timed(bot: discord.Client, rounds: int) -> list[float]:
    """Milliseconds of each round trip."""
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("ask")
        members = [guild.add_member(env.create_user(name=f"asker{n}")) for n in range(rounds // 5)]
        times = []
        for n in range(-WARM, rounds):
            text = f"{env.bot.user.mention} {QUESTIONS[n % len(QUESTIONS)]}"
            started = time.perf_counter()
            await members[n % len(members)].send(channel, text)
            times.append((time.perf_counter() - started) * 1000)
        return times[WARM:]


def report(name: str, values: list[float]) -> float:
    """Print the quantiles and give the median back."""
    values = sorted(values)
    p95 = values[int(len(values) * 0.95)]
    print(f"{name:22} p50 {statistics.median(values):6.2f} ms  p95 {p95:6.2f} ms  n={len(values)}")
    return statistics.median(values)


def main(rounds: int, encoder: str) -> None:
    """The floor before and after, so that a change of the machine's load is seen."""
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    ours = create_bot(Settings(encoder=encoder))
    core = [seconds * 1000 for seconds in core_times(ours, rounds)]
    before = asyncio.run(timed(do_nothing(), rounds))
    measured = asyncio.run(timed(ours, rounds))
    after = asyncio.run(timed(do_nothing(), rounds))
    floor = report("do-nothing bot", before + after)
    whole = report("footnote", measured)
    inside = report("of it, finding answers", core)
    print(
        f"ratio {whole / floor:.1f}; footnote adds {whole - floor:.1f} ms, {inside:.1f} ms of them to find the answer"
    )


def core_times(ours: FootnoteBot, rounds: int) -> list[float]:
    """Seconds the core takes for the same questions, without any Discord."""
    times = []
    for n in range(-WARM, rounds):
        started = time.perf_counter()
        ours.answers().answer(Question(QUESTIONS[n % len(QUESTIONS)]))
        times.append(time.perf_counter() - started)
    return times[WARM:]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--encoder", choices=("on", "off"), default="off")
    arguments = parser.parse_args()
    main(arguments.rounds, arguments.encoder)
