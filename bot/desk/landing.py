"""Puts a commit in force so that a crash at any point leaves, after `recover`, either the old or the new state.

The branch is what decides: a journal is written first, the branch is moved with compare and swap, the files follow.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from bot.desk.git import FULL, UNWRITABLE, Git, GitTrouble
from bot.desk.results import Texts

NO_COMMIT = "0" * 40
_BUSY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_STALE_INDEX = (
    "The change is in force, but `git status` shows it wrongly until git can write its index again. "
    "Make room if the disk is full; if no git is running, delete `.git/index.lock`."
)


@dataclass(frozen=True, slots=True)
class Journal:
    """What was about to happen: `ref` goes from `old` to `new`, and `files` with it."""

    ref: str
    old: str
    new: str
    files: tuple[str, ...]


class Landing:
    """The branch, the files and the index of one knowledge folder, changed together.

    `prefix` is the folder's path inside the repository, `own` where the desk keeps files of its own.
    """

    def __init__(self, git: Git, root: Path, own: Path, prefix: str) -> None:
        self._git, self._root, self.own, self.prefix = git, root, own, prefix
        self._journal, self._behind = own / "journal.json", own / "index-behind.json"

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """No other process lands anything meanwhile; the lock goes with the process that holds it."""
        try:
            self.own.mkdir(exist_ok=True)
            lock = FileLock(self.own / "lock", timeout=30)
            lock.acquire()
        except Timeout:
            raise GitTrouble("Another process is saving a change. Try again in a minute.") from None
        except OSError as error:
            raise trouble(error) from None
        try:
            yield
        except OSError as error:
            raise trouble(error) from None
        finally:
            lock.release()

    def insist_free(self) -> None:
        """Raise GitTrouble while somebody merges or rebases in the repository."""
        if any((self.own.parent / name).exists() for name in _BUSY):
            raise GitTrouble(
                "A merge or rebase is under way in the git repository of the knowledge. "
                "Finish it there (`git status` says how), then try again."
            )

    def land(self, journal: Journal, texts: Texts) -> tuple[str, ...]:
        """Move the branch and write the files; returns warnings.

        Raises:
            GitTrouble: nothing was changed; the branch may have been moved by another program.
        """
        prepared: dict[str, Path] = {}
        try:
            for path, text in texts.items():
                if text is not None:
                    prepared[path] = _beside(self._root / path, text)
            self._write(self._journal, asdict(journal))
            self._git.ask("update-ref", "-m", "footnote: edit", journal.ref, journal.new, journal.old)
        except (OSError, GitTrouble) as error:
            for temporary in prepared.values():
                temporary.unlink(missing_ok=True)
            self._journal.unlink(missing_ok=True)
            raise trouble(error) from None
        try:
            for path in texts:
                _put(self._root / path, prepared.get(path))
        except OSError as error:
            self._git.ask("update-ref", journal.ref, journal.old, journal.new)
            self.recover(crashed=False)
            raise trouble(error) from None
        warnings = self.settle(journal.files)
        with contextlib.suppress(OSError):  # It is in force; a journal that stays is looked at again.
            self._journal.unlink()
        return warnings

    def recover(self, *, crashed: bool = True) -> tuple[str, ...]:
        """Finish what reached the branch, take back what did not, sweep up; may be called at any time. Sentences."""
        told: list[str] = []
        for stray in (*self._root.rglob(".footnote-*.tmp"), *self.own.glob("index-*.tmp*")):
            stray.unlink(missing_ok=True)
        journal = self._read(self._journal)
        if isinstance(journal, dict):
            found = Journal(**{**journal, "files": tuple(journal["files"])})
            if crashed:
                self._unlock(found)
            landed = self._git.succeeds("merge-base", "--is-ancestor", found.new, found.ref)
            for path in found.files:
                told += self._restored(path, found, landed)
            told += self.settle(found.files if landed else ())
            self._journal.unlink(missing_ok=True)
        else:
            told += self.settle(())
        return tuple(told)

    def _unlock(self, journal: Journal) -> None:
        """Locks that git took for us and could not let go, because both were killed: they are younger than the journal."""
        begun = self._journal.stat().st_mtime_ns
        for name in ("index", "HEAD", journal.ref):
            lock = self.own.parent / f"{name}.lock"
            if lock.exists() and lock.stat().st_mtime_ns >= begun:
                lock.unlink(missing_ok=True)

    def _restored(self, path: str, journal: Journal, landed: bool) -> Iterator[str]:
        sides = (journal.new, journal.old) if landed else (journal.old, journal.new)
        wanted, other = (self.text(commit, path) for commit in sides)
        on_disk = self.on_disk(path)
        if same(on_disk, wanted):
            return
        if not same(on_disk, other):
            yield f"`{path}` was changed by hand while an edit was being saved. Look at `git diff`."
            return
        try:
            _put(self._root / path, None if wanted is None else _beside(self._root / path, wanted))
        except OSError as error:
            raise trouble(error) from None

    def text(self, commit: str, path: str) -> str | None:
        """A file in a commit; nothing when it is not there."""
        spec = f"{commit}:{self.prefix}{path}"
        if commit == NO_COMMIT or not self._git.succeeds("cat-file", "-e", spec):
            return None
        return self._git.raw("cat-file", "blob", spec).decode("utf-8", "replace")

    def on_disk(self, path: str) -> str | None:
        """A file as it is now; nothing when there is none."""
        try:
            return (self._root / path).read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise trouble(error) from None

    def settle(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Bring the user's index to the branch for files that are as the branch has them; warnings.

        The edit is in force by then: whatever fails here is put right the next time.
        """
        behind = self._read(self._behind)
        wanted = sorted({*paths, *(behind if isinstance(behind, list) else [])})
        try:
            has_index = (self.own.parent / "index").exists()
            if not has_index and self._git.succeeds("rev-parse", "-q", "--verify", "HEAD"):
                self._git.ask("read-tree", "HEAD")
            for path in wanted:
                text = self.text("HEAD", path)
                if not same(self.on_disk(path), text):
                    continue
                self._stage(
                    path, None if text is None else self._git.ask("rev-parse", f"HEAD:{self.prefix}{path}")
                )
            self._behind.unlink(missing_ok=True)
        except (GitTrouble, OSError):
            with contextlib.suppress(OSError):
                self._write(self._behind, wanted)
            return (_STALE_INDEX,)
        return ()

    def _stage(self, path: str, blob: str | None) -> None:
        full = self.prefix + path
        if blob:
            self._git.ask("update-index", "--add", "--cacheinfo", f"100644,{blob},{full}")
        else:
            self._git.ask("update-index", "--force-remove", path)

    @staticmethod
    def _read(file: Path) -> object:
        try:
            return json.loads(file.read_bytes())
        except (OSError, ValueError):
            return None

    @staticmethod
    def _write(file: Path, value: object) -> None:
        _put(file, _beside(file, json.dumps(value)))


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same but for how lines end."""
    if one is None or other is None:
        return one is other
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def trouble(error: Exception) -> GitTrouble:
    """A failure of the disk as a sentence."""
    if isinstance(error, GitTrouble):
        return error
    number = getattr(error, "errno", None)
    if number in (28, 122):
        return GitTrouble(FULL)
    return GitTrouble(UNWRITABLE if number in (1, 13, 30) else f"The file could not be written ({error}).")


def _beside(path: Path, text: str) -> Path:
    """The text in a new file next to `path`, on the disk for good, with the rights of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".footnote-{secrets.token_hex(6)}.tmp"
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put(path: Path, prepared: Path | None) -> None:
    """The prepared file in the place of `path`, at once; nothing takes it away."""
    if prepared is None:
        path.unlink(missing_ok=True)
    else:
        prepared.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
