"""The data statement as operators and members read it."""

from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
STATEMENT = yaml.safe_load((DOCS / "data-statement.yaml").read_text(encoding="utf-8"))
