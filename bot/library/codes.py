"""Every code a problem can have; the words about them are data in `codes.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.errors import NotFoundError
from bot.library.nearest import did_you_mean
from bot.library.problem import Level
from bot.library.strict_yaml import parse
from bot.model.base import Record


class Code(Record):
    """What `footnote explain` shows: what it means, why it matters, and one example of each side."""

    code: str
    level: Level
    title: str
    why: str
    wrong: str
    right: str


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code by its name, in order."""
    path = Path(__file__).with_name("codes.yaml")
    rows = parse(path.read_text(encoding="utf-8"), path.name).value
    return {row["code"]: Code.model_validate(row) for row in rows}


def code_named(name: str) -> Code:
    """The code with this name in any case. Raises NotFoundError, which says the nearest one."""
    if found := all_codes().get(name.upper()):
        return found
    raise NotFoundError(f"There is no code `{name}`. {did_you_mean(name.upper(), all_codes())}".strip())
