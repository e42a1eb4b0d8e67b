"""The git history of the knowledge folder: every accepted edit is a commit by the bot that names its moderators."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.desk.git import NO_REPOSITORY, Git, GitTrouble
from bot.desk.landing import NO_COMMIT, Journal, Landing, same, trailers
from bot.desk.results import Proposed, Revision, Texts

_PROPOSALS = "refs/footnote/proposals/"
_PUSHED = "refs/footnote/pushed"
_NAMES = ("Moderator", "Second", "Entry", "Proposal")
_FORMAT = "%H%x1f%ct%x1f%s" + "".join(
    f"%x1f%(trailers:key={name},valueonly,separator=%x2C)" for name in _NAMES
)


class Moved(GitTrouble):
    """Somebody else changed a file in the meantime."""


class Uncommitted(GitTrouble):
    """A file was changed by hand and that change is in no commit."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a commit says: who changed which entry, and who agreed."""

    summary: str
    entry: str
    moderator: int
    second: int | None = None
    proposal: str | None = None

    def __str__(self) -> str:
        second = str(self.second or "")
        lines = (str(self.moderator), second, self.entry, self.proposal or "")
        return f"{self.summary}\n\n{trailers(dict(zip(_NAMES, lines, strict=True)))}\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """A commit as a change of files: what stood there before and after."""

    base: Texts
    files: Texts
    message: Message
    at: datetime


class History:
    """Reads and writes the repository that holds the folder `root`; makes one where there is none.

    `push` is `remote/branch`, or nothing. Every method raises GitTrouble with a sentence a moderator can act on.
    """

    def __init__(self, root: Path, push: str | None = None) -> None:
        self._root, self._git = root.resolve(), Git(root.resolve())
        self._remote, _, self._branch = (push or "").partition("/")
        self._found: tuple[Landing, str, Path] | None = None

    def open(self) -> tuple[str, ...]:
        """Find or make the repository and finish or drop what a crash left; returns plain sentences."""
        landing = self._landing
        with landing.alone():
            told = landing.recover()
            if not self._git.succeeds("rev-parse", "--verify", "-q", "HEAD"):
                self._first_commit()
        return told

    @property
    def _landing(self) -> Landing:
        return self._place()[0]

    def _place(self) -> tuple[Landing, str, Path]:
        """(what lands commits, the folder's path inside the repository, where git keeps its own files)."""
        if self._found is None:
            try:
                self._git.ask("rev-parse", "--git-dir")
            except GitTrouble as error:
                if str(error) != NO_REPOSITORY:
                    raise
                self._git.ask("init", "-q", "-b", "main")
            prefix = self._git.ask("rev-parse", "--show-prefix")
            folder = Path(self._git.ask("rev-parse", "--absolute-git-dir"))
            self._found = Landing(self._git, self._root, folder / "footnote", prefix), prefix, folder
        return self._found

    def _first_commit(self) -> None:
        """Everything in the folder as it was found, so that the first edit has something to differ from."""
        with self._index(None) as index:
            self._git.ask("add", "-A", "--", ".", env=index)
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

    def head(self) -> str:
        """The newest commit."""
        return self._git.ask("rev-parse", "HEAD")

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
        landing = self._landing
        with landing.alone():
            told = landing.recover()
            landing.insist_free()
            while True:
                ref, head = self._ref(), self.head()
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

    def adopt(self, path: str, message: Message) -> str:
        """Commit a file as it is on the disk; the disk is not touched."""
        landing = self._landing
        with landing.alone():
            landing.recover()
            landing.insist_free()
            ref, head, text = self._ref(), self.head(), landing.on_disk(path)
            new = self._commit(self._tree(head, {path: text}), head, message)
            self._git.ask("update-ref", "-m", "footnote: by hand", ref, new, head)
            landing.settle((path,))
            return new

    def propose(self, files: Texts, base: Texts, message: Message) -> str:
        """Keep a change under a proposal's id, on top of the newest commit; raises like `commit`."""
        id = message.proposal or secrets.token_hex(6)
        head = self.head()
        self._insist_same(head, files, base)
        named = Message(message.summary, message.entry, message.moderator, message.second, id)
        commit = self._commit(self._tree(head, files), head, named)
        self._git.ask("update-ref", _PROPOSALS + id, commit)
        return id

    def proposals(self) -> tuple[Proposed, ...]:
        """The proposals that wait, oldest first."""
        found = self._log("--no-walk=unsorted", f"--glob={_PROPOSALS}*") if self._has_proposals() else ()
        rows = [Proposed(row[6], row[5], int(row[3] or 0), _time(row[1]), row[2]) for row in found]
        return tuple(sorted(rows, key=lambda row: (row.at, row.id)))

    def _has_proposals(self) -> bool:
        return bool(self._git.ask("for-each-ref", "--count=1", _PROPOSALS))

    def proposal(self, id: str) -> Edit | None:
        """A waiting change; nothing when there is no such proposal (any more)."""
        known = {one.id for one in self.proposals()}
        return self.edit(_PROPOSALS + id) if id in known else None

    def drop(self, id: str) -> None:
        """Forget a proposal that was decided."""
        self._git.ask("update-ref", "-d", _PROPOSALS + id)

    def edit(self, commit: str) -> Edit | None:
        """What a commit did to the folder; nothing when there is no such commit, or none before it."""
        if commit.startswith("-") or not self._git.succeeds(
            "rev-parse", "--verify", "-q", f"{commit}^^{{commit}}"
        ):
            return None
        landing, prefix, _ = self._place()
        names = self._git.ask("diff-tree", "-r", "-z", "--name-only", "--no-commit-id", f"{commit}^", commit)
        paths = [name.removeprefix(prefix) for name in names.split("\0") if name and name.startswith(prefix)]
        _, at, summary, moderator, second, entry, id = next(self._log("--no-walk", commit))
        message = Message(summary, entry, _number(moderator) or 0, _number(second), id or None)
        base = {path: landing.text(f"{commit}^", path) for path in paths}
        return Edit(base, {path: landing.text(commit, path) for path in paths}, message, _time(at))

    def log(self, path: str, limit: int = 20) -> tuple[Revision, ...]:
        """The commits that changed a file, newest first."""
        rows = self._log(f"-n{limit}", "HEAD", "--", path)
        return tuple(
            Revision(hash, _time(at), _number(moderator), _number(second), summary)
            for hash, at, summary, moderator, second, _, _ in rows
        )

    def push(self) -> str | None:
        """Send what was not sent yet; nothing when all is there or no remote is set, else a sentence."""
        if not self._branch:
            return None
        head = self.head()
        if (
            self._git.succeeds("rev-parse", "--verify", "-q", _PUSHED)
            and self._git.ask("rev-parse", _PUSHED) == head
        ):
            return None
        if said := self._git.push(self._remote, f"{head}:refs/heads/{self._branch}"):
            return said
        self._git.ask("update-ref", _PUSHED, head)
        return None

    def _log(self, *arguments: str) -> Iterator[list[str]]:
        output = self._git.ask("log", "-z", f"--format={_FORMAT}", *arguments)
        yield from (row.split("\x1f") for row in output.split("\0") if row)

    def _tree(self, head: str, files: Texts) -> str:
        """The tree of a commit with some files changed."""
        prefix = self._place()[1]
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

    def _index(self, head: str | None) -> "_Index":
        return _Index(self._git, self._place()[2] / "footnote", head)

    def _commit(self, tree: str, parent: str | None, message: Message) -> str:
        parents = ("-p", parent) if parent else ()
        return self._git.ask("commit-tree", tree, *parents, "-F", "-", input=str(message).encode("utf-8"))


def blob_id(text: str) -> str:
    """The id that git gives a text."""
    data = text.encode("utf-8")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class _Index:
    """An index of our own, so that what people staged is never swept into a commit of ours."""

    def __init__(self, git: Git, own: Path, head: str | None) -> None:
        self._git, self._head = git, head
        own.mkdir(exist_ok=True)
        self._file = own / f"index-{secrets.token_hex(6)}.tmp"

    def __enter__(self) -> Mapping[str, str]:
        environment = {"GIT_INDEX_FILE": str(self._file)}
        if self._head:
            self._git.ask("read-tree", self._head, env=environment)
        return environment

    def __exit__(self, *_: object) -> None:
        self._file.unlink(missing_ok=True)
        self._file.with_name(f"{self._file.name}.lock").unlink(missing_ok=True)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) else None


def _time(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
