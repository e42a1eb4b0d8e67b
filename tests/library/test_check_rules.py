"""Each rule has a good and a bad example beside it, named after its code."""

import shutil

import pytest

from bot.library.checks import all_rules
from bot.library.codes import all_codes
from bot.library.problem import Level
from tests.library.small_knowledge import HERE

RULES = HERE / "rules"
CODES = [rule.code for rule in all_rules()]


def lay_over(side, code, root):
    shutil.copytree(RULES / code.lower() / side, root, dirs_exist_ok=True)


def search(question):
    """A stand-in for the retriever: the compound decides, and what nobody wrote about finds nothing."""
    words = question.lower().split()
    if {"sleep", "smell"} & set(words):
        return []
    return ["betavine-taste" if any(w.startswith("betavin") for w in words) else "alphamine-attention"]


def test_the_small_knowledge_has_no_problem(problems):
    """Nothing is found in the good folder, so that whatever a test finds was put there."""
    assert problems() == []


def test_every_rule_has_a_code_with_words_and_fixtures():
    """Rules, explained codes and fixture folders are the same set."""
    folders = {path.name.upper() for path in RULES.iterdir()}

    assert set(CODES) == folders
    assert set(CODES) <= set(all_codes())
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_bad_example_is_found(code, root, problems):
    """The bad example is reported under its code, and no error but this one."""
    lay_over("bad", code, root)
    found = problems(search)

    assert code in {p.code for p in found}
    assert {p.code for p in found if p.level is Level.ERROR} <= {code} | COMPANIONS.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_a_good_example_is_not(code, root, problems):
    """The good example has no error at all, and nothing under this code."""
    lay_over("good", code, root)
    found = problems(search)

    assert code not in {p.code for p in found}
    assert [p for p in found if p.level is Level.ERROR] == []


COMPANIONS = {"FN601": {"FN603"}, "FN703": {"FN701"}}
"""A second record of a pair must have another id; a wording in two entries cannot find both."""


def test_codes_are_said_in_words():
    """Each code has a title, a reason and an example of each side."""
    for code in all_codes().values():
        assert code.title and len(code.why) > 20 and code.wrong != code.right


def test_a_broken_entry_is_reported_once(root, problems):
    """What points to an entry that cannot be read is not reported as pointing nowhere."""
    (root / "compounds" / "alphamine.yaml").write_text("id: alphamine\nname: [\n", encoding="utf-8")
    (root / "sources" / "lee-2019.yaml").write_text("id: lee-2019\n", encoding="utf-8")

    assert {p.place.file for p in problems()} == {
        "knowledge/compounds/alphamine.yaml",
        "knowledge/sources/lee-2019.yaml",
    }


def test_the_order_is_by_file_and_line(root, problems):
    """All problems of all files come in one run, sorted by place."""
    for code in ("FN101", "FN511", "FN807"):
        lay_over("bad", code, root)
    places = [p.place for p in problems()]

    assert len({place.file for place in places}) == 3
    assert places == sorted(places)


def test_an_entry_with_a_missing_field_is_still_read_for_its_words(root, problems):
    """All that can be said of a file is said in one run: shape, citations and wording together."""
    faq = root / "faq" / "alphamine-attention.yaml"
    text = faq.read_text(encoding="utf-8").replace("risk: caution\n", "")
    faq.write_text(
        text.replace("In one trial", "It is safe. In one trial").replace("@lee-2019", "@lee-2091"), "utf-8"
    )

    assert [p.code for p in problems()] == ["FN020", "FN401", "FN101"]
