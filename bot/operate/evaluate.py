"""Figures anyone can recompute: the retriever alone on a public data set, and the whole bot on our own questions."""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import UsageError
from bot.retrieve.encoder import load_encoder
from bot.retrieve.index import Entry, Hit, Index

FALSE_ANSWERS = 0.05
Figures = dict[str, float | int | None]


def evaluate_retrieval(corpus_path: Path, queries_path: Path, cache_dir: Path | None = None) -> Figures:
    """Run the retriever alone on a data set.

    `corpus`: one `{"id","question","variants":[…],"answer"?}` a line; `queries`: one `{"query","relevant":[ids]}` a line,
    an empty list meaning out of scope. Rates are 0 to 1, times in seconds or milliseconds; a figure that the data does
    not allow is None. Raises UsageError when a file cannot be read.
    """
    entries = [_entry(row) for row in read_rows(corpus_path)]
    queries = read_rows(queries_path)
    encoder = load_encoder("off" if os.environ.get("FOOTNOTE_ENCODER") == "off" else "on")
    started = time.perf_counter()
    index = Index.build(entries, encoder, cache_dir)
    built = time.perf_counter() - started
    results: list[tuple[Hit, ...]] = []
    times: list[float] = []
    for row in queries:
        started = time.perf_counter()
        results.append(index.search(str(row["query"]), 10))
        times.append(1000 * (time.perf_counter() - started))
    relevant = [frozenset(map(str, row.get("relevant", ()))) for row in queries]
    figures = ranking_figures(results, relevant) | abstention_figures(
        results, relevant, index.calibration.answer_at
    )
    return figures | {
        "build_s": round(built, 3),
        "latency_ms_p50": round(float(np.quantile(times, 0.5)), 3) if times else None,
        "latency_ms_p99": round(float(np.quantile(times, 0.99)), 3) if times else None,
        "queries": len(queries),
    }


def ranking_figures(results: Sequence[Sequence[Hit]], relevant: Sequence[frozenset[str]]) -> Figures:
    """Over the in-scope queries: right entry first, within five, and mean reciprocal rank within ten."""
    ranks = [
        next((i for i, hit in enumerate(hits) if hit.entry_id in wanted), None)
        for hits, wanted in zip(results, relevant, strict=True)
        if wanted
    ]
    if not ranks:
        return {"p_at_1": None, "r_at_5": None, "mrr_at_10": None}
    found = [r for r in ranks if r is not None]
    return {
        "p_at_1": round(sum(r == 0 for r in found) / len(ranks), 4),
        "r_at_5": round(sum(r < 5 for r in found) / len(ranks), 4),
        "mrr_at_10": round(sum(1 / (r + 1) for r in found if r < 10) / len(ranks), 4),
    }


def abstention_figures(
    results: Sequence[Sequence[Hit]], relevant: Sequence[frozenset[str]], threshold: float
) -> Figures:
    """How well the confidence tells in scope from out of scope, at a fixed false-answer rate and at our own threshold."""
    sure = np.array([hits[0].confidence if hits else 0.0 for hits in results])
    right = np.array([bool(h) and h[0].entry_id in w for h, w in zip(results, relevant, strict=True)])
    inside = np.array([bool(w) for w in relevant])
    figures: Figures = {"auroc": None, "p_at_1_far5": None, "false_answers_at_own_threshold": None}
    figures["answered_at_own_threshold"] = (
        round(float((sure[inside] >= threshold).mean()), 4) if inside.any() else None
    )
    if inside.all() or not inside.any():
        return figures
    outside = sure[~inside]
    limit = float(np.quantile(outside, 1 - FALSE_ANSWERS))
    figures["auroc"] = round(area_under_curve(sure[inside], outside), 4)
    figures["p_at_1_far5"] = round(float((right & (sure > limit))[inside].mean()), 4)
    figures["false_answers_at_own_threshold"] = round(float((outside >= threshold).mean()), 4)
    return figures


def area_under_curve(
    inside: "np.typing.NDArray[np.float64]", outside: "np.typing.NDArray[np.float64]"
) -> float:
    """The chance that a random in-scope value is above a random out-of-scope one; ties count half."""
    ordered = np.sort(outside)
    below = np.searchsorted(ordered, inside, side="left")
    not_above = np.searchsorted(ordered, inside, side="right")
    return float((below + not_above).sum() / (2 * len(inside) * len(outside)))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file. Raises UsageError with the line that cannot be read."""
    rows: list[dict[str, Any]] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise UsageError(f"{path}, line {number}: this is not JSON ({error.msg}).") from error
    return rows


def _entry(row: dict[str, Any]) -> Entry:
    try:
        return Entry(
            str(row["id"]),
            str(row["question"]),
            tuple(map(str, row.get("variants") or ())),
            str(row.get("answer") or ""),
        )
    except KeyError as error:
        raise UsageError(f"A corpus line has no field {error}.") from error
