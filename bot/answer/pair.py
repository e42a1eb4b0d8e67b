"""Two to four substances together: worst pair first, why, whom to ask, and what is unknown."""

from bot.answer.interactions import InteractionTable, Match, PairResult, Step
from bot.answer.phrases import PAIR_UNKNOWN
from bot.answer.warnings import compound_warnings, group_warnings
from bot.model.citation import with_mark
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section, Why
from bot.model.vocabulary import Basis, Group, Risk, Severity, Stance, Topic

HEADLINE = {
    Severity.CONTRAINDICATED: "Do not combine",
    Severity.MAJOR: "Major interaction",
    Severity.MODERATE: "Moderate interaction",
    Severity.MINOR: "Minor interaction",
    Severity.NONE_KNOWN: "No interaction found in studies",
    Severity.UNKNOWN: "Unknown",
}
BASIS = {
    Basis.DOCUMENTED: "documented for this pair",
    Basis.CLASS: "inferred from the class",
    Basis.MECHANISM: "inferred from how both act",
    Basis.UNKNOWN: "not reviewed",
}
TO_DO = "What to do"
GRAVE = 4
"""The caution of a result from which the combination itself is a high risk; any combination asks for some."""
OTHERS = 2
"""Further records of a pair that are shown after the worst one."""


def pair_draft(
    table: InteractionTable, parties: tuple[str, ...], topic: Topic, groups: tuple[Group, ...], why: Why
) -> Draft:
    """The outcome for a stack. Always carries a warning: a combination is never shown as harmless."""
    knowledge = table.knowledge
    result = table.stack(parties)
    cards = [
        knowledge.compounds[p[9:]]
        for p in parties
        if p.startswith("compound:") and p[9:] in knowledge.compounds
    ]
    worst = result.pairs[0]
    # What to do about the worst pair stands in the headline above.
    sections = [_section(table, pair, told=pair is worst) for pair in result.pairs]
    pinned = compound_warnings([c for c in cards if c.risk is Risk.HIGH], topic)
    together = Risk.HIGH if result.caution >= GRAVE else Risk.CAUTION
    address = "pair:" + "+".join(p.replace(":", ".") for p in parties)
    return Draft(
        kind=Kind.ANSWER_WITH_WARNING,
        title=" + ".join(table.name(p) for p in result.parties),
        sections=tuple(sections),
        warnings=(_headline(table, worst), *pinned, *group_warnings(groups, knowledge)),
        severity=Severity.UNKNOWN if result.unknown else result.severity,
        certainty=worst.record.certainty if worst.record else None,
        related=tuple(
            Choice(f"card:{c.id}#{Topic.INTERACTION.value}", f"{c.name}: interactions") for c in cards
        ),
        entries=tuple(_entry_ids(result.pairs)) or (address,),
        address=address,
        compounds=tuple(c.id for c in cards),
        topic=topic if topic is Topic.STACKING else Topic.INTERACTION,
        risk=Risk.highest((together, *(c.risk for c in cards))),
        confidence=why.confidence or 0.0,
        why=why,
    )


def _entry_ids(pairs: tuple[PairResult, ...]) -> dict[str, None]:
    return dict.fromkeys(f"interaction:{pair.record.id}" for pair in pairs if pair.record)


def _headline(table: InteractionTable, pair: PairResult) -> Paragraph:
    names = f"{table.name(pair.a)} with {table.name(pair.b)}"
    if pair.record is None:
        return Paragraph(
            PAIR_UNKNOWN.format(a=table.name(pair.a), b=table.name(pair.b)), HEADLINE[Severity.UNKNOWN]
        )
    text = with_mark(f"{names}. {pair.record.management}", pair.sources[:3])
    return Paragraph(text, HEADLINE[pair.severity])


def _section(table: InteractionTable, pair: PairResult, *, told: bool) -> Section:
    title = f"{table.name(pair.a)} + {table.name(pair.b)}: {HEADLINE[pair.severity].lower()} ({BASIS[pair.basis]})"
    if pair.worst is None:
        text = PAIR_UNKNOWN.format(a=table.name(pair.a), b=table.name(pair.b))
        return Section(title, (Paragraph(text),))
    paragraphs = [p for p in _record(pair.worst) if not (told and p.label == TO_DO)]
    for other in pair.matches[1 : 1 + OTHERS]:
        if other.record.effect != pair.worst.record.effect:
            text = with_mark(other.record.effect, other.sources[:2])
            paragraphs.append(Paragraph(text, f"Also, {HEADLINE[other.severity].lower()}"))
    return Section(title, tuple(paragraphs))


def _record(match: Match) -> tuple[Paragraph, ...]:
    record = match.record
    disputed = tuple(e.source for e in record.evidence if e.stance is Stance.DISPUTES)
    paragraphs = [
        Paragraph(with_mark(record.effect, match.sources)),
        Paragraph(record.mechanism.text, "Why"),
        Paragraph(record.management, TO_DO),
    ]
    if match.inference:
        paragraphs.append(Paragraph(_because(match.inference), "How we know"))
    if match.exception:
        paragraphs.append(Paragraph(with_mark(match.exception.reason, match.exception.sources), "Exception"))
    if disputed:
        paragraphs.append(Paragraph(with_mark("Not all sources agree.", disputed), "Contested"))
    return tuple(paragraphs)


def _because(steps: tuple[Step, ...]) -> str:
    """`Because Sertraline belongs to SSRI antidepressants.`"""
    return "Because " + " and ".join(f"{s.subject} {s.relation} {s.object}" for s in steps) + "."
