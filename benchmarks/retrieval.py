"""Speed beside peers: our index, light and with the encoder, bm25s, rank-bm25, rapidfuzz and plain encoder cosine.

    python benchmarks/retrieval.py [--entries 10000] [--queries 300] [--json]

The corpus is made up: questions of Zipf-distributed English words, one in three queries with a typing error, so that
nothing has to be downloaded. Peers that are not installed are left out (pip install bm25s rank-bm25).
"""

import argparse
import json
import resource
import time

import bot  # isort: skip  # noqa: F401 - first, because it sets how many threads numpy's libraries use
import numpy as np
from rapidfuzz import process, utils

from bot.retrieve.encoder import load_encoder
from bot.retrieve.index import Entry, Index
from bot.understand.english import frequencies

ADVERSARIAL = ("modafinl " + "zxqvkj aaaaab phenylcetamid " * 200)[:4000]


def make_corpus(entries: int, queries: int) -> tuple[list[str], list[str]]:
    """Questions and queries drawn from the same words; every query is a shuffled, cut and partly mistyped question."""
    rng = np.random.default_rng(7)
    words = np.array([w for w, _ in sorted(frequencies().items(), key=lambda p: -p[1])[:20_000]])
    weights = 1 / np.arange(20, 20_020) ** 0.9
    weights /= weights.sum()
    texts = [" ".join(rng.choice(words, rng.integers(5, 14), p=weights)) for _ in range(entries)]
    asked = []
    for place in rng.integers(0, entries, queries):
        parts = texts[place].split()
        rng.shuffle(parts)
        parts = parts[: max(3, len(parts) - 2)]
        if rng.random() < 0.33:
            at = int(rng.integers(len(parts)))
            cut = int(rng.integers(max(1, len(parts[at]))))
            parts[at] = parts[at][:cut] + parts[at][cut + 1 :] or parts[at]
        asked.append(" ".join(parts))
    return texts, asked


def measure(name, build, ask, queries, clock, most=None):
    started = clock()
    state = build()
    built = clock() - started
    for query in queries[:5]:
        ask(state, query)
    times = []
    for query in queries[:most]:
        started = clock()
        ask(state, query)
        times.append(1000 * (clock() - started))
    p50, p99 = np.quantile(times, [0.5, 0.99])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = {
        "method": name,
        "build_s": round(built, 2),
        "p50_ms": round(float(p50), 3),
        "p99_ms": round(float(p99), 3),
    }
    started = clock()
    ask(state, ADVERSARIAL)
    row |= {"long_ms": round(1000 * (clock() - started), 1), "peak_mb": round(memory)}
    return row


def peers(texts):
    yield (
        "rapidfuzz WRatio",
        lambda: texts,
        lambda s, q: process.extractOne(q, s, processor=utils.default_process),
        8,
    )
    try:
        import bm25s

        def build():
            index = bm25s.BM25()
            index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
            return index

        def ask(index, query):
            return index.retrieve(bm25s.tokenize(query, show_progress=False), k=5, show_progress=False)

        yield "bm25s", build, ask, None
    except ImportError:
        pass
    try:
        from rank_bm25 import BM25Okapi

        yield (
            "rank-bm25",
            lambda: BM25Okapi([t.split() for t in texts]),
            lambda s, q: np.argmax(s.get_scores(q.lower().split())),
            40,
        )
    except ImportError:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--light", action="store_true", help="leave out what needs the sentence encoder")
    parser.add_argument(
        "--cpu", action="store_true", help="processor time: for a machine that is busy with other things"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter
    texts, asked = make_corpus(options.entries, options.queries)
    entries = [Entry(str(i), t) for i, t in enumerate(texts)]
    rows = [
        measure(
            "footnote, light",
            lambda: Index.build(entries, load_encoder("off")),
            lambda s, q: s.search(q, 5),
            asked,
            clock,
        )
    ]
    rows += [measure(name, build, ask, asked, clock, most) for name, build, ask, most in peers(texts)]
    if not options.light:
        encoder = load_encoder("on")
        rows.append(
            measure(
                "footnote, encoder",
                lambda: Index.build(entries, encoder),
                lambda s, q: s.search(q, 5),
                asked,
                clock,
            )
        )
        rows.append(
            measure(
                "plain encoder cosine",
                lambda: encoder.encode(texts),
                lambda s, q: np.argmax(s @ encoder.encode([q])[0]),
                asked,
                clock,
            )
        )
    if options.json:
        print(json.dumps({"entries": options.entries, "rows": rows}))
        return
    for row in rows:
        print("  ".join(f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
