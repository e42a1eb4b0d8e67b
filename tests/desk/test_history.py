"""Git around an edit: what people left in the tree is theirs, and whatever git or the disk cannot do is said plainly."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bot.desk.commits import Message
from bot.desk.git import FULL, Git, GitTrouble
from bot.desk.history import History
from bot.desk.results import Accepted, Reason, Refused
from tests.desk.conftest import ANNA, git, lay_out

PATH = "faq/alphamine-attention.yaml"
FAQ = "faq:alphamine-attention"
NOTE = Message("Edit it", FAQ, ANNA)
CHANGE = {"answer.ask_a_professional": "Ask a doctor if it lasts for weeks."}


def edit(root, text="changed", path=PATH):
    """(files, base) of a change of one file."""
    now = (root / path).read_text("utf-8")
    return {path: f"{now}# {text}\n"}, {path: now}


async def decide(made, entry=FAQ, changes=CHANGE):
    return await made.desk.accept(await made.desk.preview(entry, changes, ANNA), ANNA)


async def test_a_folder_without_git_gets_a_repository(tmp_path, desk_for):
    """With the first accepted edit, on top of a commit of all knowledge files as they were found, and nothing else."""
    made = desk_for(lay_out(tmp_path / "knowledge"))
    (made.root / ".env").write_text("DISCORD_TOKEN=secret\n", "utf-8")
    assert await made.desk.open() == ()
    assert (await made.desk.waiting(), await made.desk.history(FAQ)) == ((), ())
    status = await made.desk.status()
    assert (status.revision, status.waiting, status.trouble) == (None, 0, ())
    assert await made.desk.retry_push() is None
    assert not (made.root / ".git").exists()
    assert isinstance(await decide(made), Accepted)
    assert git(made.root, "rev-list", "--count", "HEAD") == "2"
    assert git(made.root, "status", "--short") == "?? .env"
    assert git(made.root, "diff", "--name-only", "HEAD^", "HEAD") == PATH


async def test_a_start_leaves_no_trace_in_a_repository(made):
    """A checkout in which nothing was ever edited from Discord is only read, with or without a commit."""
    await made.desk.status()
    assert not (made.root / ".git/footnote").exists()
    shutil.rmtree(made.root / ".git")
    git(made.root, "init", "-q", "-b", "main")
    assert await made.desk.open() == () and await made.desk.waiting() == ()
    assert not (made.root / ".git/footnote").exists()
    assert isinstance(await decide(made), Accepted)
    assert git(made.root, "rev-list", "--count", "HEAD") == "2"


async def test_a_disk_that_is_full_after_the_edit_landed(made, monkeypatch):
    """What cannot be written then is git's own view of the tree: the edit is accepted and in use, and told of."""
    ask = Git.ask

    def full(self, *arguments, **keywords):
        if arguments[0] == "update-index" and "--cacheinfo" in arguments:
            raise GitTrouble(FULL)
        return ask(self, *arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(Git, "ask", full)
        decision = await decide(made)
    assert isinstance(decision, Accepted) and "git status" in decision.warnings[0]
    assert decision.version == made.snapshots.current.knowledge.version
    assert await made.desk.open() == () and git(made.root, "status", "--short") == ""


async def test_trouble_that_is_over_is_not_told_any_more(made, monkeypatch):
    """The state of the knowledge names what git cannot do now, not what it could not do once."""

    def damaged(self):
        raise GitTrouble("The git repository is damaged.")

    with monkeypatch.context() as patch:
        patch.setattr(History, "proposals", damaged)
        assert "damaged" in (await made.desk.status()).trouble[0]
    assert (await made.desk.status()).trouble == ()


def test_a_disk_that_fails_in_the_middle_is_a_sentence(root, monkeypatch):
    """Whatever the operating system refuses while something is saved, it is said plainly."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "no")

    monkeypatch.setattr("bot.desk.landing.Landing.recover", refuse)
    with pytest.raises(GitTrouble, match="cannot be written"):
        History(root).commit(*edit(root), NOTE)


async def test_the_folder_may_lie_inside_a_repository(root, tmp_path, desk_for):
    """In a checkout of the whole project only the folder's file is in the commit."""
    shutil.rmtree(root / ".git")
    (tmp_path / "README.md").write_text("A project.\n", "utf-8")
    git(tmp_path, "init", "-q", "-b", "trunk")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "project")
    (tmp_path / "README.md").write_text("A project, changed.\n", "utf-8")
    made = desk_for(root)
    assert await made.desk.open() == ()
    assert isinstance(await decide(made), Accepted)
    assert git(tmp_path, "diff", "--name-only", "HEAD^", "HEAD") == f"knowledge/{PATH}"
    assert git(tmp_path, "status", "--short") == "M README.md"


