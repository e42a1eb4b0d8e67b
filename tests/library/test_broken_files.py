"""Every broken file is rejected on its line, in words a moderator can act on."""

import re
import shutil

import pytest

from bot.library.strict_yaml import parse
from tests.library.small_knowledge import HERE, place_of

BROKEN = HERE / "broken"
EXPECTED = parse((BROKEN / "expected.yaml").read_text(encoding="utf-8"), "expected.yaml").value
FILES = sorted(path for path in BROKEN.rglob("*.yaml") if path.parent != BROKEN)
LIBRARY_WORDS = re.compile(
    r"pydantic|valid(?:ation|ator)|traceback|\w+Exception|\w+Error\b|regex|NoneType|\bstr\b|\bint\b|"
    r"Input should|expected <|extra_forbidden|\bdict\b|\btuple\b",
    re.IGNORECASE,
)


def key_of(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_many_and_each_is_expected():
    """At least eighty files, and the table names exactly these."""
    assert len(FILES) >= 80
    assert sorted(EXPECTED) == sorted(key_of(path) for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=key_of)
def test_each_is_reported_where_it_is_broken(path, root, problems):
    """The findings in the file are exactly the spelt-out ones: place, code, sentence, remedy."""
    place = place_of(path)
    shutil.copy(path, root / place)

    found = [
        {"at": f"{p.place.line}:{p.place.column}", "code": p.code, "says": p.message, "remedy": p.remedy}
        for p in problems()
        if p.place.file == f"knowledge/{place}" and p.code != "FN102"
    ]

    assert found == EXPECTED[key_of(path)]


def test_no_sentence_has_a_library_s_wording():
    """Sentences and remedies are ours: no type names, no parser talk, no code beyond what a file may hold."""
    texts = [row[part] for rows in EXPECTED.values() for row in rows for part in ("says", "remedy")]

    assert [text for text in texts if LIBRARY_WORDS.search(text)] == []


def test_a_file_above_the_limit_is_not_read(root, problems):
    """A file of more than 256 KiB is refused as a whole."""
    (root / "faq" / "huge.yaml").write_text("#" + "x" * 256 * 1024, encoding="utf-8")

    assert [(p.code, p.place.line) for p in problems()] == [("FN003", 1)]
