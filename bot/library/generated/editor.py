"""Workspace settings: VS Code and its web editor check knowledge files while they are typed."""

import json

from bot.library.folders import ENTRY_FOLDERS, LIST_FILES
from bot.library.generated.schemas import schema_name


def editor_settings() -> str:
    """The text of `.vscode/settings.json`."""
    places = {f"./knowledge/_schema/{folder}.json": f"knowledge/{folder}/*.yaml" for folder in ENTRY_FOLDERS}
    for file in LIST_FILES:
        place = f"knowledge/{file}" if file.endswith(".yaml") else f"knowledge/{file}/*.yaml"
        places[f"./knowledge/_schema/{schema_name(file)}.json"] = place
    settings = {
        "yaml.schemas": places,
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.rulers": [120]},
        "editor.unicodeHighlight.invisibleCharacters": True,
        "editor.unicodeHighlight.ambiguousCharacters": True,
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
