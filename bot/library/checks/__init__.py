"""Rules over the whole knowledge: one rule a module, found by its name `fnNNN_what_it_checks`."""

import importlib
import pkgutil
from datetime import date
from functools import cache

from bot.library.checks.rule import Inspection, Rule, Searcher
from bot.library.problem import Problem
from bot.library.reader import Library


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its code."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("fn"))
    return tuple(importlib.import_module(f"{__name__}.{name}").RULE for name in names)


def check(library: Library, today: date, search: Searcher | None = None) -> list[Problem]:
    """All problems in one run, in the order of files and lines."""
    found: list[Problem] = list(library.problems)
    inspection = Inspection(library, today, search)
    for rule in all_rules():
        found.extend(rule.problems(inspection))
    return sorted(found, key=lambda p: (p.place, p.code))


__all__ = ["Inspection", "Rule", "Searcher", "all_rules", "check"]
