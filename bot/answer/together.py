"""Several substances in one message: which of them are asked about, and which can be looked at together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.answer.compare import names_in, names_of
from bot.answer.interactions import CAUTION, MOST, InteractionTable
from bot.answer.phrases import FROM_CARDS, LEFT_OUT
from bot.answer.sections import claim_paragraph
from bot.model.compound import Compound
from bot.model.interaction import Party
from bot.model.outcome import Draft, Paragraph, Section
from bot.model.vocabulary import ClaimKind, Severity
from bot.understand.names import Mention

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*")


def party(mention: Mention) -> Party:
    """The name of a mention in the interaction table."""
    return f"{mention.kind}:{mention.id}"


def is_grave(table: InteractionTable, mentions: Sequence[Mention]) -> bool:
    """Whether a major interaction is on record between any two."""
    pairs = combinations(dict.fromkeys(map(party, mentions)), 2)
    return any(table.pair(a, b).caution >= CAUTION[Severity.MAJOR] for a, b in pairs)


def asked_about(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in sentences that end with a question mark; all when none stands there."""
    spans = [m.span() for m in _SENTENCE.finditer(text) if m.group().rstrip().endswith("?")]
    return [m for m in mentions if any(a <= m.start < b for a, b in spans)] or list(mentions)


def gravest(table: InteractionTable, mentions: Sequence[Mention]) -> tuple[Party, ...]:
    """The parties of at most `MOST` mentions, those of the gravest pairs, in the order of the message."""
    parties = list(dict.fromkeys(map(party, mentions)))
    if len(parties) <= MOST:
        return tuple(parties)
    pairs = sorted(combinations(parties, 2), key=lambda pair: -table.pair(*pair).caution)
    chosen = list(dict.fromkeys(p for pair in pairs for p in pair))[:MOST]
    return tuple(p for p in parties if p in chosen)


def say_left_out(draft: Draft, table: InteractionTable, mentions: Sequence[Mention]) -> Draft:
    """The draft with a line on the mentions that were not looked at."""
    names = dict.fromkeys(table.name(party(m)) for m in mentions)
    if not names:
        return draft
    line = Section(None, (Paragraph(LEFT_OUT.format(names=", ".join(names))),))
    return replace(draft, sections=(line, *draft.sections))


def with_claims(draft: Draft, cards: Sequence[Compound], medicines: Sequence[str]) -> Draft:
    """A pair nobody reviewed, with what the cards say of each other or of these medicines all the same."""
    if draft.severity is not Severity.UNKNOWN:
        return draft
    said = [
        claim_paragraph(claim)
        for card in cards
        for claim in card.claims
        if claim.kind is ClaimKind.INTERACTION
        and any(
            names_in(claim.text, names)
            for names in (*(names_of(other) for other in cards if other is not card), medicines)
            if names
        )
    ]
    section = Section(FROM_CARDS, tuple(said))
    return replace(draft, sections=(*draft.sections, section)) if said else draft
