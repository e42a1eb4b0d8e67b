"""`fmt` and `--fix`: one layout, nothing lost, and fixes that hold."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.fixes import apply_fixes
from bot.library.formatting import formatted
from bot.library.problem import UnreadableFile
from bot.library.strict_yaml import parse
from tests.library.small_knowledge import HERE, place_of

FILES = sorted((HERE / "base").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_formatting_changes_no_value(path):
    """Values are the same before and after, and a second run changes nothing."""
    text = path.read_text(encoding="utf-8")
    once = formatted(text, path.name)

    assert parse(once, path.name).value == parse(text, path.name).value
    assert formatted(once, path.name) == once


def test_the_layout():
    """Two spaces, comments kept, words and numbers as typed, one line end at the end."""
    messy = "# a card\na:   NO # why\nb:\n- 010\n-   x: 1e3\n    y: 'q'   \nd: 2026-11-24\n\n\n"

    assert formatted(messy, "f") == (
        "# a card\na: NO   # why\nb:\n  - 010\n  - x: 1e3\n    y: 'q'\nd: 2026-11-24\n"
    )


def test_long_lines_stay_as_they_are():
    """A text on one line is not folded anew, and a folded one keeps its lines."""
    text = f"a: {'word ' * 60}end\nb: >-\n  one\n  two\n"

    assert formatted(text, "f") == text


def test_what_cannot_be_read_is_not_touched():
    """A broken file raises with its problems instead of being rewritten."""
    with pytest.raises(UnreadableFile):
        formatted("a: [", "f")


WORDS = st.text(st.sampled_from("abz 019:-#'\"[]{},&*!%@`|>?~\n"), max_size=30)


@settings(max_examples=60)
@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), WORDS | st.lists(WORDS, max_size=3), max_size=4)
)
def test_any_entry_keeps_its_values(value):
    """Whatever the texts hold, laying the file out neither changes nor loses them, and is stable."""
    import json

    text = "".join(f"{name}: {json.dumps(item)}\n" for name, item in value.items())
    once = formatted(text, "f")

    assert parse(once, "f").value == (value or None)
    assert formatted(once, "f") == once


MENDED = (
    "compounds/unit-mcg",
    "compounds/unit-hours",
    "sources/doi-as-link",
    "sources/pmid-with-prefix",
    "sources/design-in-capitals",
    "sources/tracking-link",
    "faq/citation-with-comma",
    "faq/citation-in-round-brackets",
    "faq/topic-misspelt",
    "faq/id-differs-from-file",
    "safety-contacts/region-small",
)


@pytest.mark.parametrize("fixture", MENDED)
def test_a_mechanical_fix_holds(fixture, root, problems):
    """After `--fix` the problem is gone and the file has no new one."""
    path = HERE / "broken" / f"{fixture}.yaml"
    shutil.copy(path, root / place_of(path))
    before = problems()
    mended = apply_fixes(root, before)
    left = {(p.code, p.place.file) for p in problems()}

    assert mended
    assert not {(p.code, p.place.file) for p in mended} & left
    assert left <= {(p.code, p.place.file) for p in before} | {("FN102", f"knowledge/{place_of(path)}")}


def test_a_fix_that_no_longer_fits_is_left_alone(root, problems):
    """When somebody changed the line in between, nothing is written."""
    path = HERE / "broken" / "compounds" / "unit-mcg.yaml"
    target = root / "compounds" / "unit-mcg.yaml"
    shutil.copy(path, target)
    found = problems()
    target.write_text("id: unit-mcg\n", encoding="utf-8")

    assert apply_fixes(root, found) == []
    assert target.read_text(encoding="utf-8") == "id: unit-mcg\n"
