"""The knowledge as one document that people can read, print and review."""

from collections.abc import Iterator

from bot.model.citation import replace_marks, with_mark
from bot.model.compound import Compound
from bot.model.faq import Faq
from bot.model.interaction import Interaction
from bot.model.knowledge import Knowledge
from bot.model.source import Source


def markdown(knowledge: Knowledge) -> str:
    """Cards, questions, interactions, and the list of sources that all of them cite."""
    blocks = [f"# Knowledge, version {knowledge.version}", "## Compounds"]
    blocks += ["\n\n".join(_card(card)) for card in knowledge.compounds.values()]
    blocks += ["## Questions", *("\n\n".join(_faq(faq)) for faq in knowledge.faqs.values())]
    blocks += ["## Interactions", *("\n\n".join(_pair(pair)) for pair in knowledge.interactions.values())]
    blocks += ["## Sources", *(_source(source) for source in knowledge.sources.values())]
    return "\n\n".join(blocks) + "\n"


def _cited(text: str) -> str:
    return replace_marks(text, lambda keys: f" ({', '.join(f'[{key}](#source-{key})' for key in keys)})")


def _card(card: Compound) -> Iterator[str]:
    yield f"### {card.name}"
    yield f"*{card.status}, risk: {card.risk.value}, reviewed {card.review.date}*"
    if card.warning:
        yield f"**Warning.** {_cited(card.warning)}"
    yield _cited(card.summary)
    claims = [
        f"- {_cited(with_mark(claim.text, tuple(e.source for e in claim.evidence)))} "
        f"*{', '.join(_labels(claim.kind, claim.result, claim.certainty, claim.status))}*"
        for claim in card.claims
    ]
    if claims:
        yield "\n".join(claims)
    if card.unknowns:
        yield "\n".join(
            f"- Not known: {unknown.text} *(searched: {unknown.searched})*" for unknown in card.unknowns
        )


def _labels(*words: object) -> list[str]:
    return [str(word) for word in words if word]


def _faq(faq: Faq) -> Iterator[str]:
    yield f"### {faq.question}"
    for text in (faq.answer.short, faq.answer.body, faq.answer.ask_a_professional):
        if text:
            yield _cited(text)


def _pair(pair: Interaction) -> Iterator[str]:
    yield f"### {' and '.join(party.partition(':')[2] for party in pair.between)}"
    keys = tuple(evidence.source for evidence in pair.evidence)
    effect = _cited(with_mark(pair.effect, keys))
    yield f"**{pair.severity}.** {effect} {pair.mechanism.text} {pair.management}"


def _source(source: Source) -> str:
    where = f" {source.container_title}." if source.container_title else ""
    return f'<a id="source-{source.id}"></a>**{source.short}.** {source.title}.{where} <{source.link}>'