async def test_changes_made_by_hand_are_never_swept_in(made):
    """Staged, unstaged and new files of people stay as they were, out of the bot's commit."""
    (made.root / "compounds/betavine.yaml").open("a").write("# by hand\n")
    (made.root / "compounds/gammadol.yaml").open("a").write("# staged\n")
    git(made.root, "add", "compounds/gammadol.yaml")
    (made.root / "notes.txt").write_text("mine", "utf-8")
    before = git(made.root, "status", "--short")
    assert isinstance(await decide(made), Accepted)
    assert git(made.root, "status", "--short") == before
    assert git(made.root, "diff", "--name-only", "HEAD^", "HEAD") == PATH


async def test_the_same_file_changed_by_hand_is_told_and_can_be_recorded(made):
    """The hand-made change is kept; one press gives it a commit of its own, then the edit lands on top."""
    with (made.root / PATH).open("a") as file:
        file.write("# by hand\n")
    refused = await decide(made)
    assert refused.reason is Reason.UNCOMMITTED and "by hand" in refused.sentence
    assert (made.root / PATH).read_text("utf-8").endswith("# by hand\n")
    recorded = await made.desk.adopt(FAQ, ANNA)
    assert isinstance(recorded, Accepted) and git(made.root, "status", "--short") == ""
    assert isinstance(await decide(made), Accepted)
    assert (made.root / PATH).read_text("utf-8").endswith("# by hand\n")


async def test_a_locked_index_delays_nothing(made):
    """The edit is in force with a warning; once the lock is gone, git's view is put right by itself."""
    lock = made.root / ".git/index.lock"
    lock.touch()
    decision = await decide(made)
    assert isinstance(decision, Accepted) and "index.lock" in decision.warnings[0]
    assert git(made.root, "show", f"HEAD:{PATH}").endswith((made.root / PATH).read_text("utf-8").rstrip())
    lock.unlink()
    assert await made.desk.open() == ()
    assert git(made.root, "status", "--short") == ""


async def test_a_locked_branch_refuses_and_the_next_try_lands(made):
    """Somebody else's lock on the branch: nothing changes, the sentence says what to do, later it works."""
    lock = made.root / ".git/refs/heads/main.lock"
    lock.touch()
    before = (made.root / PATH).read_bytes()
    refused = await decide(made)
    assert refused.reason is Reason.GIT and ".lock" in refused.sentence
    assert (made.root / PATH).read_bytes() == before and list(made.root.rglob(".footnote*")) == []
    lock.unlink()
    assert isinstance(await decide(made), Accepted)


async def test_a_merge_under_way_is_left_to_people(made):
    """During a conflict nothing is committed; after it is resolved edits go on."""
    git(made.root, "switch", "-qc", "other")
    for branch, word in (("other", "theirs"), ("main", "ours")):
        git(made.root, "switch", "-q", branch)
        files, _ = edit(made.root, word, "compounds/betavine.yaml")
        (made.root / "compounds/betavine.yaml").write_text(files["compounds/betavine.yaml"], "utf-8")
        git(made.root, "commit", "-qam", word)
    git(made.root, "merge", "other", check=False)
    refused = await decide(made)
    assert refused.reason is Reason.GIT and "merge" in refused.sentence
    git(made.root, "merge", "--abort")
    assert isinstance(await decide(made), Accepted)


async def test_no_branch_is_told(made):
    """A commit on no branch would be lost, so none is made."""
    git(made.root, "switch", "-q", "--detach")
    refused = await decide(made)
    assert refused.reason is Reason.GIT and "no branch" in refused.sentence
    git(made.root, "switch", "-q", "main")
    assert isinstance(await decide(made), Accepted)


async def test_a_commit_by_hand_in_between_moves_nothing(made):
    """Somebody commits another file between preview and accept: both changes stand."""
    preview = await made.desk.preview(FAQ, CHANGE, ANNA)
    with (made.root / "compounds/betavine.yaml").open("a") as file:
        file.write("# by hand\n")
    git(made.root, "commit", "-qam", "by hand")
    assert isinstance(await made.desk.accept(preview, ANNA), Accepted)
    assert git(made.root, "log", "-2", "--format=%s").split("\n") == [f"Edit {FAQ}", "by hand"]


