"""The folder: what is read, what is refused, and that nothing outside is ever reached."""

import os

import pytest

from bot.library.folders import root_of
from bot.library.reader import read_library
from bot.model.compound import Compound
from bot.model.faq import Faq


def codes(root):
    return [(p.code, p.place.file) for p in read_library(root).problems]


def test_a_link_is_refused(root, tmp_path):
    """A file that is a link is not followed, wherever it leads."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret\n", encoding="utf-8")
    (root / "faq" / "secret.yaml").symlink_to(secret)

    assert codes(root) == [("FN011", "knowledge/faq/secret.yaml")]


def test_a_linked_folder_is_refused(root, tmp_path):
    """Nor is a folder that is a link."""
    (tmp_path / "elsewhere").mkdir()
    (root / "more").symlink_to(tmp_path / "elsewhere")

    assert codes(root) == [("FN011", "knowledge/more")]


def test_a_pipe_is_refused(root):
    """A special file is never opened; opening it could wait forever."""
    os.mkfifo(root / "faq" / "pipe.yaml")

    assert codes(root) == [("FN011", "knowledge/faq/pipe.yaml")]


def test_files_in_the_wrong_place_are_named(root):
    """A file that nobody would read is an error, not a silence."""
    (root / "faq" / "old").mkdir()
    for name in (
        "faq/coffee.yml",
        "faq/TEA.YAML",
        "faq/old/coffee.yaml",
        "compound.yaml",
        "question/coffee.yaml",
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("id: coffee\n", encoding="utf-8")

    assert sorted(codes(root)) == [
        ("FN016", f"knowledge/{name}")
        for name in (
            "compound.yaml",
            "faq/TEA.YAML",
            "faq/coffee.yml",
            "faq/old/coffee.yaml",
            "question/coffee.yaml",
        )
    ]


def test_what_editors_and_generators_leave_is_not_read(root):
    """Hidden files, back-ups, schemas and templates are no knowledge."""
    for name in (
        "faq/.coffee.yaml",
        "faq/coffee.yaml~",
        "faq/README.md",
        "_templates/faq.yaml",
        ".git/x.yaml",
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("id: [\n", encoding="utf-8")

    assert codes(root) == []


def test_a_file_of_another_part_is_read_strictly(root):
    """Files in `safety/` that this part does not know are checked for readability only."""
    (root / "safety" / "signals.yaml").write_text("signals: {one: two}\n", encoding="utf-8")
    (root / "safety" / "other.yaml").write_text("one: 1\none: 2\n", encoding="utf-8")

    assert codes(root) == [("FN006", "knowledge/safety/other.yaml")]


@pytest.mark.parametrize("name", ["../../.env", "/etc/passwd", "%2e%2e", "a/b", "a\x00b", "..", ""])
def test_an_id_cannot_name_a_path(root, name):
    """Ids have one form, so they can never lead anywhere."""
    text = (root / "faq" / "alphamine-attention.yaml").read_text(encoding="utf-8")
    (root / "faq" / "alphamine-attention.yaml").write_bytes(
        text.replace("id: alphamine-attention", f"id: '{name}'").encode()
    )

    assert {code for code, _ in codes(root)} <= {"FN023", "FN024", "FN004"}
    assert "alphamine-attention" not in read_library(root).of(Faq)


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path):
    """Nothing is raised; the remedy names the setting."""
    library = read_library(tmp_path / "nowhere")

    assert [p.code for p in library.problems] == ["FN010"]
    assert library.knowledge().is_empty


def test_unchanged_files_are_not_parsed_again(root):
    """A second reading reuses the records of files with the same bytes, and takes in what changed."""
    first = read_library(root)
    faq = root / "faq" / "alphamine-attention.yaml"
    faq.write_text(faq.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    second = read_library(root, first)

    assert second.of(Compound)["alphamine"] is first.of(Compound)["alphamine"]
    assert second.of(Faq)["alphamine-attention"] is not first.of(Faq)["alphamine-attention"]
    assert second.version != first.version


def test_the_version_is_of_the_content(root, tmp_path):
    """The same files give the same version at any place; one changed letter gives another."""
    import shutil

    shutil.copytree(root, tmp_path / "copy" / "knowledge")
    other = tmp_path / "copy" / "knowledge"
    assert read_library(other).version == read_library(root).version

    (other / "compounds" / "betavine.yaml").write_text("x", encoding="utf-8")
    assert read_library(other).version != read_library(root).version


def test_the_folder_is_found_from_a_file_in_it(root, tmp_path):
    """A file, one of its folders and the folder itself lead to the same root; another place leads nowhere."""
    inside = [root, root / "faq", root / "faq" / "alphamine-attention.yaml", root / "safety" / "cards.yaml"]

    assert {root_of(path) for path in inside} == {root.resolve()}
    assert root_of(tmp_path) is None
