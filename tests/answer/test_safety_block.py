"""An outcome without a safety block cannot be made: not at run time, not past the type checker."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.model.outcome import Draft, Kind, Outcome, Paragraph, SafetyBlock, Section
from bot.model.safety import Disclaimer, When

ROOT = Path(__file__).resolve().parents[2]
DRAFT = Draft(Kind.ANSWER, "Title", (Section(None, (Paragraph("Text."),)),))
AFTER = Disclaimer(id="d", when=When(always=True), position="after", text="Not medical advice.")


def test_an_outcome_needs_a_safety_block():
    """Leaving the block out, or passing None, raises."""
    with pytest.raises(TypeError):
        Outcome(draft=DRAFT, citations=(), knowledge_version="v")
    with pytest.raises(TypeError):
        Outcome(draft=DRAFT, safety=None, citations=(), knowledge_version="v")


def test_a_safety_block_is_never_empty():
    """A block needs a text after the answer, and no text may be blank."""
    with pytest.raises(ValueError):
        SafetyBlock((), ())
    with pytest.raises(ValueError):
        SafetyBlock((AFTER.model_copy(update={"text": " "}),), (AFTER,))
    assert SafetyBlock((), (AFTER,)).ids == ("d",)


def test_the_block_cannot_be_removed_later():
    """Outcomes are frozen."""
    outcome = Outcome(DRAFT, SafetyBlock((), (AFTER,)), (), "v")
    with pytest.raises(AttributeError):
        outcome.safety = None


def test_the_type_checker_refuses_an_outcome_without_it(tmp_path):
    """mypy names the missing argument."""
    code = tmp_path / "unsafe.py"
    code.write_text(
        "from bot.model.outcome import Draft, Outcome\n"
        "def f(draft: Draft) -> Outcome:\n"
        '    return Outcome(draft=draft, citations=(), knowledge_version="v")\n'
    )
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-incremental", "--follow-imports=silent", str(code)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 'Missing named argument "safety"' in result.stdout or "safety" in result.stdout
    assert result.returncode == 1
