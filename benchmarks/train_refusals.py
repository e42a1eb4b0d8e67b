"""Train the refusal scorer: `tests/golden/triage/*.jsonl` and `floor.json` in, `bot/triage/refusals.npz` out.

    python benchmarks/train_refusals.py            # needs scikit-learn, scipy and the sentence encoder; same input, same file
    python benchmarks/train_refusals.py --check    # figures only: voices left out in five turns, then the held-out voices

Allowed are also the harmless messages of the triage corpus and the wordings of `knowledge/faq`, but for those that the rules
are sure of. Held-out voices are never trained on.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from train_triage import mistyped

from bot.library.reader import read_library
from bot.model.faq import Faq
from bot.retrieve.encoder import SentenceEncoder, load_encoder
from bot.triage.features import BITS
from bot.triage.floor import load_floor
from bot.triage.refusal_scorer import ALLOWED, VECTOR_SHARE, refusal_features
from bot.triage.refusing import HINTED, REFUSALS, SURE, UNAIDED, Refuser, hits_of, rules

ROOT = Path(__file__).resolve().parent.parent
CLASSES = (ALLOWED, *REFUSALS.values())
STRENGTH = 10.0
FOLDS = 5


def written(split):
    """(text, class, voice, source) of the refusal corpus and of the harmless messages."""
    for path in sorted((ROOT / "tests/golden/triage").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["split"] == split and row["label"] == "harmless":
                yield row["text"], ALLOWED, row["author"], "harmless"
            elif row["split"] == split and row["author"].startswith("refusals-"):
                yield row["text"], row.get("refusal", ALLOWED), row["author"], "refusals"


def asked():
    """The wordings of the FAQ; an entry counts as one voice."""
    faqs = read_library(ROOT / "knowledge").of(Faq)
    for key in sorted(faqs):
        for text in (faqs[key].question, *faqs[key].variants):
            yield text, ALLOWED, key, "faq"


def matrix(texts, refuser):
    """One row a text, and whether the rules are sure of it (2), find a hint (1) or nothing (0)."""
    indices, values, starts, levels = [], [], [0], []
    for text in texts:
        reading = refuser.read(text)
        found = rules(reading)
        columns, shares = refusal_features(reading, 0, len(reading.words), hits_of(found))
        indices += columns
        values += shares
        starts.append(len(indices))
        levels.append(2 if found.sure else 1 if found.hints else 0)
    result = sp.csr_matrix((values, indices, starts), shape=(len(texts), 1 << BITS))
    result.sum_duplicates()
    return result, np.array(levels)


def with_meaning(words, vectors):
    return sp.hstack([words, sp.csr_matrix(vectors * VECTOR_SHARE)]).tocsr()


def fit(rows, kinds):
    """Weights of shape (columns, classes) and intercepts; columns that one message alone uses are left out."""
    used = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) >= 2)
    model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3).fit(rows[:, used], kinds)
    weights = np.zeros((rows.shape[1], len(CLASSES)))
    weights[np.ix_(used, model.classes_)] = model.coef_.T
    intercepts = np.full(len(CLASSES), -30.0)
    intercepts[model.classes_] = model.intercept_
    return weights, intercepts


def chances(rows, weights, intercepts):
    sums = rows @ weights + intercepts
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def packed(name, weights, intercepts):
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 0.02)
    scale = np.abs(weights).max() / 127
    return {
        f"{name}_columns": used.astype(np.uint16),
        f"{name}_weights": np.round(weights[used] / scale).astype(np.int8),
        f"{name}_scale": np.float32(scale),
        f"{name}_intercepts": intercepts.astype(np.float32),
    }


class Examples:
    """Messages as rows, typed well and typed badly."""

    def __init__(self, rows, refuser, encoder):
        texts = [row[0] for row in rows]
        slips = [mistyped(text, random.Random(number)) for number, text in enumerate(texts)]
        self.kinds = np.array([CLASSES.index(row[1]) for row in rows])
        self.voices, self.sources = [row[2] for row in rows], np.array([row[3] for row in rows])
        self.words, self.levels = matrix(texts, refuser)
        self.slips, _ = matrix(slips, refuser)
        self.vectors, self.slip_vectors = encoder.encode(texts), encoder.encode(slips)
        self.learnt = (self.sources == "refusals") | (self.levels < 2)

    def train(self, chosen, meaning):
        """Weights learnt from the chosen messages."""
        rows = [self.words[chosen], self.slips[chosen]]
        if meaning:
            rows = [
                with_meaning(rows[0], self.vectors[chosen]),
                with_meaning(rows[1], self.slip_vectors[chosen]),
            ]
        return fit(sp.vstack(rows).tocsr(), np.tile(self.kinds[chosen], 2))

    def judge(self, chosen, trained, meaning):
        rows = with_meaning(self.words[chosen], self.vectors[chosen]) if meaning else self.words[chosen]
        return chances(rows, *trained)


def report(name, found, examples, chosen):
    """Refused and named rightly, wrongly refused; `found` are the chances of the chosen messages."""
    levels, kinds, sources = examples.levels[chosen], examples.kinds[chosen], examples.sources[chosen]
    refused = 1 - found[:, 0] >= np.array([UNAIDED, HINTED, SURE])[levels]
    asked_for = kinds > 0
    right = (found[:, 1:].argmax(axis=1) + 1 == kinds)[asked_for & refused]
    print(f"{name}: refused {refused[asked_for].mean():.3f} (by rules {(levels == 2)[asked_for].mean():.3f}), right text"
          f" {right.mean():.3f}; wrongly refused", end="")  # fmt: skip
    for source in sorted(set(sources)):
        calm = (sources == source) & ~asked_for
        print(f" {source} {refused[calm].mean():.4f} of {calm.sum()}", end="")
    print()
    for number, kind in enumerate(CLASSES):
        if number and (kinds == number).any():
            print(f"    {kind} {refused[kinds == number].sum()}/{(kinds == number).sum()}", end="")
    print()


def check(examples, held):
    order = {voice: number % FOLDS for number, voice in enumerate(dict.fromkeys(examples.voices))}
    turn = np.array([order[voice] for voice in examples.voices])
    for meaning in (True, False):
        found = np.zeros((len(turn), len(CLASSES)))
        for fold in range(FOLDS):
            trained = examples.train(np.flatnonzero((turn != fold) & examples.learnt), meaning)
            left_out = np.flatnonzero(turn == fold)
            found[left_out] = examples.judge(left_out, trained, meaning)
        name = "by meaning" if meaning else "by words"
        report(f"{name}, voices left out", found, examples, np.arange(len(turn)))
        everything = np.arange(len(held.voices))
        trained = examples.train(np.flatnonzero(examples.learnt), meaning)
        report(f"{name}, held-out voices", held.judge(everything, trained, meaning), held, everything)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    encoder = load_encoder()
    if not isinstance(encoder, SentenceEncoder):
        raise SystemExit("The sentence encoder is not installed: the weights for meaning cannot be trained.")
    refuser = Refuser(load_floor().signals)
    examples = Examples([*written("train"), *asked()], refuser, encoder)
    if parser.parse_args().check:
        check(examples, Examples(list(written("held-out")), refuser, encoder))
        return
    chosen = np.flatnonzero(examples.learnt)
    stored = packed("plain", *examples.train(chosen, meaning=False))
    weights, intercepts = examples.train(chosen, meaning=True)
    stored |= packed("meaning", weights[: 1 << BITS], intercepts)
    stored |= {"vector": weights[1 << BITS :].astype(np.float16), "encoder": np.array(encoder.id)}
    path = ROOT / "bot/triage/refusals.npz"
    np.savez_compressed(path, classes=np.array(CLASSES), **stored)
    print(f"{len(chosen)} messages, {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
