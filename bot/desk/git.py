"""The `git` program, asked without questions, hooks or the user's index, and its failures as plain sentences."""

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from bot.errors import FootnoteError

PATIENCE = 30.0
"""Seconds a local command may take."""
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Pauses before a command that met a lock is tried again."""
_QUIET = (
    "core.hooksPath=/dev/null",
    "core.fsync=all",
    "core.fsyncMethod=batch",
    "core.quotePath=false",
    "log.showSignature=false",
)
"""Settings that the user's own must not change."""
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
    "GIT_OPTIONAL_LOCKS": "0",
}
_LOCKED = (
    "Another program holds a lock in the git repository of the knowledge. Try again; if no git is running, "
    "delete the `.lock` file in its `.git` folder."
)
UNWRITABLE = "The knowledge folder cannot be written. Give the bot's user the right to write it."
FULL = "The disk is full. Make room, then try again."
NO_REPOSITORY = "The knowledge folder is in no git repository."
_SENTENCES = (
    (("not a git repository",), NO_REPOSITORY),
    (("read-only file system", "permission denied", "insufficient permission"), UNWRITABLE),
    (("no space left", "disk quota"), FULL),
    (("': file exists",), _LOCKED),
    (
        ("dubious ownership",),
        "Git does not trust the knowledge folder because another user owns it. Make the bot's user its owner.",
    ),
    (
        ("bad object", "corrupt", "not a valid object"),
        "The git repository of the knowledge is damaged. Run `git fsck` there.",
    ),
)
_PUSH = (
    (
        ("non-fast-forward", "fetch first", "[rejected]", "stale info"),
        "The remote holds changes that are not here. Bring them in by hand (`git pull`); the push is tried again later.",
    ),
    (
        ("authentication", "permission denied", "could not read", "403", "401", "publickey"),
        "The remote refused the bot. Check its key or token; the push is tried again later.",
    ),
)
_UNREACHED = "The remote could not be reached. The change is in force here; the push is tried again later."
WRITER = {
    f"GIT_{role}_{part}": text
    for role in ("AUTHOR", "COMMITTER")
    for part, text in (("NAME", "Footnote"), ("EMAIL", "footnote@localhost"))
}


class GitTrouble(FootnoteError):
    """Git could not do what it was asked; nothing was changed."""


class Git:
    """Commands in one folder. Every method raises GitTrouble with a sentence a moderator can act on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = {**kept, **_ENVIRONMENT, **WRITER}

    def ask(self, *arguments: str, input: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """What a command prints, without the line break at its end."""
        return self.raw(*arguments, input=input, env=env).decode("utf-8", "replace").removesuffix("\n")

    def raw(self, *arguments: str, input: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """Like `ask`, as it comes; a lock is waited for."""
        for wait in (*_WAITS, None):
            done = self._run(arguments, input, env, PATIENCE)
            if done.returncode == 0:
                return done.stdout
            sentence = _sentence(done.stderr, _SENTENCES)
            if sentence != _LOCKED or wait is None:
                break
            time.sleep(wait)
        raise GitTrouble(sentence or f"Git failed at `{arguments[0]}` ({_first_line(done.stderr)}).")

    def succeeds(self, *arguments: str) -> bool:
        """Whether a command says yes."""
        return self._run(arguments, b"", None, PATIENCE).returncode == 0

    def push(self, remote: str, what: str, seconds: float = 30.0) -> str | None:
        """Send a commit; nothing when it arrived, else a sentence that says why not."""
        try:
            done = self._run(("push", "--porcelain", remote, what), b"", None, seconds)
        except GitTrouble:
            return _UNREACHED
        output = done.stderr + done.stdout
        return None if done.returncode == 0 else _sentence(output, _PUSH) or _UNREACHED

    def _run(
        self, arguments: tuple[str, ...], input: bytes, env: Mapping[str, str] | None, seconds: float
    ) -> subprocess.CompletedProcess[bytes]:
        command = ["git", *(part for setting in _QUIET for part in ("-c", setting)), *arguments]
        environment = {**self._environment, **(env or {})}
        try:
            return subprocess.run(  # noqa: S603
                command,
                cwd=self._folder,
                input=input,
                env=environment,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitTrouble(f"Git did not finish `{arguments[0]}` in {seconds:.0f} seconds.") from None
        except FileNotFoundError:
            if self._folder.is_dir():
                sentence = "Git is not installed, so nothing can be edited from Discord. Install `git`."
            else:
                sentence = "The knowledge folder does not exist."
            raise GitTrouble(sentence) from None
        except OSError as error:
            raise GitTrouble(f"Git could not be started ({error.strerror}).") from None


def _sentence(output: bytes, sentences: tuple[tuple[tuple[str, ...], str], ...]) -> str | None:
    said = output.decode("utf-8", "replace").lower()
    return next((sentence for signs, sentence in sentences if any(sign in said for sign in signs)), None)


def _first_line(output: bytes) -> str:
    text = output.decode("utf-8", "replace").strip()
    return text.split("\n", maxsplit=1)[0][:120] or "no reason given"
