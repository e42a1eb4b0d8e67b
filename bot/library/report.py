"""Problems as people and machines read them: a list by file, JSON, or annotations on a forge."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.library.problem import Level, Problem

ANNOTATIONS = 10
"""A forge shows ten annotations of a step; the rest goes into the summary."""


def count(problems: Iterable[Problem]) -> tuple[int, int]:
    """(errors, hints)."""
    levels = [problem.level for problem in problems]
    return levels.count(Level.ERROR), levels.count(Level.HINT)


def as_text(problems: Sequence[Problem], files: int) -> str:
    """All problems grouped by file, and a line that sums them up."""
    lines: list[str] = []
    for file, group in groupby(problems, key=lambda problem: problem.place.file):
        lines.append(file)
        for problem in group:
            spot = f"{problem.place.line}:{problem.place.column}"
            lines.append(f"  {spot:>8}  {problem.level.value:<5}  {problem.code}  {problem.message}")
            lines.append(f"{'':26}{problem.remedy}")
        lines.append("")
    return "\n".join([*lines, summary_line(problems, files)])


def summary_line(problems: Sequence[Problem], files: int) -> str:
    """One line: what was found in how many files."""
    errors, hints = count(problems)
    if not problems:
        return f"{files} files read, nothing to mend."
    found = " and ".join(_number(n, word) for n, word in ((errors, "error"), (hints, "hint")) if n)
    tail = f" `footnote explain {problems[0].code}` tells more about a code."
    if not errors:
        return f"{files} files read, no error, {found}.{tail}"
    places = len({problem.place.file for problem in problems})
    return f"{files} files read, {found} in {_number(places, 'file')}.{tail}"


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the keys code, level, file, line, column, message, remedy."""
    rows = [
        {
            "code": problem.code,
            "level": problem.level.value,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotations(problems: Sequence[Problem], files: int) -> str:
    """At most ten workflow commands, errors first, then one line that sums up."""
    first = sorted(problems, key=lambda problem: problem.level is Level.HINT)[:ANNOTATIONS]
    lines = [_annotation(problem) for problem in first]
    rest = len(problems) - len(first)
    more = f" {rest} more are in the summary." if rest else ""
    return "\n".join([*lines, summary_line(problems, files) + more])


def as_markdown(problems: Sequence[Problem], files: int) -> str:
    """A table of all problems for the summary page of a forge."""
    lines = ["### Knowledge check", "", summary_line(problems, files)]
    if problems:
        lines += ["", "| file | line | code | what is wrong | what to do |", "|---|---|---|---|---|"]
    for problem in sorted(problems, key=lambda problem: problem.level is Level.HINT):
        mark = "" if problem.level is Level.ERROR else " (hint)"
        cells = (
            f"`{problem.place.file}`",
            str(problem.place.line),
            f"{problem.code}{mark}",
            problem.message,
            problem.remedy,
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.level is Level.ERROR else "notice"
    where = f"file={_property(problem.place.file)},line={problem.place.line},col={problem.place.column}"
    return f"::{kind} {where},title={problem.code}::{_data(f'{problem.message} {problem.remedy}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _number(count_: int, word: str) -> str:
    return f"{count_} {word}{'' if count_ == 1 else 's'}"
