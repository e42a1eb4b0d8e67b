"""Two people's changes of one entry put together field by field, and the fields that a change touches."""

from collections.abc import Iterator
from typing import Any

from bot.desk.fields import Fields, placed
from bot.desk.layout import Value, flow
from bot.desk.results import Conflict


class _Absent:
    """A field that is not there; nothing is a value of its own."""


ABSENT = _Absent()


def merged(base: Value, theirs: Value, mine: Value) -> tuple[Value, tuple[Conflict, ...]]:
    """What `mine` changed in `base`, done to `theirs`; where both changed a field, `mine` wins and is told."""
    conflicts: list[Conflict] = []
    return _merged(base, theirs, mine, (), conflicts), tuple(conflicts)


def _merged(base: Any, theirs: Any, mine: Any, path: tuple[str, ...], told: list[Conflict]) -> Any:  # noqa: ANN401
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return _fields(base if isinstance(base, dict) else {}, theirs, mine, path, told)
    if isinstance(theirs, list) and isinstance(mine, list):
        before = base if isinstance(base, list) else []
        if (names := [names_of(side) for side in (before, theirs, mine)]) and None not in names:
            one, two, three = (
                dict(zip(n or (), side, strict=True))
                for n, side in zip(names, (before, theirs, mine), strict=True)
            )
            return list(_fields(one, two, three, path, told).values())
        if not any(isinstance(one, dict | list) for one in (*before, *theirs, *mine)):
            gone = [one for one in before if one not in mine]
            new = [one for one in mine if one not in before and one not in theirs]
            return [one for one in theirs if one not in gone] + new
    told.append(Conflict(".".join(path), *(_shown(value) for value in (base, theirs, mine))))
    return mine


def _fields(
    base: Fields, theirs: Fields, mine: Fields, path: tuple[str, ...], told: list[Conflict]
) -> Fields:
    result = dict(theirs)
    for name in dict.fromkeys((*mine, *base)):
        one, two, three = (side.get(name, ABSENT) for side in (base, theirs, mine))
        value = _merged(one, two, three, (*path, str(name)), told)
        if value is ABSENT:
            result.pop(name, None)
        elif name in result:
            result[name] = value
        else:
            result = placed(result, name, value, list(mine))
    return result


def touched(
    before: Any, after: Any, path: tuple[str, ...] = (), around: tuple[Fields, ...] = ()  # noqa: ANN401
) -> Iterator[tuple[str, tuple[Fields, ...]]]:  # fmt: skip
    """The path of every field that differs, with the groups around it on both sides, innermost first.

    A list of groups without ids counts as one field, and so does an item that is only on one side.
    """
    if before == after:
        return
    inner = tuple(part for side in (before, after) for part in _groups(side))
    one, two = _by_name(before, bool(path)), _by_name(after, bool(path))
    if one is None or two is None:
        yield ".".join(path), (*inner, *around)
        return
    for name in dict.fromkeys((*one, *two)):
        yield from touched(one.get(name, ABSENT), two.get(name, ABSENT), (*path, name), (*inner, *around))


def _groups(value: Value) -> Iterator[Fields]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def _by_name(value: Any, inside: bool) -> Fields | None:  # noqa: ANN401
    """The parts of a value by their steps; nothing for what counts as one field."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and (names := names_of(value)):
        return dict(zip(names, value, strict=True))
    return None if inside else {}


def names_of(items: list[Value]) -> list[str] | None:
    """What tells the items of a list apart: their ids or groups; nothing when they have none."""
    for field in ("id", "group"):
        names = [str(one.get(field) or "") if isinstance(one, dict) else "" for one in items]
        if all(names) and len(set(names)) == len(names):
            return names
    return None


def _shown(value: Any) -> str:  # noqa: ANN401
    if value is ABSENT or value is None:
        return ""
    return value if isinstance(value, str) else flow(value)
