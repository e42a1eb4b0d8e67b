"""One reader over the real knowledge, without an encoder, shared by the tests of this folder."""

import pytest

from bot.understand.groups import GroupFinder
from bot.understand.names import NameIndex
from bot.understand.understanding import Understander


@pytest.fixture(scope="session")
def understander(knowledge):
    return Understander(knowledge, GroupFinder(knowledge.safety.groups, knowledge.medicines.values()))


@pytest.fixture(scope="session")
def names(knowledge) -> NameIndex:
    return NameIndex(knowledge)
