"""A small knowledge without a problem, and a way to check it."""

import shutil

import pytest

from bot.library.checks import check
from bot.library.reader import read_library
from tests.library.small_knowledge import HERE, REAL, TODAY


@pytest.fixture
def root(tmp_path):
    """A knowledge folder in which `check` finds nothing."""
    folder = tmp_path / "knowledge"
    shutil.copytree(HERE / "base", folder)
    shutil.copy(REAL / "vocabulary" / "wording.yaml", folder / "vocabulary" / "wording.yaml")
    return folder


@pytest.fixture
def problems(root):
    """All problems of the folder on a fixed day."""

    def run(search=None):
        return check(read_library(root), TODAY, search)

    return run
