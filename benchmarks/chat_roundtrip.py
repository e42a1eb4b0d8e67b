"""Mention to reply: the whole bot beside a discord.py bot that only says "ok", in one run, question by question.

`python -m benchmarks.chat_roundtrip [--rounds 300] [--place loopback|simulated|both] [--encoder off|on|both]`

Loopback: every bot in a process of its own, with discord.py's real HTTP client and gateway, against a server on
127.0.0.1; all bots get the same question one after the other, so that a change of the machine's load meets all.
Simulated: inside simcord, without sockets; it checks and copies every payload inside the measured time, so a reply
with components costs it more than an "ok". The questions are those of tests/golden, each asked once, by sixty
people in turn. Printed: milliseconds from the question to the arrival of the reply, the processor time of each bot
for a reply (over loopback; with what it does afterwards), and what the core alone takes.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import discord
import simcord
import structlog

from bot.app import create_bot
from bot.model.question import Question
from bot.settings import Settings
from tests.loopback import LoopbackDiscord, Person, pointed_at

ROOT = Path(__file__).resolve().parents[1]
ASKERS = 60
"""People who ask in turn, so that nobody is held back for asking too much."""
PAUSE = 0.005
"""Seconds after a reply in which a bot puts its books in order before it is asked again."""
WARM = ASKERS
"""Questions before the clock counts: by then each has asked once."""
NOTHING, LIGHT, WHOLE = "do-nothing bot", "footnote, light", "footnote, encoder"


def questions(rounds: int) -> list[str]:
    """Different questions in an order that is the same every time."""
    files = sorted((ROOT / "tests/golden/questions").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line]
    alarms = create_bot(Settings(encoder="off")).answers().assess
    texts = sorted({row["text"] for row in rows if not row.get("context") and not alarms(row["text"])})
    random.Random(7).shuffle(texts)
    if len(texts) < rounds + WARM:
        raise SystemExit(f"There are {len(texts)} questions; ask for at most {len(texts) - WARM} rounds.")
    return texts[: rounds + WARM]


def make_bot(name: str) -> discord.Client:
    return do_nothing() if name == NOTHING else create_bot(Settings(encoder="on" if name == WHOLE else "off"))


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


async def over_loopback(names: Sequence[str], texts: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of each round trip for each bot; the bots take turns at every question."""
    times: dict[str, list[float]] = {name: [] for name in names}
    spent: dict[str, float] = {}
    askers = [Person(f"asker{number}") for number in range(ASKERS)]
    async with contextlib.AsyncExitStack() as stack:
        places = {name: await stack.enter_async_context(_served(name)) for name in names}
        for number, text in enumerate(texts):
            if number == WARM:
                spent = {name: processor_time(child) for name, (_, child) in places.items()}
            order = list(places.items())
            random.Random(number).shuffle(order)
            for name, (place, _) in order:
                asker = askers[number % ASKERS]
                question = await place.say(place.channel, asker, f"{place.mention} {text}")
                reply = await place.reply_to(question, timeout=30)
                times[name].append((reply.at - question.at) * 1000)
                await asyncio.sleep(PAUSE)
        for name, (_, child) in places.items():
            used = (processor_time(child) - spent[name]) / len(texts[WARM:])
            print(f"{name:28} {used * 1000:7.2f} ms of processor time a reply")
    return {name: found[WARM:] for name, found in times.items()}


def processor_time(process: "subprocess.Popen[bytes]") -> float:
    """Seconds a process has used, as Linux counts them in hundredths."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def _served(name: str) -> AsyncIterator[tuple[LoopbackDiscord, "subprocess.Popen[bytes]"]]:
    """A loopback Discord with one bot connected from another process, and that process."""
    async with LoopbackDiscord() as place:
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.chat_roundtrip", "--serve", name, place.address]
        )
        try:
            await place.until(lambda: place.gateway.connected or child.poll() is not None, 120, "the bot")
            if not place.gateway.connected:
                raise SystemExit(f"{name} ended with code {child.poll()} before it connected.")
            yield place, child
        finally:
            child.terminate()
            await asyncio.to_thread(child.wait)


async def serve(name: str, address: str) -> None:
    """One bot against a loopback Discord, until the process is told to end."""
    quiet()
    with pointed_at(address):
        await make_bot(name).start("loopback")


async def simulated(name: str, texts: Sequence[str]) -> list[float]:
    """Milliseconds of each round trip inside simcord."""
    async with simcord.run(make_bot(name)) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("ask")
        members = [guild.add_member(env.create_user(name=f"asker{number}")) for number in range(ASKERS)]
        arrived: list[float] = []
        emit = env.backend.emit

        def noting(event: str, payload: dict, *args: object, **kwargs: object) -> object:
            if event == "MESSAGE_CREATE" and payload["author"]["id"] == str(env.bot.user.id):
                arrived.append(time.perf_counter())
            return emit(event, payload, *args, **kwargs)

        env.backend.emit = noting
        times = []
        for number, text in enumerate(texts):
            arrived.clear()
            started = time.perf_counter()
            await members[number % ASKERS].send(channel, f"{env.bot.user.mention} {text}")
            times.append((arrived[0] - started) * 1000)
        return times[WARM:]


def core_times(name: str, texts: Sequence[str]) -> list[float]:
    """Milliseconds the core takes for the same questions, without any Discord."""
    answers = make_bot(name).answers()
    times = []
    for text in texts:
        started = time.perf_counter()
        answers.answer(Question(text))
        times.append((time.perf_counter() - started) * 1000)
    return times[WARM:]


def report(name: str, values: list[float], floor: float | None = None) -> float:
    """Print the quantiles and the ratio to the floor; the median."""
    values = sorted(values)
    median, p95 = statistics.median(values), values[int(len(values) * 0.95)]
    ratio = f"  {median / floor:5.1f} times the do-nothing bot" if floor else ""
    print(f"{name:28} p50 {median:7.2f} ms  p95 {p95:7.2f} ms  n={len(values)}{ratio}")
    return median


def quiet() -> None:
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def main(rounds: int, place: str, encoder: str) -> None:
    quiet()
    texts = questions(rounds)
    ours = [name for name, mode in ((LIGHT, "off"), (WHOLE, "on")) if encoder in (mode, "both")]
    load = os.getloadavg()[0]
    print(f"load {load:.1f} on {os.cpu_count()} cores before the run")
    if place in ("loopback", "both"):
        print("Over HTTP and a gateway on 127.0.0.1, one process a bot:")
        times = asyncio.run(over_loopback((NOTHING, *ours), texts))
        floor = report(NOTHING, times[NOTHING])
        for name in ours:
            report(name, times[name], floor)
    if place in ("simulated", "both"):
        print("Inside simcord:")
        before = asyncio.run(simulated(NOTHING, texts))
        found = {name: asyncio.run(simulated(name, texts)) for name in ours}
        floor = report(NOTHING, before + asyncio.run(simulated(NOTHING, texts)))
        for name in ours:
            report(name, found[name], floor)
    print("Finding the answer alone:")
    for name in ours:
        report(name, core_times(name, texts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--place", choices=("loopback", "simulated", "both"), default="both")
    parser.add_argument("--encoder", choices=("on", "off", "both"), default="both")
    parser.add_argument("--serve", nargs=2, metavar=("BOT", "ADDRESS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(serve(*arguments.serve))
    else:
        main(arguments.rounds, arguments.place, arguments.encoder)
