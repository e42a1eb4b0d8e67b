"""A desk over a small knowledge in a git repository, with the light answerer."""

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.core import build_answerer
from bot.desk.asking import Prebuilt
from bot.desk.desk import Desk
from bot.library.snapshot import Snapshots
from bot.settings import Settings
from bot.triage.floor import load_floor
from tests.library.small_knowledge import HERE, REAL, TODAY

ANNA, BORIS = 111, 222


def git(folder, *arguments, check=True):
    """Run git as a person would, with a name of their own."""
    person = ("-c", "user.name=Hand", "-c", "user.email=hand@localhost")
    done = subprocess.run(
        ["git", *person, *arguments], cwd=folder, capture_output=True, text=True, check=check
    )
    return done.stdout.strip()


def lay_out(folder: Path) -> Path:
    """The small knowledge with the files that the rules about wording and risk need."""
    shutil.copytree(HERE / "base", folder)
    for name in ("wording.yaml", "risk_fields.yaml"):
        shutil.copy(REAL / "vocabulary" / name, folder / "vocabulary" / name)
    return folder


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A committed knowledge folder, copied by each test."""
    root = lay_out(tmp_path_factory.mktemp("template") / "knowledge")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "as it was")
    return root


@pytest.fixture
def root(template, tmp_path):
    return Path(shutil.copytree(template, tmp_path / "knowledge"))


@pytest.fixture
def desk_for():
    """A desk over a folder; `push` is `remote/branch`."""

    def make(root: Path, push: str | None = None, **options):
        build = Prebuilt(lambda knowledge: build_answerer(knowledge, Settings(encoder="off")))
        snapshots = Snapshots(root, build, load_floor().safety, today=lambda: TODAY, settle=0.01)
        desk = Desk(root, snapshots, build, push=push, today=lambda: TODAY, **options)
        snapshots.start()
        return SimpleNamespace(desk=desk, snapshots=snapshots, root=root)

    return make


@pytest.fixture
async def made(root, desk_for):
    """An opened desk with its folder and snapshots."""
    parts = desk_for(root)
    assert await parts.desk.open() == ()
    return parts
