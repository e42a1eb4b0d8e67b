"""The safety block over every kind, risk and severity: never empty, and the last thing in every rendering."""

import io
import re
from itertools import product

import pytest
from rich.console import Console

from bot.answer.disclose import disclose
from bot.model.knowledge import Knowledge, SafetyTexts
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section
from bot.model.safety import Disclaimer, When
from bot.model.vocabulary import Risk, Severity
from bot.render.embed import embed
from bot.render.pages import Style, pages, plain
from bot.render.surface import Surface
from bot.render.terminal import show
from bot.triage.floor import load_floor

FLOOR = load_floor().safety
LONG = "A sentence of some length stands here and says something. " * 30
CHOICES = (Choice("faq:a", "A question?"), Choice("faq:b", "Another question?"))


def texts(*disclaimers):
    return SafetyTexts(disclaimers=disclaimers, groups=(), refusals=(), cards=(), contacts=())


def disclaimer(position="after", **when):
    return Disclaimer(id="own", when=When(**when), position=position, text="A text of our own.")


OWN = {
    "as reviewed": FLOOR,
    "none": texts(),
    "only before": texts(disclaimer("before", always=True)),
    "only for answers": texts(disclaimer(kinds=("answer",))),
    "only for major interactions": texts(disclaimer(severity=("major",))),
    "never": texts(disclaimer()),
}
"""What a knowledge might offer, from all to nothing that ever applies."""


def drafts(length):
    body = tuple(Paragraph(LONG, "Label") for _ in range(length))
    severities = (None, Severity.UNKNOWN) if length else (None, *Severity)
    for kind, risk, severity, courtesy in product(Kind, Risk, severities, (False, True)):
        yield Draft(
            kind=kind,
            title="A title",
            sections=(Section("Heading", body or (Paragraph("Short."),)),),
            warnings=(Paragraph("Careful with this."),) if risk is Risk.HIGH else (),
            severity=severity,
            evidence_line="Evidence: none.",
            choices=CHOICES,
            risk=risk,
            courtesy=courtesy,
        )


def flat(text):
    """Words only: without the small print's marks, and whatever the lines were wrapped at."""
    return re.sub(r"[\s│╰╯╭╮─]+", " ", text.replace("-# ", "")).strip()


def ending(outcome):
    return flat(" ".join(d.text for d in outcome.safety.after))


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
@pytest.mark.parametrize("length", [0, 8], ids=["short", "long"])
def test_the_block_is_never_empty_and_comes_last(own, length):
    """Over all kinds, risks, severities and courtesies, on all surfaces, on every page."""
    for draft in drafts(length):
        outcome = disclose(draft, Knowledge(safety=own), FLOOR)
        assert any(d.when.always for d in outcome.safety.after)
        assert flat(plain(outcome)).endswith(ending(outcome))
        for surface in Surface:
            rendered = pages(outcome, surface)
            assert len(rendered) > 1 or not length
            for page in rendered:
                assert page.blocks[-1].style is Style.SAFETY
                assert flat(page.text).endswith(ending(outcome))
                assert flat(embed(page).description).endswith(ending(outcome))


@pytest.mark.parametrize("kind", Kind)
def test_the_terminal_ends_with_the_block(kind):
    """Under the sources and the choices, at any width."""
    for draft in drafts(0):
        if draft.kind is kind:
            outcome = disclose(draft, Knowledge(safety=FLOOR), FLOOR)
            console = Console(file=io.StringIO(), width=90, color_system=None)
            show(outcome, console)
            assert flat(console.file.getvalue()).endswith(ending(outcome))


def test_what_a_high_risk_or_an_unknown_pair_adds():
    """High risk is told before the answer, and unknown is told not to be safe."""
    for draft in drafts(0):
        outcome = disclose(draft, Knowledge(safety=FLOOR), FLOOR)
        if draft.courtesy:
            assert outcome.safety.ids == ("general",)
            continue
        assert (draft.risk is Risk.HIGH) == (outcome.safety.ids[0] == "high-risk")
        unknown = draft.severity is Severity.UNKNOWN or draft.kind in {Kind.ABSTAIN, Kind.SUGGEST}
        assert unknown == ("unknown-is-not-safe" in outcome.safety.ids)
        assert bool(draft.severity) == ("interaction" in outcome.safety.ids)


@pytest.mark.parametrize(
    ("of_text", "shown_at"),
    [
        (("info",), {Risk.INFO}),
        (("caution",), {Risk.CAUTION, Risk.HIGH}),
        (("high",), {Risk.HIGH}),
        (("info", "caution"), set(Risk)),
    ],
)
def test_a_text_for_a_risk_goes_with_that_risk(of_text, shown_at):
    """What is said for caution is said at high risk too, and never of what is only information."""
    own = texts(*FLOOR.disclaimers, disclaimer(risk=of_text))
    for draft in drafts(0):
        outcome = disclose(draft, Knowledge(safety=own), FLOOR)
        assert ("own" in outcome.safety.ids) == (draft.risk in shown_at and not draft.courtesy)


@pytest.mark.parametrize("kind", Kind)
def test_losing_a_disclaimer_never_loses_the_standing_text(kind):
    """Whichever texts the knowledge is left with, the standing one is there."""
    for gone in FLOOR.disclaimers:
        left = texts(*(d for d in FLOOR.disclaimers if d is not gone))
        draft = Draft(kind, "A title", (Section(None, (Paragraph("Short."),)),))
        outcome = disclose(draft, Knowledge(safety=left), FLOOR)
        assert "general" in outcome.safety.ids
