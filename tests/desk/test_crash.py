"""Killed at any step and at any moment: after the next start there is the old state or the new one, never half."""

import asyncio
import contextlib
import os
import random
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.desk.asking import Prebuilt
from bot.desk.commits import Message
from bot.desk.desk import Desk
from bot.desk.history import History, Moved
from bot.desk.results import Accepted
from bot.library.snapshot import Snapshots
from bot.library.strict_yaml import parse
from bot.triage.floor import load_floor
from tests.desk.conftest import ANNA, TODAY, git

FAQ, GOLDEN, OLD = "faq/alphamine-attention.yaml", "golden/row.yaml", "sources/rossi-2015.yaml"
MOMENTS = 40
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def root(template):
    """A copy in memory where there is such a place: what is tried is order, and a hundred copies are made."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as holder:
        yield Path(shutil.copytree(template, Path(holder) / "knowledge"))


def fork(work):
    """Run `work` in a child with a process group of its own, so that its git processes die with it."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setsid()
        work()
        status = 0
    finally:
        os._exit(status)


def kill(child):
    """Kill a child and all it started; its exit status if it was done before."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def change(root):
    """A commit of three files: one changed, one new, one taken away. (files, base)"""
    base = {FAQ: (root / FAQ).read_text("utf-8"), GOLDEN: None, OLD: (root / OLD).read_text("utf-8")}
    row = "- {question: alphamine for attention, entry: faq:alphamine-attention}\n"
    return {FAQ: f"{base[FAQ]}# changed\n", GOLDEN: row, OLD: None}, base


def state(root, paths):
    """The files as they are on the disk."""
    return {path: (root / path).read_text("utf-8") if (root / path).exists() else None for path in paths}


def insist_whole(root, old, new):
    """After a start: all files old or all new, as the branch says; git is sound, and a second start changes nothing."""
    assert History(root).open() == ()
    found = state(root, new)
    assert found in (old, new)
    committed = {path: History(root).text(path) for path in new}
    assert committed == found
    assert git(root, "status", "--short") == ""
    assert list(root.rglob(".footnote-*")) == [] and not (root / ".git/footnote/journal.json").exists()
    broken = subprocess.run(
        ["git", "fsck", "--strict"], cwd=root, capture_output=True, text=True, check=False
    )
    assert broken.returncode == 0, broken.stderr
    assert History(root).open() == () and state(root, new) == found
    return found == new


def killed_before(step, root, files, base):
    """Die at the n-th thing that leaves a trace: a git command, a file put in place, written out or taken away."""
    left = [step]

    def counted(real):
        def do(*arguments, **keywords):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **keywords)

        return do

    for place, name in ((subprocess, "run"), (os, "replace"), (os, "fsync"), (os, "unlink"), (os, "chmod")):
        setattr(place, name, counted(getattr(place, name)))
    History(root).commit(files, base, Message("Edit", "faq:alphamine-attention", ANNA))


def test_killed_at_every_step(root, template):
    """Step by step through one commit: early kills leave the old state, late ones the new, and none a mixture."""
    outcomes = []
    for step in range(1, 200):
        shutil.rmtree(root)
        shutil.copytree(template, root)
        files, base = change(root)
        code = os.waitstatus_to_exitcode(
            os.waitpid(fork(lambda s=step, f=files, b=base: killed_before(s, root, f, b)), 0)[1]
        )
        outcomes.append(insist_whole(root, base, files))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert outcomes[0] is False and outcomes[-1] is True
    assert outcomes == sorted(outcomes) and 20 < len(outcomes) < 199


def desk_of(root):
    """A desk whose answerer is never asked: what is tried here is the saving."""
    build = Prebuilt(lambda knowledge: SimpleNamespace(knowledge=knowledge))
    snapshots = Snapshots(root, build, load_floor().safety, today=lambda: TODAY, settle=0.0)
    snapshots.start()
    return Desk(root, snapshots, build, today=lambda: TODAY)


def accepting(root, writer):
    """Confirm an entry as a moderator would, and say when it begins and when it was acknowledged."""

    async def run():
        desk = desk_of(root)
        await desk.open()
        os.write(writer, b"b")
        decision = await desk.confirm("faq:alphamine-attention", ANNA)
        assert isinstance(decision, Accepted)
        os.write(writer, b"a")

    asyncio.run(run())


def accept_and_kill(root, after):
    """Let a child accept an edit and kill it `after` seconds; (seconds it ran, whether it acknowledged the edit)."""
    reader, writer = os.pipe()
    child = fork(lambda: accepting(root, writer))
    os.close(writer)
    assert os.read(reader, 1) == b"b"
    begun = time.monotonic()
    acknowledged = bool(select.select([reader], [], [], after)[0]) and os.read(reader, 1) == b"a"
    kill(child)
    took = time.monotonic() - begun
    acknowledged = acknowledged or os.read(reader, 1) == b"a"
    os.close(reader)
    return took, acknowledged


def test_killed_at_random_moments(root, template):
    """Forty kills during an accept, git with it: nothing acknowledged is lost, and the next edit goes through."""
    old = state(root, [FAQ])
    new = {FAQ: old[FAQ].replace("review: {date: 2026-11-01", f"review: {{date: {TODAY}")}
    whole, acknowledged = accept_and_kill(root, 60)
    assert acknowledged and insist_whole(root, old, new)
    rng = random.Random(8)
    for _ in range(MOMENTS):
        shutil.rmtree(root)
        shutil.copytree(template, root)
        _, acknowledged = accept_and_kill(root, rng.uniform(0, 1.2 * whole))
        is_new = insist_whole(root, old, new)
        assert is_new or not acknowledged
        if not is_new:
            History(root).commit(new, old, Message("Edit", "faq:alphamine-attention", ANNA))
            assert insist_whole(root, old, new)


def test_two_processes_save_different_entries(root):
    """Both processes' edits all land, each as a commit of its own, whoever comes first."""
    entries = sorted(path for path in (root / "sources").glob("*.yaml")) + sorted(
        (root / "compounds").glob("*.yaml")
    )

    def save(mine):
        history = History(root)
        history.open()
        for path in mine:
            inside = path.relative_to(root).as_posix()
            for number in range(3):
                now = path.read_text("utf-8")
                message = Message(f"Edit {inside}", "source:x", ANNA)
                history.commit({inside: f"{now}# {number}\n"}, {inside: now}, message)

    children = [fork(lambda half=half: save(entries[half::2])) for half in (0, 1)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert git(root, "rev-list", "--count", "HEAD") == str(1 + 3 * len(entries))
    assert git(root, "status", "--short") == ""
    for path in entries:
        assert (
            path.read_text("utf-8").endswith("# 0\n# 1\n# 2\n") and parse(path.read_text("utf-8"), "x").value
        )


def test_of_two_processes_that_save_one_file_one_is_told(root):
    """The slower of two is told that the file moved; its base no longer stands there."""
    one, other = History(root), History(root)
    one.open()
    files, base = {FAQ: f"{Path(root / FAQ).read_text('utf-8')}# one\n"}, state(root, [FAQ])
    one.commit(files, base, Message("Edit", "faq:alphamine-attention", ANNA))
    with pytest.raises(Moved):
        other.commit({FAQ: f"{base[FAQ]}# other\n"}, base, Message("Edit", "faq:alphamine-attention", ANNA))
    assert state(root, [FAQ]) == files
