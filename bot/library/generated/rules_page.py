"""The list of rules for moderators, from the rules themselves."""

from bot.library.codes import Code, all_codes
from bot.library.problem import Level

_HEAD = """# What the check says

<!-- Made by `footnote generate` from bot/library; do not edit. -->

Every problem has a code. An **error** could mislead a reader or stop the bot, and must be mended; a *hint*
asks, and never stops anything. `footnote explain FN101` shows the same text.
"""


def rules_page() -> str:
    """The text of `docs/reference/rules.md`."""
    codes = all_codes().values()
    table = ["| code | | what |", "|---|---|---|"]
    table += [f"| [{c.code}](#{_anchor(c)}) | {_level(c)} | {c.title} |" for c in codes]
    return "\n".join([_HEAD, *table, "", *(_section(code) for code in codes)])


def _level(code: Code) -> str:
    return "**error**" if code.level is Level.ERROR else "*hint*"


def _anchor(code: Code) -> str:
    words = "".join(c for c in f"{code.code} {code.title}".lower() if c.isalnum() or c in " -")
    return words.replace(" ", "-")


def _section(code: Code) -> str:
    return f"""## {code.code} {code.title}

{_level(code).capitalize()}. {code.why}

```yaml
# not this
{code.wrong}
# but this
{code.right}
```
"""
