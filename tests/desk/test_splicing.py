"""Changing values inside a text: the values become those that were wanted, and nothing else moves."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.splicing import rewritten
from bot.library.strict_yaml import parse

TEXT = """\
# What this file is about.
id: examplium   # never changes
names: {synonyms: [exampline, 'two: words'], codes: [EX-1]}   # all names
# How bad it is.
risk: "caution"
summary: >-   # cited
  Two plain sentences about it that are long enough to stand on more than one line of the
  file [@doe-2019].

classes: [one,   # the first
  two, three]
variants:
  - plain words    # chatty
  # The next one is long.
  - "quoted: words"
  - 'single ''quoted'' words'
claims:
  # The most important one.
  - id: first
    text: Attention did not differ.   # seen twice
    evidence: [{source: doe-2019, stance: supports}]   # one trial
  - id: second
    # About the heart.
    text: >-
      It raised the pulse
      a little.
    evidence:
      - {source: roe-2020}
      - source: low-2021
        stance: context
review: {date: 2026-11-01, by: author}
# The end.
"""
WORDS = st.sampled_from(
    ["plain", "with: colon", "# hash", "it's", '"q"', "- dash", "ümläut", "[x]", "{y}", "yes", "2019", "a, b",
     "[@doe-2019]", "%", "*s", "!b", "end:", "?", "long words " * 14 + "end", "tab\\t", "null", "~", "> fold", "| bar"]
)  # fmt: skip
VALUES = st.one_of(
    WORDS, st.lists(WORDS, min_size=1, max_size=3), st.dictionaries(st.sampled_from("pqr"), WORDS, min_size=1)
)


def places(value, route=()):
    """Every route of a value, outermost first."""
    yield route
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(child, (*route, key))


def at(value, route):
    for step in route:
        value = value[step]
    return value


@st.composite
def changes(draw):
    """(the route that is touched, the values after one field was set, added, inserted or taken away)."""
    target = copy.deepcopy(parse(TEXT, "t").value)
    route = draw(st.sampled_from([r for r in places(target) if r]))
    parent = at(target, route[:-1])
    do = draw(st.sampled_from(["set", "remove", "add"]))
    if do == "set":
        value = draw(VALUES if isinstance(parent[route[-1]], dict | list) else WORDS)
        parent[route[-1]] = value
    elif do == "remove":
        del parent[route[-1]]
        if not parent:
            route = route[:-1]
            at(target, route[:-1])[route[-1]] = draw(WORDS)
    elif isinstance(parent, list):
        parent.insert(route[-1], draw(VALUES))
    else:
        items = list(parent.items())
        items.insert(draw(st.integers(0, len(items))), ("new", draw(VALUES)))
        parent.clear()
        parent.update(items)
        route = (*route[:-1], "new")
    return route, target


COMMENTS = [line[line.index("# ") :] for line in TEXT.split("\n") if "# " in line]


@given(changes())
@settings(max_examples=400, deadline=None)
def test_the_values_become_what_was_wanted_and_other_fields_stay_as_they_are(change):
    """Whatever one field becomes, the file then holds exactly that, and every other field is the same to the letter."""
    route, target = change
    after = rewritten(TEXT, target)
    assert parse(after, "t").value == target
    for name in ("id", "risk", "summary", "classes", "variants", "claims", "review"):
        if name != route[0] and name in target:
            assert block(after, name) == block(TEXT, name)


def block(text, name):
    """The lines of a top-level field, without the comments after it."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}:"))
    end = next((i for i in range(start + 1, len(lines)) if lines[i] and lines[i][0] not in " -"), len(lines))
    return [line for line in lines[start:end] if line.strip()]


@pytest.mark.parametrize(
    "route",
    [
        r
        for r in places(parse(TEXT, "t").value)
        if r[-1:] != ("id",) and isinstance(at(parse(TEXT, "t").value, r), str)
    ],
)
def test_a_new_text_keeps_every_comment_and_the_order(route):
    """Any single text can be replaced, short or long, and no comment is lost or moved."""
    for words in ("Other words", "colon: and # hash", "long words " * 14 + "end"):
        target = copy.deepcopy(parse(TEXT, "t").value)
        at(target, route[:-1])[route[-1]] = words
        after = rewritten(TEXT, target)
        found = [after.find(comment) for comment in COMMENTS]
        assert -1 not in found and found == sorted(found)
        assert list(parse(after, "t").value) == list(parse(TEXT, "t").value)


def test_quotes_and_folding_stay():
    """A quoted text stays quoted, a folded one folded."""
    target = copy.deepcopy(parse(TEXT, "t").value)
    target["risk"] = "high"
    target["summary"] = "Short now [@doe-2019]."
    after = rewritten(TEXT, target)
    assert 'risk: "high"' in after
    assert "summary: >-   # cited\n  Short now [@doe-2019].\n" in after


def test_the_same_values_give_the_same_text():
    """Nothing to change changes nothing, to the byte."""
    assert rewritten(TEXT, parse(TEXT, "t").value) == TEXT


def test_the_ends_of_lines_stay():
    """A file from Windows stays one."""
    target = copy.deepcopy(parse(TEXT, "t").value)
    target["risk"] = "high"
    after = rewritten(TEXT.replace("\n", "\r\n"), target)
    assert after.count("\r\n") == after.count("\n") and parse(after, "t").value == target
