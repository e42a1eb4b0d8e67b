"""The arrows between packages, and that breaking one is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).parent / "lint-imports"


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT), "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_tree_keeps_its_contracts(copy):
    """No package imports one above it, and the core imports no edge library."""
    result = _lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("bot/model/claim.py", "import bot.answer.cite_break"),
        ("bot/render/marks.py", "import discord"),
        ("bot/answer/simple.py", "import bot.chat.gate"),
    ],
)
def test_a_planted_break_is_found(copy, file, line):
    """An import against the arrow fails the contract and is named."""
    (copy / "bot/answer/cite_break.py").write_text('"""Planted."""\n')
    path = copy / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode != 0
    assert line.split()[-1].rsplit(".", 1)[0].split(".")[0] in result.stdout
