"""How much processor time triage takes: rules alone, with scorer, with encoder; also on input made to be slow.

python benchmarks/triage_speed.py
"""

import json
import random
import statistics
import time
from pathlib import Path

from bot.retrieve.encoder import load_encoder
from bot.triage.floor import load_floor
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage

CORPUS = Path(__file__).resolve().parent.parent / "tests/golden/triage"


def corpus():
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def long_messages(texts, size, count=40):
    rng = random.Random(0)
    for _ in range(count):
        text = ""
        while len(text) < size:
            text += rng.choice(texts) + rng.choice((". ", " ", "\n"))
        yield text[:size]


def hostile():
    yield "a" * 4000 + "!"
    yield "[" * 2000 + "]" * 2000
    yield " " * 4000
    yield "i took all my pills and " * 160
    yield "k i l l " * 500
    yield "took " * 800
    yield "i" + " cant" * 790
    yield "\u200b" * 4000
    yield "e\u0301" * 2000
    yield ("suicid" + "e" * 30 + " ") * 100
    yield "overdosr swollowd siezur breathng unconscous " * 90


def measure(name, call, texts):
    times = []
    for text in texts:
        start = time.process_time()
        call(text)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    print(
        f"{name:44s} p50 {statistics.median(times):7.3f} ms   p99 {times[int(len(times) * 0.99)]:7.3f} ms"
        f"   worst {times[-1]:7.3f} ms"
    )


def main():
    start = time.process_time()
    floor = load_floor()
    rules = Triage(floor.signals)
    print(f"floor and rules ready in {1000 * (time.process_time() - start):.0f} ms")
    scored, meant = Triage(floor.signals, load_scorer()), Triage(floor.signals, load_scorer(load_encoder()))
    refuser = Refuser(floor.signals)
    texts = corpus()
    sample = random.Random(1).sample(texts, 600)
    for size in (2000, 4000):
        for text in long_messages(texts, size, 20):  # the automaton learns its states on the way
            rules.assess(text)
    for name, call in (
        ("rules", rules.assess),
        ("rules and scorer", scored.assess),
        ("rules, scorer and encoder", meant.assess),
        ("refusals", refuser.assess),
    ):
        measure(f"{name}, corpus message", call, sample)
        measure(f"{name}, 2,000 characters", call, long_messages(texts, 2000))
        measure(f"{name}, 4,000 characters", call, long_messages(texts, 4000))
        measure(f"{name}, made to be slow", call, hostile())


if __name__ == "__main__":
    main()
