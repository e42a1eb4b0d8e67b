"""Fixtures shared by all tests: the real knowledge, and the real core over it, built once a worker."""

from pathlib import Path

import pytest

from bot.core import build_answerer
from bot.library.reader import read_library
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def knowledge():
    return read_library(ROOT / "knowledge").knowledge()


@pytest.fixture(scope="session")
def answerer(knowledge):
    return build_answerer(knowledge, Settings(encoder="off"))
