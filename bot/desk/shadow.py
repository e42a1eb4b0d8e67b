"""A copy of the knowledge folder with an edit in it, for as long as somebody looks at it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.desk.results import Texts


@contextmanager
def shadow(root: Path, files: Texts) -> Iterator[Path]:
    """A folder of the same name with the same YAML files, some of them replaced; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="footnote-") as holder:
        copy = Path(holder) / root.resolve().name
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith((".", "_"))]
            target = copy / Path(folder).relative_to(root)
            target.mkdir()
            for name in names:
                if name.lower().endswith((".yaml", ".yml")):
                    _same_file(Path(folder) / name, target / name)
        for path, text in files.items():
            (copy / path).unlink(missing_ok=True)
            if text is not None:
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                (copy / path).write_text(text, encoding="utf-8", newline="")
        yield copy


def _same_file(source: Path, target: Path) -> None:
    """A hard link where the disk allows one: the copy is only read, and a changed file is put beside."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target, follow_symlinks=False)
