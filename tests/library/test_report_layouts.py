"""Problems on a terminal, for programs, and as annotations of a forge."""

import json

from bot.library.problem import Level, Place, Problem
from bot.library.report import as_annotations, as_json, as_markdown, as_text


def problem(number, level=Level.ERROR, message="Wrong."):
    return Problem(
        "FN101", level, Place(f"knowledge/faq/{number % 3}.yaml", number + 1, 5), message, "Mend it."
    )


MANY = sorted(
    [problem(n) for n in range(12)] + [problem(n, Level.HINT) for n in range(3)], key=lambda p: p.place
)


def test_text_is_grouped_by_file():
    """Each file is named once, above its problems; the last line sums up."""
    text = as_text(MANY, files=40)

    assert text.count("knowledge/faq/1.yaml\n") == 1
    assert text.splitlines()[-1].startswith("40 files read, 12 errors and 3 hints in 3 files.")


def test_text_without_problems_says_so():
    """A clean run is one line."""
    assert as_text([], files=3) == "3 files read, nothing to mend."


def test_json_has_exactly_the_promised_keys():
    """The keys are stable, because acceptance runs read them."""
    rows = json.loads(as_json(MANY))

    assert {tuple(row) for row in rows} == {("code", "level", "file", "line", "column", "message", "remedy")}
    assert {row["level"] for row in rows} == {"error", "hint"}


def test_at_most_ten_annotations_errors_first():
    """A forge shows ten; the rest is counted, and stands in the summary."""
    lines = as_annotations(MANY, files=40).splitlines()
    marks = [line for line in lines if line.startswith("::")]

    assert len(marks) == 10
    assert all(mark.startswith("::error file=knowledge/faq/") for mark in marks)
    assert lines[-1].endswith("5 more are in the summary.")


def test_annotations_cannot_be_broken_out_of():
    """Line ends and commas in a message or a file name do not end the annotation."""
    odd = Problem("FN101", Level.ERROR, Place("a,b::c\n.yaml"), "one\n::error::two", "100 %\r")
    lines = as_annotations([odd], files=1).splitlines()

    assert len([line for line in lines if line.startswith("::")]) == 1
    assert "file=a%2Cb%3A%3Ac%0A.yaml," in lines[0]


def test_the_summary_lists_everything():
    """The table of the summary page has a row for each problem, and bars in texts do not break it."""
    page = as_markdown([*MANY, problem(1, message="a | b")], files=40)

    assert page.count("| FN101") == 16
    assert "a \\| b" in page
