"""Which file of a knowledge folder holds what, and which files have no business there."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.library.characters import INVISIBLE
from bot.library.problem import Level, Place, Problem
from bot.library.wording import Wording
from bot.model.base import Record
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.golden import Golden
from bot.model.interaction import Interaction
from bot.model.language import Collision, Lookalike, TopicCues, WordList
from bot.model.safety import Contact, Disclaimer, EmergencyCard, GroupWarning, Refusal
from bot.model.source import Source
from bot.model.substance import DrugClass, Medicine

ENTRY_FOLDERS: Mapping[str, type[Record]] = {
    "sources": Source,
    "compounds": Compound,
    "faq": Faq,
    "interactions": Interaction,
}
"""One entry a file, and the file name is the id."""

LIST_FILES: Mapping[str, type[Record]] = {
    "vocabulary/classes.yaml": DrugClass,
    "vocabulary/medicines": Medicine,
    "vocabulary/collisions.yaml": Collision,
    "vocabulary/lookalikes.yaml": Lookalike,
    "vocabulary/words.yaml": WordList,
    "vocabulary/topics.yaml": TopicCues,
    "vocabulary/wording.yaml": Wording,
    "safety/disclaimers.yaml": Disclaimer,
    "safety/groups.yaml": GroupWarning,
    "safety/refusals.yaml": Refusal,
    "safety/cards.yaml": EmergencyCard,
    "safety/contacts.yaml": Contact,
    "golden": Golden,
}
"""A list of records a file; a name without ending is a folder of such files."""

OPEN_FOLDERS = frozenset({"interface", "safety", "vocabulary"})
"""Other parts of the bot keep files here too; they are read strictly, their shape is not checked."""


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """A file to read. `kind` is nothing for a file whose shape somebody else knows."""

    path: Path
    shown: str
    kind: type[Record] | None
    is_list: bool


def root_of(path: Path) -> Path | None:
    """The knowledge folder that a file or folder is, or lies in; nothing when there is none around it."""
    here = path.resolve()
    for folder in (here, *here.parents):
        inside = sum((folder / name).is_dir() for name in ENTRY_FOLDERS)
        if inside > 1 or (inside and folder == here):
            return folder
        if folder.name in ENTRY_FOLDERS or folder.name in OPEN_FOLDERS:
            return folder.parent
    return None


def files_of(root: Path) -> Iterator[KnowledgeFile | Problem]:
    """Every YAML file below `root` in the order of names, or what is wrong with its being there."""
    for path in _walk(root):
        inside = path.relative_to(root).as_posix()
        shown = INVISIBLE.sub("?", f"{root.resolve().name}/{inside}")
        if path.is_symlink() or (path.suffix == ".yaml" and _is_special(path)):
            yield _problem(
                "FN011",
                shown,
                "This is a link or a special file, not a plain file.",
                "Put the file itself here.",
            )
        elif path.suffix == ".yaml":
            yield _placed(path, inside, shown)
        elif path.suffix.lower() in {".yaml", ".yml"}:
            yield _problem(
                "FN016",
                shown,
                "The bot reads only files that end in `.yaml`.",
                f"Rename it to `{path.stem}.yaml`.",
            )


def _placed(path: Path, inside: str, shown: str) -> KnowledgeFile | Problem:
    folder, _, rest = inside.partition("/")
    if kind := ENTRY_FOLDERS.get(folder):
        if "/" not in rest:
            return KnowledgeFile(path, shown, kind, is_list=False)
        return _problem(
            "FN016", shown, "Entries cannot lie in a folder inside this folder.", f"Move it to `{folder}/`."
        )
    listed = LIST_FILES.get(inside) or LIST_FILES.get(inside.rpartition("/")[0])
    if listed or folder in OPEN_FOLDERS:
        return KnowledgeFile(path, shown, listed, is_list=True)
    return _problem(
        "FN016",
        shown,
        "The bot reads nothing from this place.",
        f"Move it to one of: {', '.join(f'`{name}/`' for name in ENTRY_FOLDERS)}.",
    )


def _walk(root: Path) -> Iterator[Path]:
    """Files and linked folders below root; `.name` and `_name` belong to editors and to generated files."""
    for folder, folders, names in os.walk(root):
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = sorted(n for n in folders if not n.startswith((".", "_")) and n not in linked)
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(folder) / name


def _is_special(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _problem(code: str, shown: str, message: str, remedy: str) -> Problem:
    return Problem(code, Level.ERROR, Place(shown), message, remedy)
