"""The blast radius of an edit: all that would change, worked out over a shadow of the knowledge before anything does."""

import difflib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.answer.pipeline import Answerer
from bot.desk.asking import Answers, chosen, differences
from bot.desk.entries import Named, entry_of, touches
from bot.desk.fields import shape_at
from bot.desk.layout import Value
from bot.desk.merging import names_of, touched
from bot.desk.results import Asked, Length, Radius, Texts
from bot.desk.risk import risk_fields
from bot.library.checks import Inspection, all_rules, check
from bot.library.problem import Level, Problem
from bot.library.prose import PROSE_FIELDS, texts_of
from bot.library.readability import grade
from bot.library.reader import Library, read_library
from bot.library.snapshot import TIMED
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.golden import Golden
from bot.model.knowledge import Knowledge
from bot.model.substance import DrugClass, Medicine

_ASKING = frozenset({"FN701", "FN702"})
"""Rules that ask wordings; here they ask those of the edited entry only."""


@dataclass(frozen=True)
class Live:
    """The knowledge as it stands on a day: what was read, what is wrong with it, and what it answers."""

    day: date
    library: Library
    problems: tuple[Problem, ...]
    answers: Answers


@dataclass(frozen=True)
class Sought:
    """An edit to look at: the entry, and its files before and after."""

    one: Named
    base: Texts
    files: Texts


def radius(
    root: Path,
    live: Live,
    sought: Sought,
    build: Callable[[Knowledge], Answerer] | None,
    recent: Sequence[Asked] = (),
) -> Radius:
    """Everything an edit would do. Without `build` no question is asked; `recent` are asked beside those we know."""
    with _shadow(root, sought.files) as copy:
        after = read_library(copy, live.library)
    problems = check(after, live.day)
    new = new_errors(live.problems, problems)
    found = Radius(
        diff=diff_of(sought.base, sought.files),
        touches=tuple(dict.fromkeys((*touches(after, sought.one), *touches(live.library, sought.one)))),
        grade_before=_grade(live.library, sought.one),
        grade_after=_grade(after, sought.one),
        lengths=tuple(_lengths(sought)),
        problems=_told(live.problems, problems, new, sought.one),
        errors=new,
        risk_fields=tuple(risk_fields(root, sought.one, sought.base, sought.files)),
    )
    if build is None or new or after.knowledge().is_empty:
        return found
    answers = Answers(build(after.knowledge()))
    questions, known = chosen((live.library, after), sought.one, found.touches, recent)
    rows = [asked for asked in questions if asked.origin == "golden"]
    own = _own_wordings(after, sought.one, answers, live.day)
    before = Counter(p.code for p in _own_wordings(live.library, sought.one, live.answers, live.day))
    worse = {code for code, n in Counter(p.code for p in own).items() if n > before[code]}
    return replace(
        found,
        changed=differences(live.answers, answers, questions),
        asked=sum(a.origin != "entry" for a in questions),
        known=known,
        golden_broken=tuple(
            a for a in rows if not answers.keeps(a) and (live.answers.keeps(a) or _is_new(a, live))
        ),
        problems=(*found.problems, *own),
        errors=tuple(p for p in own if p.level is Level.ERROR and p.code in worse),
    )


def _is_new(row: Asked, live: Live) -> bool:
    return row.question not in live.library.of(Golden)


def _own_wordings(after: Library, one: Named, answers: Answers, today: date) -> list[Problem]:
    entry = entry_of(after, one)
    if one.kind != "faq" or entry is None:
        return []
    narrow = replace(after, entries={Faq: {one.key: entry}})
    inspection = Inspection(narrow, today, lambda text: answers(text)[2])
    return [p for rule in all_rules() if rule.code in _ASKING for p in rule.problems(inspection)]


def new_errors(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors that were not there before; those that come with the calendar do not count."""
    known = {_key(problem) for problem in before}
    return tuple(p for p in after if p.level is Level.ERROR and p.code not in TIMED and _key(p) not in known)


def _told(
    before: Sequence[Problem], after: Sequence[Problem], new: Sequence[Problem], one: Named
) -> tuple[Problem, ...]:
    """New problems, and the old ones of the same file; errors first."""
    known = {_key(problem) for problem in before}
    told = [
        p for p in after if p not in new and (_key(p) not in known or p.place.file.endswith(f"/{one.path}"))
    ]
    return (*new, *told)


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.message


def _lengths(sought: Sought) -> Iterable[Length]:
    one = sought.one
    sides = [one.value_in(texts.get(one.path)) or {} for texts in (sought.base, sought.files)]
    for path, _ in touched(sides[0], sides[1]):
        before, after = (_at(side, path) for side in sides)
        if before or after:
            shape = shape_at(one.record, path)
            yield Length(path, len(before or ""), len(after or ""), shape.limit if shape else None)


def _at(value: Value, path: str) -> str | None:
    """The text at a path; nothing for what is no text."""
    for step in path.split("."):
        if isinstance(value, list) and (names := names_of(value)):
            value = dict(zip(names, value, strict=True))
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def diff_of(base: Texts, files: Texts) -> str:
    """The lines that differ, with two around them."""
    lines: list[str] = []
    for path in files:
        before, after = ((texts.get(path) or "").splitlines() for texts in (base, files))
        lines += difflib.unified_diff(before, after, path, path, lineterm="", n=2)
    return "\n".join(lines)


def _grade(library: Library, one: Named) -> float:
    """The school year its hardest text needs."""
    entry = entry_of(library, one)
    if entry is None:
        return 0.0
    cards = library.entries_of(Compound, DrugClass, Medicine)
    names = frozenset(word for card in cards for word in card.record.name.casefold().split())
    prose = PROSE_FIELDS.get(one.record, frozenset())
    texts = (text for text, route in texts_of(entry) if {*route} & prose)
    return round(max((grade(text, names) for text in texts), default=0.0), 1)


@contextmanager
def _shadow(root: Path, files: Texts) -> Iterator[Path]:
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
