"""The figures are what they say, and the keys are the ones that acceptance reads."""

import json

import numpy as np
import pytest

from bot.errors import UsageError
from bot.operate.evaluate import area_under_curve, evaluate_retrieval, read_rows

KEYS = {
    "p_at_1", "r_at_5", "mrr_at_10", "auroc", "p_at_1_far5", "answered_at_own_threshold",
    "false_answers_at_own_threshold", "build_s", "latency_ms_p50", "latency_ms_p99", "queries",
}  # fmt: skip


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setenv("FOOTNOTE_ENCODER", "off")
    corpus = [
        {"id": str(i), "question": q} for i, q in enumerate(["open on sunday", "lost parcel", "new password"])
    ]
    queries = [
        {"query": "are you open sunday", "relevant": ["0"]},
        {"query": "my parcel is lost", "relevant": ["1"]},
        {"query": "price of gold", "relevant": []},
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path


def test_retrieval_figures_have_the_published_keys(files):
    """A tiny set with known answers gives known figures."""
    figures = evaluate_retrieval(files / "corpus.jsonl", files / "queries.jsonl")
    assert figures.keys() == KEYS
    assert figures["p_at_1"] == figures["r_at_5"] == figures["auroc"] == 1.0
    assert figures["queries"] == 3


def test_without_out_of_scope_rows_abstention_is_not_measured(files):
    """What the data does not allow is null."""
    rows = [r for r in read_rows(files / "queries.jsonl") if r["relevant"]]
    (files / "queries.jsonl").write_text("\n".join(map(json.dumps, rows)))
    figures = evaluate_retrieval(files / "corpus.jsonl", files / "queries.jsonl")
    assert figures["auroc"] is None
    assert figures["p_at_1_far5"] is None


def test_area_under_curve_counts_ties_half():
    """Equal values are a coin toss."""
    assert area_under_curve(np.array([1.0, 2.0]), np.array([1.0])) == 0.75


def test_a_bad_line_is_named(tmp_path):
    """The reader learns which line is wrong."""
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n{oops\n')
    with pytest.raises(UsageError, match="line 2"):
        read_rows(tmp_path / "x.jsonl")