async def test_without_git_everything_can_still_be_read(root, desk_for, monkeypatch, tmp_path):
    """The desk opens with one sentence, shows entries, and refuses edits with the same sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    made = desk_for(root)
    (sentence,) = await made.desk.open()
    assert "not installed" in sentence
    assert (await made.desk.read(FAQ)).title == "Does alphamine help with attention?"
    assert (await decide(made)) == Refused(Reason.GIT, sentence)
    assert (await made.desk.status()).trouble == (sentence,)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written")]
)
async def test_a_disk_that_takes_nothing(made, monkeypatch, number, words):
    """A full or read-only disk: a plain sentence, the old state whole, and the next try lands."""
    before = (made.root / PATH).read_bytes(), git(made.root, "rev-parse", "HEAD")
    preview = await made.desk.preview(FAQ, CHANGE, ANNA)

    def full(_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("bot.desk.landing.os.fsync", full)
        refused = await made.desk.accept(preview, ANNA)
    assert refused.reason is Reason.GIT and words in refused.sentence
    assert ((made.root / PATH).read_bytes(), git(made.root, "rev-parse", "HEAD")) == before
    assert list(made.root.rglob(".footnote*")) == [] and git(made.root, "status", "--short") == ""
    assert isinstance(await made.desk.accept(preview, ANNA), Accepted)


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_folder_that_may_not_be_written():
    """A user without the right to write gets a sentence, not a trace."""
    with tempfile.TemporaryDirectory(dir="/tmp") as holder:
        root = lay_out(Path(holder) / "knowledge")
        if os.geteuid() == 0:
            for path in (Path(holder), *Path(holder).rglob("*")):
                os.chown(path, 65534, 65534)
        root.chmod(0o555)
        assert b"cannot be written" in in_child(lambda: saved(root), user=65534)
        root.chmod(0o755)


def saved(root):
    try:
        History(root).commit(*edit(root), NOTE)
    except GitTrouble as error:
        return str(error)
    return "saved"


def in_child(work, user):
    """What some work says when another user does it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(user)
        os.write(writer, work().encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as stream:
        return stream.read()


async def test_a_push_that_fails_is_a_warning_and_is_tried_again(root, desk_for, tmp_path):
    """Without the remote the edit is in force here; when the remote is back, all of it goes there."""
    made = desk_for(root, push="origin/desk")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    await made.desk.open()
    decision = await decide(made)
    assert isinstance(decision, Accepted) and "tried again" in decision.warnings[0]
    assert "tried again" in await made.desk.retry_push()
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    assert await made.desk.retry_push() is None
    assert git(tmp_path / "remote.git", "rev-parse", "desk") == git(root, "rev-parse", "HEAD")


async def test_a_remote_that_went_ahead_is_not_overwritten(root, desk_for, tmp_path):
    """What others pushed stays; the sentence says to bring it in, and then the push goes through."""
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    made = desk_for(root, push="origin/desk")
    await made.desk.open()
    assert await made.desk.retry_push() is None
    git(tmp_path, "clone", "-q", "-b", "desk", "remote.git", "clone")
    with (tmp_path / "clone/compounds/betavine.yaml").open("a") as file:
        file.write("# elsewhere\n")
    git(tmp_path / "clone", "commit", "-qam", "elsewhere")
    git(tmp_path / "clone", "push", "-q", "origin", "desk")
    decision = await decide(made)
    assert isinstance(decision, Accepted) and "git pull" in decision.warnings[0]
    git(root, "pull", "-q", "--no-rebase", "--no-edit", "origin", "desk")
    assert await made.desk.retry_push() is None


def test_two_files_land_together_or_not_at_all(root, monkeypatch):
    """When the second file cannot be put in place, the first and the branch are put back."""
    history = History(root)
    history.open()
    files, base = edit(root)
    files["golden/new.yaml"], base["golden/new.yaml"] = "- {question: hello there, entry: faq:x}\n", None
    head, real = history.head(), os.replace

    def second_fails(source, target, **keywords):
        if str(target).endswith("new.yaml"):
            raise OSError(errno.EACCES, "no")
        return real(source, target, **keywords)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(GitTrouble, match="cannot be written"):
        history.commit(files, base, NOTE)
    monkeypatch.undo()
    assert (
        history.head() == head
        and git(root, "status", "--short") == ""
        and not (root / "golden/new.yaml").exists()
    )


def test_a_message_names_people_only_by_their_ids(root):
    """The commit says who by Discord id, in trailers that git can list."""
    history = History(root)
    history.open()
    commit, warnings = history.commit(*edit(root), Message("Edit it", FAQ, 1, 2))
    assert warnings == ()
    assert (
        git(root, "show", "-s", "--format=%B", commit) == f"Edit it\n\nModerator: 1\nSecond: 2\nEntry: {FAQ}"
    )
    assert git(root, "show", "-s", "--format=%ae %ce", commit) == "footnote@localhost footnote@localhost"
