"""The last step of the core: a draft becomes an outcome by getting its citations and its safety block."""

from collections.abc import Iterator

from bot.answer.evidence import evidence_line
from bot.model.citation import cited_keys
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.outcome import Citation, Draft, Outcome, SafetyBlock
from bot.model.safety import Disclaimer
from bot.model.vocabulary import Risk

WARNED_OF = {
    Risk.INFO: frozenset({Risk.INFO}),
    Risk.CAUTION: frozenset({Risk.CAUTION}),
    Risk.HIGH: frozenset({Risk.CAUTION, Risk.HIGH}),
}
"""The risks whose texts go with a draft: what is said for caution holds at high risk too."""


def disclose(
    draft: Draft, knowledge: Knowledge, floor: SafetyTexts, cited: tuple[Citation, ...] | None = None
) -> Outcome:
    """Number the sources in reading order, if `cited` does not hold them yet, and add every disclaimer that applies.

    `floor` holds the compiled-in texts: they serve when the knowledge has none, so a reply can never lack them.
    """
    return Outcome(
        draft=draft,
        safety=safety_block(draft, knowledge.safety, floor),
        citations=citations(draft, knowledge) if cited is None else cited,
        knowledge_version=knowledge.version,
    )


def citations(draft: Draft, knowledge: Knowledge) -> tuple[Citation, ...]:
    """The sources a draft cites, numbered in the order they are met."""
    keys = dict.fromkeys(key for text in texts(draft) for key in cited_keys(text) if key in knowledge.sources)
    return tuple(Citation(number, knowledge.sources[key]) for number, key in enumerate(keys, start=1))


def describe_evidence(draft: Draft, cited: tuple[Citation, ...]) -> str | None:
    """The evidence line over everything the draft cites."""
    return evidence_line((c.source for c in cited), draft.certainty)


def texts(draft: Draft) -> Iterator[str]:
    """Every text of a draft in reading order."""
    for paragraph in draft.warnings:
        yield paragraph.text
    for section in draft.sections:
        for paragraph in section.paragraphs:
            yield paragraph.text


def safety_block(draft: Draft, safety: SafetyTexts, floor: SafetyTexts) -> SafetyBlock:
    """The disclaimers that apply; the floor's too when the knowledge offers no standing text for the end."""
    chosen = applying(draft, safety.disclaimers)
    if not any(d.position == "after" and d.when.always for d in chosen):
        chosen = (*chosen, *(d for d in applying(draft, floor.disclaimers) if d not in chosen))
    return SafetyBlock(
        before=tuple(d for d in chosen if d.position == "before"),
        after=tuple(d for d in chosen if d.position == "after"),
    )


def applying(draft: Draft, disclaimers: tuple[Disclaimer, ...]) -> tuple[Disclaimer, ...]:
    """The disclaimers that go with a draft, in their order."""
    always = tuple(d for d in disclaimers if d.when.always)
    if draft.courtesy:
        return always
    risks = WARNED_OF[draft.risk]
    return tuple(
        d
        for d in disclaimers
        if d in always
        or draft.kind.value in d.when.kinds
        or not risks.isdisjoint(d.when.risk)
        or (draft.severity is not None and draft.severity in d.when.severity)
    )
