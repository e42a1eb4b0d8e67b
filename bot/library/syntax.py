"""What the YAML parser complains about → a sentence a moderator can act on, at the line to look at."""

from dataclasses import dataclass

import yaml

from bot.library.problem import Level, Place, Problem


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Applies when the parser's complaint holds `said`; `at_start` points to where the thing began."""

    said: str
    message: str
    remedy: str
    at_start: bool = False


_MEANINGS = (
    _Meaning(
        "tab character",
        "There is a tab here.",
        "Use spaces to indent.",
    ),
    _Meaning(
        "quoted scalar found unexpected end of stream",
        "The quote that opens here is never closed.",
        "Close it, or write an apostrophe inside single quotes twice: `'it''s'`.",
        at_start=True,
    ),
    _Meaning(
        "quoted scalar found unexpected document",
        "The quote that opens here is never closed.",
        "Close it before the line with `---`.",
        at_start=True,
    ),
    _Meaning(
        "escape",
        "A backslash inside double quotes has a special meaning.",
        "Use single quotes, or write the backslash twice.",
    ),
    _Meaning(
        "hexdecimal",
        "A backslash inside double quotes has a special meaning.",
        "Use single quotes, or write the backslash twice.",
    ),
    _Meaning(
        "mapping values are not allowed",
        "There is a second `: ` in this text, or this line is indented too far.",
        "Put quotes around the text, or line the field up with its neighbours.",
    ),
    _Meaning(
        "block sequence entries are not allowed",
        "A list item cannot start on this line.",
        "Put each `- ` on a line of its own, below the field name.",
    ),
    _Meaning(
        "could not find expected ':'",
        "This line has no colon after the field name.",
        "Write `name: value`, or indent the line if it continues the text above.",
        at_start=True,
    ),
    _Meaning(
        "flow sequence",
        "The list that opens with `[` here is not closed or has a `: ` in it.",
        "Close it with `]`, or put quotes around items that hold a colon or a comma.",
        at_start=True,
    ),
    _Meaning(
        "flow mapping",
        "The fields that open with `{` here are not closed.",
        "Close them with `}`, or put quotes around values that hold a colon or a comma.",
        at_start=True,
    ),
    _Meaning(
        "flow node",
        "A bracket is not closed, or a value is missing, here.",
        "Look for `[`, `{` and commas in this line and the line above.",
    ),
    _Meaning(
        "anchor",
        "Anchors and aliases (`&name`, `*name`) are not allowed.",
        "Write the text out, or put quotes around text that starts with `&` or `*`.",
    ),
    _Meaning(
        "alias",
        "Anchors and aliases (`&name`, `*name`) are not allowed.",
        "Write the text out, or put quotes around text that starts with `&` or `*`.",
    ),
    _Meaning(
        "tag",
        "Tags (words that start with `!`) are not allowed.",
        "Delete the `!…` word, or put quotes around the text.",
    ),
    _Meaning(
        "block scalar",
        "After `>` or `|` nothing else may stand on the line.",
        "Start the text on the next line, indented.",
    ),
    _Meaning(
        "'-' indicator",
        "This line belongs to no list item.",
        "Start it with `- `, or indent it under the item above.",
    ),
    _Meaning(
        "expected key",
        "This line is not lined up with its neighbours, or text follows a closing quote.",
        "Give neighbouring fields the same indentation; put the whole text between one pair of quotes.",
    ),
    _Meaning(
        "document start",
        "Something follows the end of the entry.",
        "Keep one entry a file.",
    ),
    _Meaning(
        "directive",
        "A line that starts with `%` has a special meaning.",
        "Put quotes around the text.",
    ),
    _Meaning(
        "incompatible",
        "A line that starts with `%` has a special meaning.",
        "Delete the line.",
    ),
    _Meaning(
        "node content",
        "Something is missing, or a bracket is left over, here.",
        "Write a value after the colon, or delete the bracket.",
    ),
)


def syntax_problem(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """One problem for the first thing the parser could not read; `text` is the whole file."""
    context = getattr(error, "context", None) or ""
    problem = getattr(error, "problem", None) or ""
    begun = getattr(error, "context_mark", None)
    at = getattr(error, "problem_mark", None) or begun
    place = Place(shown, at.line + 1, at.column + 1) if at else Place(shown)
    if "cannot start any token" in problem:
        return _special_character(place, text)
    for meaning in _MEANINGS:
        if meaning.said in f"{context} {problem}":
            if meaning.at_start and begun:
                place = Place(shown, begun.line + 1, begun.column + 1)
            return Problem("FN001", Level.ERROR, place, meaning.message, meaning.remedy)
    return Problem(
        "FN001",
        Level.ERROR,
        place,
        "This line cannot be read.",
        "Check the indentation, the colon after the field name, and that quotes are closed.",
    )


def _special_character(place: Place, text: str) -> Problem:
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    character = line[place.column - 1 : place.column]
    character = {"`": "a backtick"}.get(character, f"`{character}`")
    if character == "`\t`":
        return Problem("FN001", Level.ERROR, place, "There is a tab here.", "Use spaces to indent.")
    return Problem(
        "FN001",
        Level.ERROR,
        place,
        f"Text cannot start with {character}.",
        "Put quotes around the whole text.",
    )
