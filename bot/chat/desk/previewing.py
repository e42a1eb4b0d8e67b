"""The blast radius in words: the diff, which answers change, which promises break, and what the checks say."""

from collections.abc import Iterator

from bot.chat.desk.showing import code, listed, unmarked
from bot.chat.layout import Attached
from bot.chat.notices import spoken
from bot.desk.results import Answered, Changed, Conflict, Length, Preview
from bot.library.problem import Level, Problem
from bot.model.outcome import Draft
from bot.render.language import Language

DIFF = 900
"""Characters of a diff that is shown in the message; a longer one is attached."""
SHOWN = 6
"""Lines of each list in the message; the attached file has all."""
PIECE = 220


def preview_draft(preview: Preview, language: Language, said: str = "") -> Draft:
    """What a moderator must know before accepting, the worst first; before it what the desk `said`."""
    title = language.say("kb.preview.title", entry=preview.entry)
    return spoken(title, filter(None, (said, *_texts(preview, language))))


def preview_attached(preview: Preview) -> Attached | None:
    """Everything at full length, when the message cannot hold it."""
    found = preview.radius
    lists = (found.changed, found.problems, found.golden_broken, found.touches)
    if len(found.diff) <= DIFF and all(len(one) <= SHOWN for one in lists):
        return None
    parts = [
        found.diff,
        *(_answered(changed) for changed in found.changed),
        *(problem_line(problem) for problem in found.problems),
        *(f"golden: {asked.question} ({asked.expects})" for asked in found.golden_broken),
        *found.touches,
    ]
    return Attached("edit.txt", "\n".join(parts) + "\n")


def _texts(preview: Preview, language: Language) -> Iterator[str]:
    say, found = language.say, preview.radius
    if preview.conflicts:
        yield say("kb.preview.conflicts")
        yield listed(map(_conflict, preview.conflicts), SHOWN, language)
    if found.problems:
        key = "kb.preview.errors" if found.errors else "kb.preview.problems"
        yield f"{say(key)}\n{listed(map(problem_line, found.problems), SHOWN, language)}"
    if found.golden_broken:
        broken = (f"{_short(asked.question)} → `{asked.expects}`" for asked in found.golden_broken)
        yield f"{say('kb.preview.golden')}\n{listed(broken, SHOWN, language)}"
    if found.risk_fields:
        fields = ", ".join(f"`{path}`" for path in found.risk_fields[:12])
        yield say("kb.preview.risk", fields=fields)
    yield (
        code(found.diff)
        if len(found.diff) <= DIFF
        else say("kb.preview.long", lines=_changed_lines(found.diff))
    )
    yield from _answers(preview, language)
    yield say("kb.preview.level", before=found.grade_before, after=found.grade_after)
    if found.lengths:
        yield listed(map(_length, found.lengths), SHOWN, language)


def _answers(preview: Preview, language: Language) -> Iterator[str]:
    found = preview.radius
    if not found.errors:
        counts = {"changed": len(found.changed), "asked": found.asked, "known": found.known}
        head = language.say("kb.preview.answers", **counts)
        lines = listed(map(_answered, found.changed), SHOWN, language)
        yield f"{head}\n{lines}" if lines else head
    if found.touches:
        touched = ", ".join(f"`{entry}`" for entry in found.touches[: 2 * SHOWN])
        yield language.say("kb.preview.touches", count=len(found.touches), entries=touched)


def problem_line(problem: Problem) -> str:
    """One plain sentence with its place, and what to do."""
    mark = "❌" if problem.level is Level.ERROR else "💡"
    place = f"{problem.place.file}:{problem.place.line}"
    return unmarked(f"{mark} {problem.message} {problem.remedy} ({problem.code}, {place})")


def _answered(changed: Changed) -> str:
    asked = changed.asked
    times = f" ×{asked.times}" if asked.times else ""
    if changed.same_entries:
        return f"✎ {_short(asked.question)}{times}"
    return f"{_short(asked.question)}{times}: {_said(changed.before)} → **{_said(changed.after)}**"


def _said(answered: Answered) -> str:
    return f"{_short(answered.title, 80)} ({answered.kind.replace('_', ' ')})"


def _conflict(conflict: Conflict) -> str:
    values = (_short(unmarked(text)) or "—" for text in (conflict.theirs, conflict.mine))
    return f"`{conflict.path}`: {' ⇄ '.join(values)}"


def _length(length: Length) -> str:
    most = f" / {length.longest}" if length.longest else ""
    return f"`{length.path}`: {length.before} → {length.after}{most}"


def _changed_lines(diff: str) -> int:
    """Lines added or taken away, without the two that name the file."""
    return sum(line[:1] in "+-" and line[:3] not in ("+++", "---") for line in diff.splitlines())


def _short(text: str, most: int = PIECE) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
