"""The loader: text stays text, every value knows its place, nothing hides, nothing crashes it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.characters import INVISIBLE
from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import MAX_DEPTH, MAX_NODES, parse, parse_bytes


def problems_of(text):
    with pytest.raises(UnreadableFile) as caught:
        parse(text, "file.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    "written",
    ["NO", "on", "yes", "22:00", "1:1", "010", "0x1F", "1e3", "3.50", "5.10", "2026-11-24", "true", ".inf"],
)
def test_text_stays_text(written):
    """Words and numbers that YAML likes to change come out as they were typed."""
    assert parse(f"field: {written}\n", "f").value == {"field": written}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written):
    """An empty value is no value; quotes make it an empty text."""
    assert parse(f"field: {written}\nother: ''\n", "f").value == {"field": None, "other": ""}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    """Files saved by Windows editors read like any other."""
    assert parse_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f").value == {"a": "1", "b": "2"}


def test_places_of_names_values_and_words():
    """Each value knows its line and column, its field name's, and where words stand in folded text."""
    document = parse("a:\n  - b: >-\n      one [@x]\n      two [@y]\n    c: 3\n", "f")

    place, key, words = (
        document.place(("a", 0, "c")),
        document.key_place(("a", 0, "c")),
        document.find(("a", 0, "b"), "[@y]"),
    )

    assert [(p.line, p.column) for p in (place, key, words)] == [(5, 8), (5, 5), (4, 11)]


def test_the_place_of_something_missing_is_its_parent():
    """Asking for what is not there gives the nearest thing that is."""
    assert parse("a:\n  b: 1\n", "f").place(("a", "z", 3)).line == 2


def test_a_tag_makes_nothing(tmp_path):
    """An object tag is refused and has no effect."""
    target = tmp_path / "made"

    found = problems_of(f"a: !!python/object/apply:pathlib.Path.touch [{target}]")

    assert [p.code for p in found] == ["FN005"]
    assert not target.exists()


def test_an_alias_bomb_never_grows():
    """Anchors and aliases are refused by name, so nothing is ever multiplied."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]

    assert {p.code for p in problems_of("\n".join(lines))} == {"FN005"}


def test_depth_and_number_of_values_are_bounded():
    """Twenty levels are read, more are not; neither are more values than any entry needs."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f").value
    assert problems_of("[" * 200_000)[0].code == "FN003"
    assert problems_of("[" + "1," * MAX_NODES + "1]")[0].code == "FN003"


def test_every_invisible_character_is_refused():
    """All control and format characters but tab and line feed, and what YAML takes for a line end."""
    invisible = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) in ("Cc", "Cf", "Cs")]
    invisible += ["\u2028", "\u2029"]

    assert [f"U+{ord(c):04X}" for c in invisible if not INVISIBLE.match(c) and c not in "\t\n"] == []


def test_an_escape_cannot_smuggle_one_in():
    """A backslash escape inside double quotes is looked at after it was read."""
    assert [p.code for p in problems_of('a: "x\\u202Ey"\nb: "\\0"\n')] == ["FN004", "FN004"]


def test_several_mistakes_are_told_in_one_run():
    """Repeated fields, tags and aliases of one file are all reported."""
    assert [p.code for p in problems_of("a: 1\na: 2\nb: !x 1\nc: &y 1\n")] == ["FN006", "FN005", "FN005"]


@given(st.text(st.characters(codec=None), max_size=400))
def test_no_text_crashes_the_loader(text):
    """Any text is either read or refused with a place inside it."""
    try:
        document = parse(text, "file.yaml")
    except UnreadableFile as refused:
        assert all(
            1 <= p.place.line <= text.count("\n") + 2 and p.place.column >= 1 for p in refused.problems
        )
    else:
        assert document.place(()).line >= 1


YAML_PIECES = st.sampled_from(
    [
        "a",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "&x",
        "*x",
        "!t",
        "|",
        ">-",
        "?",
        "---",
        "\t",
        "%",
        "\\",
    ]
)


@given(st.lists(YAML_PIECES, max_size=60).map("".join))
def test_no_yaml_like_text_crashes_the_loader(text):
    """The same for texts made of YAML's own marks, which reach much further into the parser."""
    try:
        parse(text, "file.yaml")
    except UnreadableFile as refused:
        assert all(p.message and p.remedy for p in refused.problems)


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_loader(data):
    """Nor do bytes that are no text at all."""
    try:
        parse_bytes(data, "file.yaml")
    except UnreadableFile as refused:
        assert refused.problems


PLAIN = st.recursive(
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefgh-_", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_what_was_quoted_comes_back(value):
    """Values written with quotes are read back as they were."""
    import json

    document = parse(json.dumps(value, ensure_ascii=False), "f") if value is not None else parse("", "f")

    assert document.value == value
