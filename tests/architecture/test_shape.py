"""Small is a feature: sizes and names that the README promises."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "bot").rglob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_bot_is_readable_in_an_afternoon():
    """Fewer than 10,000 lines, a median file near 120, none above 400."""
    sizes = {path: n for path in FILES if (n := _lines(path))}
    assert sum(sizes.values()) < 10_000
    assert statistics.median(sizes.values()) <= 130
    assert {str(p): n for p, n in sizes.items() if n > 400} == {}


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
