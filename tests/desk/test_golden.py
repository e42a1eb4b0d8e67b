"""The promises that moderators made in `knowledge/golden/` are kept, and a broken one is an error of the check."""

import shutil

import pytest

from bot.desk.asking import found_by
from bot.library.checks import check
from bot.library.checks.fn707_golden_row_broken import kept
from bot.library.reader import read_library
from bot.model.golden import Golden
from bot.model.question import Question
from bot.operate.searching import searcher
from tests.library.small_knowledge import REAL, TODAY

ROWS = read_library(REAL).of(Golden)


@pytest.mark.parametrize("question", ROWS)
def test_a_promise_is_kept(answerer, question):
    """Each golden question is answered by the entry that its row names."""
    assert kept(found_by(answerer.answer(Question(question)).draft), ROWS[question].entry)


def test_a_promise_is_no_wording(knowledge):
    """A golden question is in words that no entry holds, or it would test nothing."""
    wordings = {w.casefold() for faq in knowledge.faqs.values() for w in (faq.question, *faq.variants)}
    assert [q for q in ROWS if q.casefold() in wordings] == []


def test_a_broken_promise_is_found_when_wordings_are_asked(root):
    """`check --wordings` names the row, and what its question finds instead; without asking, only what is missing."""
    (root / "golden").mkdir()
    (root / "golden/rows.yaml").write_text(
        "- {question: alphamine attention please, entry: faq:alphamine-attention}\n"
        "- {question: is gammadol strong, entry: faq:alphamine-attention}\n"
        "- {question: how strong is it, entry: 'card:deltavine#dosage'}\n",
        "utf-8",
    )
    shutil.rmtree(root / ".git")
    library = read_library(root)
    asked = check(library, TODAY, searcher(library.knowledge()))
    assert [p.place.line for p in asked if p.code == "FN707"] == [2, 3]
    assert [p.place.line for p in check(library, TODAY) if p.code == "FN707"] == [3]
