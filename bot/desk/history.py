"""The git history of the knowledge folder: every accepted edit is a commit by the bot that names its moderators."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.desk.commits import Edit, Message, Revision, revisions
from bot.desk.git import NO_REPOSITORY, Git, GitTrouble
from bot.desk.landing import NO_COMMIT, Journal, Landing, same
from bot.desk.results import Texts

_PROPOSALS = "refs/footnote/proposals/"
_PUSHED = "refs/footnote/pushed"


class Moved(GitTrouble):
    """Somebody else changed a file in the meantime."""


class Uncommitted(GitTrouble):
    """A file was changed by hand and that change is in no commit."""


class History:
    """Reads and writes the repository that holds the folder `root`; the first edit makes one where there is none.

    `push` is `remote/branch`, or nothing. Every method raises GitTrouble with a sentence a moderator can act on.
    """

    def __init__(self, root: Path, push: str | None = None) -> None:
        self._root, self._git = root.resolve(), Git(root.resolve())
        self._remote, _, self._branch = (push or "").partition("/")
        self._found: Landing | None = None

    def open(self) -> tuple[str, ...]:
        """Finish or drop what a crash left, and nothing where no edit was ever saved; returns plain sentences."""
        if not self._begun() or not self._landing.own.is_dir():
            return ()
        with self._landing.alone():
            return self._landing.recover()

    @property
    def _landing(self) -> Landing:
        """What lands commits. Raises GitTrouble where there is no repository."""
        if self._found is None:
            prefix = self._git.ask("rev-parse", "--show-prefix")
            own = Path(self._git.ask("rev-parse", "--absolute-git-dir")) / "footnote"
            self._found = Landing(self._git, self._root, own, prefix)
        return self._found

    def _begun(self) -> bool:
        """Whether there is a repository with a commit."""
        try:
            return bool(self._landing) and self._git.succeeds("rev-parse", "--verify", "-q", "HEAD")
        except GitTrouble as error:
            if str(error) != NO_REPOSITORY:
                raise
            return False

    @contextmanager
    def _saving(self) -> Iterator[tuple[Landing, tuple[str, ...]]]:
        """(what lands commits, what there was to mend), with a commit to build on and no other process saving."""
        begun = self._begun()
        if self._found is None:
            self._git.ask("init", "-q", "-b", "main")
        landing = self._landing
        with landing.alone():
            told = landing.recover()
            if not begun and not self._begun():
                self._first_commit()
            yield landing, told

    def _first_commit(self) -> None:
        """The knowledge files as they were found, so that the first edit has something to differ from."""
        with self._index(None) as index:
            if any(self._root.rglob("*.y*ml")):
                self._git.ask("add", "--", ":(glob)**/*.y*ml", env=index)
            tree = self._git.ask("write-tree", env=index)
        new = self._commit(tree, None, Message("The knowledge as it was found", "", 0))
        self._git.ask("update-ref", self._ref(), new, NO_COMMIT)
        self._landing.recover()

    def _ref(self) -> str:
        """The branch that edits go to."""
        if not self._git.succeeds("symbolic-ref", "-q", "HEAD"):
            raise GitTrouble(
                "The git repository of the knowledge is on no branch. Run `git switch` with a branch there."
            )
        return self._git.ask("symbolic-ref", "-q", "HEAD")

    def head(self) -> str | None:
        """The newest commit; nothing before the first."""
        return self._git.ask("rev-parse", "HEAD") if self._begun() else None

    def text(self, path: str, commit: str = "HEAD") -> str | None:
        """A file of the folder in a commit; nothing when it is not there."""
        return self._landing.text(commit, path)

    def blob(self, id: str) -> str | None:
        """A text by the id that git gives its bytes (`blob_id`); nothing when git does not know it."""
        if not id.isalnum() or not self._git.succeeds("cat-file", "-e", f"{id}^{{blob}}"):
            return None
        return self._git.raw("cat-file", "blob", id).decode("utf-8", "replace")

    def commit(self, files: Texts, base: Texts, message: Message) -> tuple[str, tuple[str, ...]]:
        """(the new commit, warnings). Either all files and the branch change, or nothing does.

        Raises:
            Moved: when the branch no longer holds `base`. Uncommitted: when a file differs from the branch.
        """
        with self._saving() as (landing, told):
            landing.insist_free()
            while True:
                ref, head = self._ref(), self._git.ask("rev-parse", "HEAD")
                self._insist_same(head, files, base)
                new = self._commit(self._tree(head, files), head, message)
                try:
                    return new, (*told, *landing.land(Journal(ref, head, new, tuple(files)), files))
                except GitTrouble:
                    if self.head() == head:
                        raise

    def _insist_same(self, head: str, files: Texts, base: Texts) -> None:
        for path in files:
            committed = self._landing.text(head, path)
            if not same(self._landing.on_disk(path), committed):
                raise Uncommitted(f"`{path}` was changed by hand, and git does not know that change yet.")
            if not same(base.get(path), committed):
                raise Moved(f"`{path}` was changed by somebody else in the meantime.")

    def adopt(self, paths: Sequence[str], message: Message) -> str:
        """Commit files as they are on the disk; the disk is not touched."""
        with self._saving() as (landing, _):
            landing.insist_free()
            ref, head = self._ref(), self._git.ask("rev-parse", "HEAD")
            files = {path: landing.on_disk(path) for path in paths}
            new = self._commit(self._tree(head, files), head, message)
            self._git.ask("update-ref", "-m", "footnote: by hand", ref, new, head)
            landing.settle(paths)
            return new

    def propose(self, files: Texts, base: Texts, message: Message) -> str:
        """Keep a change on top of the newest commit; the id it waits under. Raises like `commit`."""
        id = secrets.token_hex(6)
        with self._saving():
            head = self._git.ask("rev-parse", "HEAD")
            self._insist_same(head, files, base)
            commit = self._commit(self._tree(head, files), head, replace(message, proposal=id))
            self._git.ask("update-ref", _PROPOSALS + id, commit)
        return id

    def proposals(self) -> tuple[Revision, ...]:
        """The proposals that wait, oldest first."""
        if not self._begun() or not self._git.ask("for-each-ref", "--count=1", _PROPOSALS):
            return ()
        found = revisions(self._git, "--no-walk=unsorted", f"--glob={_PROPOSALS}*")
        return tuple(sorted(found, key=lambda one: (one.at, one.message.proposal)))

    def waits(self, id: str) -> bool:
        """Whether there is such a proposal (still)."""
        return id.isalnum() and self._git.succeeds("rev-parse", "--verify", "-q", _PROPOSALS + id)

    def proposal(self, id: str) -> Edit | None:
        """A waiting change; nothing when there is no such proposal (any more)."""
        return self.edit(_PROPOSALS + id) if self.waits(id) else None

    def drop(self, id: str) -> None:
        """Forget a proposal that was decided."""
        self._git.ask("update-ref", "-d", _PROPOSALS + id)

    def edit(self, commit: str) -> Edit | None:
        """What a commit did to the folder; nothing when there is no such commit, or none before it."""
        if commit.startswith("-") or not self._git.succeeds(
            "rev-parse", "--verify", "-q", f"{commit}^^{{commit}}"
        ):
            return None
        landing, prefix = self._landing, self._landing.prefix
        names = self._git.ask("diff-tree", "-r", "-z", "--name-only", "--no-commit-id", f"{commit}^", commit)
        paths = [name.removeprefix(prefix) for name in names.split("\0") if name and name.startswith(prefix)]
        base, files = ({path: landing.text(one, path) for path in paths} for one in (f"{commit}^", commit))
        return Edit(base, files, next(revisions(self._git, "--no-walk", commit)).message)

    def log(self, path: str, limit: int = 20) -> tuple[Revision, ...]:
        """The commits that changed a file, newest first."""
        return tuple(revisions(self._git, f"-n{limit}", "HEAD", "--", path)) if self._begun() else ()

    def push(self) -> str | None:
        """Send what was not sent yet; nothing when all is there or no remote is set, else a sentence."""
        head = self.head() if self._branch else None
        sent = self._git.succeeds("rev-parse", "--verify", "-q", _PUSHED)
        if head is None or (sent and self._git.ask("rev-parse", _PUSHED) == head):
            return None
        if said := self._git.push(self._remote, f"{head}:refs/heads/{self._branch}"):
            return said
        self._git.ask("update-ref", _PUSHED, head)
        return None

    def _tree(self, head: str, files: Texts) -> str:
        """The tree of a commit with some files changed."""
        prefix = self._landing.prefix
        lines = []
        for path, text in files.items():
            if text is None:
                lines.append(f"0 {NO_COMMIT}\t{prefix}{path}")
            else:
                blob = self._git.ask("hash-object", "-w", "--stdin", input=text.encode("utf-8"))
                lines.append(f"100644 {blob}\t{prefix}{path}")
        with self._index(head) as index:
            self._git.ask(
                "update-index", "-z", "--index-info", input="\0".join([*lines, ""]).encode(), env=index
            )
            return self._git.ask("write-tree", env=index)

    @contextmanager
    def _index(self, head: str | None) -> Iterator[Mapping[str, str]]:
        """An index of our own, so that what people staged is never swept into a commit of ours."""
        self._landing.own.mkdir(exist_ok=True)
        file = self._landing.own / f"index-{secrets.token_hex(6)}.tmp"
        environment = {"GIT_INDEX_FILE": str(file)}
        try:
            if head:
                self._git.ask("read-tree", head, env=environment)
            yield environment
        finally:
            for one in (file, file.with_name(f"{file.name}.lock")):
                one.unlink(missing_ok=True)

    def _commit(self, tree: str, parent: str | None, message: Message) -> str:
        parents = ("-p", parent) if parent else ()
        return self._git.ask("commit-tree", tree, *parents, "-F", "-", input=str(message).encode("utf-8"))


def blob_id(text: str) -> str:
    """The id that git gives a text."""
    data = text.encode("utf-8")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
