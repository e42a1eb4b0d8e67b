"""Files made from the models and the rules, so that no second copy of a rule can drift from the first."""

from collections.abc import Mapping
from pathlib import Path

from bot.library.generated.editor import editor_settings
from bot.library.generated.fields_page import fields_page
from bot.library.generated.rules_page import rules_page
from bot.library.generated.schemas import schemas
from bot.library.generated.templates import TEMPLATES, template


def generated_files() -> Mapping[Path, str]:
    """Every generated file by its path from the project's root, with its whole text."""
    files = {Path("knowledge/_schema") / f"{name}.json": text for name, text in schemas().items()}
    files |= {Path("knowledge/_templates") / f"{name}.yaml": template(name) for name in TEMPLATES}
    files[Path("docs/reference/fields.md")] = fields_page()
    files[Path("docs/reference/rules.md")] = rules_page()
    files[Path(".vscode/settings.json")] = editor_settings()
    return files


def stale_files(project: Path, files: Mapping[Path, str]) -> list[Path]:
    """The files that are missing in a project or differ from the text they should have."""
    return [path for path, text in files.items() if _text(project / path) != text]


def write_files(project: Path, files: Mapping[Path, str]) -> list[Path]:
    """Write the files that are stale; returns them."""
    stale = stale_files(project, files)
    for path in stale:
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(files[path], encoding="utf-8")
    return stale


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


__all__ = ["TEMPLATES", "generated_files", "stale_files", "template", "write_files"]
