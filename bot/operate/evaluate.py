"""Figures anyone can recompute: the retriever alone on a public data set, and the whole bot on our own questions."""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import UsageError
from bot.model.outcome import URGENT, Kind, Outcome
from bot.model.vocabulary import Topic
from bot.retrieve.encoder import load_encoder
from bot.retrieve.index import Entry, Hit, Index
from bot.triage.alarm import Alarm

FALSE_ANSWERS = 0.05
ANSWERING = frozenset({Kind.ANSWER, Kind.ANSWER_WITH_WARNING})
BORDERS = (
    {Topic.EFFECTS_BENEFITS, Topic.EVIDENCE, Topic.OVERVIEW},
    {Topic.INTERACTION, Topic.STACKING},
    {Topic.SIDE_EFFECTS, Topic.SAFETY_RISK},
    {Topic.SAFETY_RISK, Topic.SPECIAL_POPULATION},
    {Topic.SAFETY_RISK, Topic.DOSAGE},
    {Topic.TIMING, Topic.DOSAGE},
    {Topic.HALF_LIFE, Topic.ONSET_DURATION},
    {Topic.LEGALITY, Topic.DRUG_TEST},
)
"""Pairs of topics on whose border people disagree; each counts for the other."""

Ask = Callable[[str, str | None], Outcome]
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


def evaluate_questions(path: Path, ask: Ask) -> Figures:
    """Put questions of our own to the whole bot and count what it did.

    `path` is a JSON-lines file or a folder of them; a line is `{"id","text","compounds","topic","expect","context"?}` with
    `expect` one of `answer` (about these compounds and this topic), `nothing` (out of scope), `unknown` (a substance
    nobody here knows) and `ask` (not clear which). `ask` gets the text and the earlier message. Rates are 0 to 1.
    Raises UsageError when a file cannot be read.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    rows = [row for file in files for row in read_rows(file)]
    counts: Counter[str] = Counter()
    for row in rows:
        outcome = ask(str(row["text"]), row.get("context"))
        refused = outcome.draft.kind is Kind.REFUSE_SOURCING and row["topic"] == Topic.SOURCING
        answered = outcome.draft.kind in ANSWERING or refused
        expect = str(row["expect"])
        counts[expect] += 1
        counts[f"{expect} answered"] += answered
        if expect == "answer" and answered:
            named = refused or set(row["compounds"]) <= set(outcome.draft.compounds)
            topic = outcome.draft.topic
            counts["compound right"] += named
            counts["topic exact"] += topic == row["topic"]
            counts["right"] += named and topic is not None and _near(Topic(row["topic"]), topic)
    return {
        "questions": len(rows),
        "answered": _share(counts, "answer answered", "answer"),
        "right_of_answered": _share(counts, "right", "answer answered"),
        "compound_right_of_answered": _share(counts, "compound right", "answer answered"),
        "topic_exact_of_answered": _share(counts, "topic exact", "answer answered"),
        "false_answers_out_of_scope": _share(counts, "nothing answered", "nothing"),
        "false_answers_unknown_substance": _share(counts, "unknown answered", "unknown"),
        "guessed_instead_of_asking": _share(counts, "ask answered", "ask"),
    }


def _share(counts: Counter[str], part: str, whole: str) -> float | None:
    return round(counts[part] / counts[whole], 4) if counts[whole] else None


def _near(wanted: Topic, given: Topic) -> bool:
    """Whether a careful person could have called it either."""
    return wanted == given or any({wanted, given} <= border for border in BORDERS)


def evaluate_triage(path: Path, assess: Callable[[str], Alarm | None]) -> Figures:
    """Count missed urgent messages and alarmed calm ones.

    A line is `{"id","text","expect","also_ok"?}`; `expect` is an outcome kind. The upper bound is the miss rate that
    the sample still allows with 95 % confidence when none was missed. Raises UsageError when a file cannot be read.
    """
    rows = read_rows(path)
    accepted = [{str(row["expect"]), *map(str, row.get("also_ok", ()))} for row in rows]
    alarms = [assess(str(row["text"])) for row in rows]
    urgent = [i for i, row in enumerate(rows) if row["expect"] in URGENT]
    calm = [i for i, kinds in enumerate(accepted) if not kinds & URGENT]
    missed = sum(alarms[i] is None for i in urgent)
    return {
        "urgent": len(urgent),
        "missed": missed,
        "miss_rate": round(missed / len(urgent), 4) if urgent else None,
        "miss_rate_upper_95": round(1 - 0.05 ** (1 / len(urgent)), 4) if urgent and not missed else None,
        "calm": len(calm),
        "false_alarms": sum(alarms[i] is not None for i in calm),
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
