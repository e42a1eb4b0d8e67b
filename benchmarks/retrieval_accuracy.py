"""Accuracy on public data sets, clean and mistyped, one line a set and the macro mean.

    python benchmarks/retrieval_accuracy.py FOLDER…     each with corpus.jsonl and queries.jsonl

The mistyped queries are made here with a fixed seed: lower case, no punctuation, one or two keyboard errors, chat-speak.
FOOTNOTE_ENCODER=off measures light mode. The sets are not part of the project; docs/retrieval.md says which were used.
"""

import json
import random
import re
import sys
import tempfile
from pathlib import Path

from bot.operate.evaluate import evaluate_retrieval, read_rows

SHOWN = (
    "p_at_1",
    "p_at_1_far5",
    "auroc",
    "answered_at_own_threshold",
    "false_answers_at_own_threshold",
    "latency_ms_p50",
)
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CHAT = {
    "you": "u", "your": "ur", "are": "r", "please": "pls", "because": "bc", "what": "wat", "and": "n", "thanks": "thx",
    "for": "4", "to": "2", "people": "ppl", "though": "tho", "before": "b4", "about": "abt", "something": "smth",
}  # fmt: skip


def mistype(text: str, seed: int) -> str:
    """The text as somebody in a hurry would type it."""
    rng = random.Random(seed)
    words = re.sub(r"[^\w\s/-]", "", text.lower()).split()
    words = [CHAT[w] if w in CHAT and rng.random() < 0.5 else w for w in words]
    for _ in range(rng.choice((1, 2))):
        long = [i for i, w in enumerate(words) if len(w) >= 4 and w.isalpha()]
        if long:
            place = rng.choice(long)
            words[place] = _slip(words[place], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    row = next((r for r in ROWS if word[at] in r), ROWS[0])
    near = (
        row[max(0, row.find(word[at]) - 1)]
        if rng.random() < 0.5
        else row[min(len(row) - 1, row.find(word[at]) + 1)]
    )
    return {
        "wrong": word[:at] + near + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "extra": word[:at] + near + word[at:],
        "swapped": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    }[rng.choice(("wrong", "missing", "extra", "swapped"))]


def main(folders: list[str]) -> None:
    for kind in ("clean", "mistyped"):
        sums: dict[str, list[float]] = {}
        for folder in map(Path, folders):
            rows = read_rows(folder / "queries.jsonl")
            if kind == "mistyped":
                rows = [row | {"query": mistype(row["query"], i)} for i, row in enumerate(rows)]
            with tempfile.TemporaryDirectory() as place:
                queries = Path(place, "queries.jsonl")
                queries.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
                figures = evaluate_retrieval(folder / "corpus.jsonl", queries)
            shown = {k: figures[k] for k in SHOWN if figures[k] is not None}
            for key, value in shown.items():
                sums.setdefault(key, []).append(value)
            print(kind, folder.name, shown, flush=True)
        print(kind, "MACRO", {k: round(sum(v) / len(v), 3) for k, v in sums.items()}, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
