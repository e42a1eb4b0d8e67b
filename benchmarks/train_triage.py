"""Train the scorer: `tests/golden/triage/*.jsonl` and `floor.json` in, `bot/triage/{scorer.npz,meaning.onnx}` out.

    python benchmarks/train_triage.py            # everything; about a quarter of an hour on two idle cores
    python benchmarks/train_triage.py --words    # after a change of the rules: the linear weights only

Needs scikit-learn and scipy, without --words also jax, optax and onnx, and always the sentence encoder. Same input, same
files. Harmless are also the wordings of `knowledge/faq`. Held-out voices are never read here. Long alarm messages are used
only where the rules can say which window it is. How much words, meaning and rules count against each other is learnt from
scores of voices that the scores were not trained on.
"""

import json
import random
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from bot.library.reader import read_library
from bot.model.faq import Faq
from bot.retrieve.encoder import SentenceEncoder, load_encoder
from bot.triage.features import BITS, features
from bot.triage.floor import load_floor
from bot.triage.meaning import FILE, Meaning
from bot.triage.reading import Reading
from bot.triage.scorer import levels, spoken
from bot.triage.taxonomy import Weight, Window
from bot.triage.triage import Triage

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"harmless": 0, "emergency": 1, "crisis": 2}
STRENGTH = 3.0
KEYS = "qwertyuiopasdfghjklzxcvbnm"
APART = ("w4-", "w5-", "w7-")
"""Writers whose messages nobody read for the rules."""


class Example(NamedTuple):
    """A window to learn from. `copy` 0 is the message as written, others are mistyped."""

    row: int
    copy: int
    reading: Reading
    window: Window
    weight: Weight
    kind: int

    @property
    def text(self):
        return spoken(self.reading, self.window.start, self.window.end)

    @property
    def targets(self):
        return [self.kind > 0, self.kind == 1, self.kind == 2]


def messages(split="train"):
    for path in sorted((ROOT / "tests/golden/triage").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("label") in KINDS and row["split"] == split:
                yield row


def asked():
    """The wordings of the FAQ as harmless messages, but for those about emergencies themselves."""
    faqs = read_library(ROOT / "knowledge").of(Faq)
    for key in sorted(faqs):
        for text in (faqs[key].question, *faqs[key].variants):
            yield {"text": text, "label": "harmless", "author": "faq", "split": "train"}


def mistyped(text, rng):
    """The text with a slip in every fourth word: swapped, dropped, doubled or wrong letters."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) > 3 and rng.random() < 0.25:
            i, kind = rng.randrange(len(word) - 1), rng.random()
            if kind < 0.35:
                words[at] = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
            elif kind < 0.7:
                words[at] = word[:i] + word[i + 1 :]
            elif kind < 0.85:
                words[at] = word[:i] + word[i] + word[i:]
            else:
                words[at] = word[:i] + rng.choice(KEYS) + word[i + 1 :]
    typed = " ".join(words)
    return typed.lower().replace("'", "") if rng.random() < 0.5 else typed


def examples(rows, triage):
    """Every window that can be learnt from."""
    for number, row in enumerate(rows):
        texts = [row["text"]]
        if row["author"] != "other-languages":
            texts.append(mistyped(row["text"], random.Random(number)))
        for copy, text in enumerate(texts):
            reading = triage.read(text)
            judged = [(w, weight) for w, weight, _ in triage.judge(reading)]
            strongest = max((_level(weight) for _, weight in judged), default=0)
            if row["label"] != "harmless" and len(judged) > 1:
                judged = [j for j in judged if _level(j[1]) == strongest][:1] if strongest >= 2 else []
            if row["author"] == "faq" and strongest >= 2:
                continue
            for w, weight in judged:
                yield Example(number, copy, reading, w, weight, KINDS[row["label"]])


def _level(weight):
    return max(weight.emergency, weight.crisis)


def is_set_apart(author):
    """Whether words, meaning and rules are weighed on this voice: only on voices that no rule was written from."""
    return author.startswith(APART)


def matrix(found):
    parts = [features(e.reading, e.window.start, e.window.end, e.weight) for e in found]
    starts = np.cumsum([0, *(len(columns) for columns, _ in parts)])
    columns, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    result = sp.csr_matrix((values.astype(float), columns, starts), shape=(len(found), 1 << BITS))
    result.sum_duplicates()
    return result


def fit(found):
    """One logistic regression a target: weights (columns, 3) and intercepts (3,)."""
    rows, targets = matrix(found), np.array([e.targets for e in found])
    models = [
        LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=400).fit(rows, target)
        for target in targets.T
    ]
    return np.array([m.coef_[0] for m in models]).T, np.array([m.intercept_[0] for m in models])


def tune(found, path):
    """Train the layers on these windows; in a process of its own."""
    import tuned_layers

    spellings = defaultdict(lambda: defaultdict(list))
    for row, copy, text, targets in found:
        spellings[row][copy].append((text, targets))
    tuned_layers.fit([list(copies.values()) for copies in spellings.values()], path)


def tuned(*shares):
    """The layers trained on each of these shares of the windows, at the same time, as files."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(len(shares), get_context("spawn")) as pool,
    ):
        paths = [Path(folder, f"{at}.onnx") for at in range(len(shares))]
        told = [[(e.row, e.copy, e.text, e.targets) for e in share] for share in shares]
        list(pool.map(tune, told, paths))
        return [path.read_bytes() for path in paths]


def joint(words, meant, found):
    """How words, meaning and rules count: rows for words, for meaning, then for `levels`; columns are the targets."""
    rules = np.array([levels(e.weight) for e in found])
    joined = []
    for at, target in enumerate(np.array([e.targets for e in found]).T):
        model = LogisticRegression(random_state=0, max_iter=1000, fit_intercept=False).fit(
            np.column_stack([words[:, at], meant[:, at], rules]), target
        )
        joined.append(model.coef_[0])
    return np.array(joined, np.float32).T


def main():
    triage = Triage(load_floor().signals)
    rows = [*messages(), *asked()]
    found = list(examples(rows, triage))
    weights, intercepts = fit(found)
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 1e-3)
    stored = {
        "columns": used.astype(np.uint16),
        "weights": weights[used].astype(np.float16),
        "intercepts": intercepts.astype(np.float32),
    }
    path = ROOT / "bot/triage/scorer.npz"
    if "--words" in sys.argv:
        stored = {**np.load(path), **stored}
    else:
        stored |= weighed(rows, found)
    np.savez_compressed(path, **stored)
    print(f"{len(found)} windows, {path.stat().st_size // 1024} KiB")


def weighed(rows, found):
    """Train and write the layers; how words and meaning count against each other."""
    encoder = load_encoder()
    if not isinstance(encoder, SentenceEncoder):
        raise SystemExit("The sentence encoder is not installed: the layers for meaning cannot be trained.")
    apart = [is_set_apart(rows[e.row]["author"]) for e in found]
    rest = [e for e, is_apart in zip(found, apart, strict=True) if not is_apart]
    whole, partial = tuned(found, rest)
    (ROOT / "bot/triage" / FILE).write_bytes(whole)
    judged = [e for e, is_apart in zip(found, apart, strict=True) if is_apart and e.copy == 0]
    weights, intercepts = fit(rest)
    words = matrix(judged) @ weights + intercepts
    meaning = Meaning(encoder, partial)
    meant = np.array([meaning.sums(e.text) for e in judged])
    return {
        "encoder": np.array(encoder.id),
        "plain": joint(words, np.zeros_like(meant), judged),
        "meaning": joint(words, meant, judged),
    }


if __name__ == "__main__":
    main()
