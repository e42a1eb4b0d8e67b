"""Every entry of the knowledge, on every surface, in every language: inside Discord's limits, safety block intact."""

from itertools import combinations, product

import pytest

from bot.answer.disclose import disclose
from bot.answer.sections import topics_of
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section
from bot.model.vocabulary import Risk, Severity
from bot.render.localize import localized
from bot.render.pages import SAFETY_ROOM
from bot.render.surface import Surface
from tests.render.limits import LANGUAGES, check_reply


@pytest.fixture(scope="module")
def outcomes(answerer, knowledge):
    """Everything that can be opened by an id, opened once."""
    entries = [f"faq:{key}" for key in knowledge.faqs]
    entries += [f"interaction:{key}" for key in knowledge.interactions]
    entries += [
        f"card:{key}#{topic}" for key, card in knowledge.compounds.items() for topic in topics_of(card)
    ]
    entries += [f"sources:{key}" for key in knowledge.compounds]
    entries += [f"compare:{a}+{b}" for a, b in list(combinations(sorted(knowledge.compounds), 2))[::60]]
    entries += ["faqs:all", "faqs:all+2", "faqs:dosage", "about:bot"]
    found = {entry: answerer.open(entry) for entry in entries}
    urgent = {card.id: answerer.urgent(card.id, "AU") for card in answerer.floor.cards}
    return found | urgent


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize("code", LANGUAGES.by_code)
def test_every_entry_fits(outcomes, surface, code):
    """No page is too long, has too many parts, pings anybody or lacks its safety text."""
    language = LANGUAGES.by_code[code]
    for entry, outcome in outcomes.items():
        assert outcome.draft.entries, entry
        check_reply(outcome, surface, language)


@pytest.mark.parametrize("code", LANGUAGES.by_code)
def test_every_short_emergency_card_fits(answerer, code):
    """The public form is one page with a number in it."""
    for card in answerer.floor.cards:
        outcome = answerer.urgent(card.id, None)
        (page,) = check_reply(outcome, Surface.CARD, LANGUAGES.by_code[code], short=True)
        assert any(digit in page.text for digit in "0123456789")


def test_every_source_of_a_card_page_is_shown(outcomes):
    """On a card no source falls off a page: what has a footnote has its line."""
    for entry, outcome in outcomes.items():
        pages = check_reply(outcome, Surface.CARD, LANGUAGES.by_code["en"])
        shown = "\n".join(page.text for page in pages)
        links = {c.source.link.replace("(", "%28").replace(")", "%29") for c in outcome.citations}
        assert not {link for link in links if link not in shown}, entry


def in_every_situation(answerer, knowledge):
    """An outcome of every kind, risk and severity, with every line as long as it may be: all blocks there can be."""
    long = "A sentence of some length stands here and says something. " * 60
    for kind, risk, severity in product(Kind, Risk, (None, *Severity)):
        draft = Draft(
            kind=kind,
            title=long[:400],
            sections=(Section(long[:400], (Paragraph(long), Paragraph(long))),),
            warnings=(Paragraph(long, "A name of a compound"),),
            severity=severity,
            evidence_line=long[:300],
            choices=tuple(Choice(f"faq:{n}", f"{n} {long[:390]}") for n in range(3)),
            risk=risk,
        )
        yield disclose(draft, knowledge, answerer.floor)


@pytest.mark.parametrize("code", LANGUAGES.by_code)
def test_every_safety_block_fits_every_surface(answerer, knowledge, code):
    """All texts that can come together, in each language, beside the longest of everything else."""
    language = LANGUAGES.by_code[code]
    for outcome in in_every_situation(answerer, knowledge):
        block = localized(outcome, language).safety
        assert sum(len(d.text) + 1 for d in (*block.before, *block.after)) <= SAFETY_ROOM
        for surface in Surface:
            check_reply(outcome, surface, language)
