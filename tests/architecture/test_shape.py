"""Small is a feature: sizes and names that the README promises."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "bot").rglob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_stay_small():
    """A median file near 100 lines, none above 350, and the whole does not grow unnoticed."""
    sizes = {path: n for path in FILES if (n := _lines(path))}
    assert sum(sizes.values()) < 26_500
    assert statistics.median(sizes.values()) <= 130
    assert {str(p): n for p, n in sizes.items() if n > 350} == {}


def test_names_say_what_they_hold():
    """No module is called after what it is not."""
    vague = {"utils", "helpers", "manager", "common", "misc"}
    assert [p for p in FILES if p.stem in vague or p.parent.name in vague] == []


def test_every_module_says_why_it_exists():
    """Each module starts with a docstring."""
    missing = [
        p
        for p in FILES
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ]
    assert missing == []
