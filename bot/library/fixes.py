"""Mechanical fixes written into the files, and taken back when a file would become unreadable."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from bot.library.problem import Edit, Problem, UnreadableFile
from bot.library.strict_yaml import parse_bytes


def apply_fixes(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Write the edit of every problem that has one below `root`; returns the problems that were mended."""
    fixable = [p for p in problems if p.fix]
    fixable.sort(key=lambda p: p.place)
    mended: list[Problem] = []
    for shown, group in groupby(fixable, key=lambda p: p.place.file):
        path = root / shown.partition("/")[2]
        some = list(group)
        before = path.read_bytes()
        text = before.decode("utf-8")
        for problem in reversed(some):
            if problem.fix and (after := _edited(text, problem.fix)):
                text = after
                mended.append(problem)
        if _is_readable(text.encode("utf-8"), shown):
            path.write_bytes(text.encode("utf-8"))
        else:
            mended = [p for p in mended if p not in some]
    return mended


def _edited(text: str, edit: Edit) -> str | None:
    """The text with one edit, or nothing when the file no longer holds what the edit replaces."""
    lines = text.split("\n")
    number, column = edit.place.line - 1, edit.place.column - 1
    if number >= len(lines) or not lines[number].startswith(edit.old, column):
        return None
    line = lines[number]
    lines[number] = line[:column] + edit.new + line[column + len(edit.old) :]
    return "\n".join(lines)


def _is_readable(data: bytes, shown: str) -> bool:
    try:
        parse_bytes(data, shown)
    except UnreadableFile:
        return False
    return True
