"""Train the scorer: `tests/golden/triage/*.jsonl` and `floor.json` in, `bot/triage/scorer.npz` out; same input, same file.

    python benchmarks/train_triage.py            # needs scikit-learn and scipy; with the sentence encoder if installed

Harmless are also the wordings of `knowledge/faq`. Held-out voices are never read here.
Long alarm messages are used only where the rules can say which window it is.
"""

import json
import random
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from bot.library.reader import read_library
from bot.model.faq import Faq
from bot.retrieve.encoder import SentenceEncoder, load_encoder
from bot.triage.features import BITS, features
from bot.triage.floor import load_floor
from bot.triage.scorer import VECTOR_SHARE, spoken
from bot.triage.triage import Triage

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"harmless": 0, "emergency": 1, "crisis": 2}
STRENGTH = 3.0
KEYS = "qwertyuiopasdfghjklzxcvbnm"


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
    """(reading, window, weight, kind) for every window that can be learnt from."""
    for number, row in enumerate(rows):
        texts = [row["text"]]
        if row["author"] != "other-languages":
            texts.append(mistyped(row["text"], random.Random(number)))
        for text in texts:
            reading = triage.read(text)
            judged = [(w, weight) for w, weight, _ in triage.judge(reading)]
            if row["label"] != "harmless" and len(judged) > 1:
                level = max(max(weight.emergency, weight.crisis) for _, weight in judged)
                judged = (
                    [j for j in judged if max(j[1].emergency, j[1].crisis) == level][:1] if level >= 2 else []
                )
            if (
                row["author"] == "faq"
                and max(max(weight.emergency, weight.crisis) for _, weight in judged) >= 2
            ):
                continue
            for w, weight in judged:
                yield reading, w, weight, KINDS[row["label"]]


def matrix(found):
    indices, values, starts = [], [], [0]
    for reading, w, weight, _ in found:
        columns, shares = features(reading, w.start, w.end, weight)
        indices += columns
        values += shares
        starts.append(len(indices))
    result = sp.csr_matrix((values, indices, starts), shape=(len(found), 1 << BITS))
    result.sum_duplicates()
    return result


def fit(rows, kinds):
    weights, intercepts = [], []
    for target in (kinds > 0, kinds == 1, kinds == 2):
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=400).fit(
            rows, target
        )
        weights.append(model.coef_[0])
        intercepts.append(model.intercept_[0])
    return np.array(weights).T, np.array(intercepts)


def packed(name, weights, intercepts):
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 1e-3)
    return {
        f"{name}_columns": used.astype(np.uint16),
        f"{name}_weights": weights[used].astype(np.float16),
        f"{name}_intercepts": intercepts.astype(np.float32),
    }


def main():
    triage = Triage(load_floor().signals)
    found = list(examples([*messages(), *asked()], triage))
    kinds = np.array([kind for *_, kind in found])
    words = matrix(found)
    stored = packed("plain", *fit(words, kinds))
    encoder = load_encoder()
    if isinstance(encoder, SentenceEncoder):
        vectors = encoder.encode([spoken(reading, w.start, w.end) for reading, w, _, _ in found])
        weights, intercepts = fit(sp.hstack([words, sp.csr_matrix(vectors * VECTOR_SHARE)]).tocsr(), kinds)
        stored |= packed("meaning", weights[: 1 << BITS], intercepts)
        stored |= {"vector": weights[1 << BITS :].astype(np.float16), "encoder": np.array(encoder.id)}
    else:
        raise SystemExit("The sentence encoder is not installed: the weights for meaning cannot be trained.")
    path = ROOT / "bot/triage/scorer.npz"
    np.savez_compressed(path, **stored)
    print(f"{len(found)} windows, {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
