"""The forge's files: pinned actions, least permissions, forms that can be read."""

import re

import pytest
from ruamel.yaml import YAML

from tests.library.small_knowledge import HERE

FORGE = HERE.parents[1] / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (FORGE / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def read(path):
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path):
    """Each action is named by a full commit, with its version beside it."""
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))

    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_permissions_are_least(path):
    """Nothing at the top; a job may read, and writes only what it names."""
    workflow = read(path)

    assert workflow["permissions"] == {}
    assert all(set(job["permissions"].values()) <= {"read"} for job in workflow["jobs"].values())
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_expression_reaches_a_shell(path):
    """Values from a pull request come in through the environment, never spliced into a script."""
    scripts = [step["run"] for job in read(path)["jobs"].values() for step in job["steps"] if "run" in step]

    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_have_what_a_form_needs(path):
    """A name, a description, and fields with ids and labels."""
    form = read(path)
    fields = [field for field in form["body"] if field["type"] != "markdown"]

    assert form["name"] and form["description"] and fields
    assert all(field["id"] and field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)
