"""Any outcome, however long its texts, becomes pages that can be sent and that lose nothing."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.citation import with_mark
from bot.model.outcome import Choice, Citation, Draft, Kind, Outcome, Paragraph, SafetyBlock, Section
from bot.model.safety import Disclaimer, When
from bot.model.source import Source
from bot.render.language import ENGLISH, Language, digest
from bot.render.localize import localized
from bot.render.pages import SAFETY_ROOM, pages, plain
from bot.render.surface import Surface
from tests.render.limits import LANGUAGES, check_reply

KEYS = [f"doe-{year}" for year in range(2000, 2025)]
WORDS = st.sampled_from(["a", "word", "Ärzte", "漢字", "🙂", "antidepressants", "x" * 60])
SENTENCES = st.builds(lambda word, count: f"{' '.join([word] * count)}.", WORDS, st.integers(1, 60))
TEXTS = st.lists(
    st.tuples(SENTENCES, st.lists(st.sampled_from(KEYS), max_size=4)), min_size=1, max_size=12
).map(lambda parts: " ".join(with_mark(text, tuple(dict.fromkeys(keys))) for text, keys in parts))
PARAGRAPHS = st.builds(Paragraph, TEXTS, st.none() | WORDS)
SECTIONS = st.builds(Section, st.none() | WORDS, st.lists(PARAGRAPHS, min_size=1, max_size=6).map(tuple))
DRAFTS = st.builds(
    Draft,
    kind=st.sampled_from(Kind),
    title=st.text(alphabet="abc ", min_size=1, max_size=300).map(lambda t: t.strip() or "title"),
    sections=st.lists(SECTIONS, min_size=1, max_size=6).map(tuple),
    warnings=st.lists(PARAGRAPHS, max_size=3).map(tuple),
    evidence_line=st.none() | SENTENCES,
    choices=st.lists(SENTENCES.map(lambda text: Choice("faq:other", text[:300])), max_size=3).map(tuple),
    entries=st.just(("faq:something",)),
)
RELAXED = settings(max_examples=40, deadline=None)


def source(key):
    return Source.model_validate(
        {
            "id": key,
            "type": "article-journal",
            "title": f"On the {key} of things",
            "author": [{"family": key.partition("-")[0].title()}],
            "issued": key.rpartition("-")[2],
            "URL": f"https://example.org/{key}",
            "finding": "It found something.",
            "study": {"design": "rct", "species": "human"},
            "verified": {"date": "2026-01-01", "how": "seen on one page"},
        }
    )


CITATIONS = tuple(Citation(n, source(key)) for n, key in enumerate(KEYS, start=1))
SAFETY = SafetyBlock(
    before=(Disclaimer(id="b", when=When(always=True), position="before", text="Take care first."),),
    after=(Disclaimer(id="a", when=When(always=True), position="after", text="Not medical advice."),),
)


TEXT = "Take care and ask someone who knows before you do what you read about here. "


@st.composite
def blocks(draw):
    """Safety texts that together have up to as many characters as a block may have, often all of them."""
    lengths = draw(st.lists(st.integers(10, 400), min_size=1, max_size=4))
    if draw(st.booleans()):
        lengths.append(SAFETY_ROOM)
    texts, left = [], SAFETY_ROOM
    for length in lengths:
        texts += [(TEXT * 20)[: min(length, left - 1)].strip()] if left > 10 else []
        left -= length + 1
    made = [
        Disclaimer(id=f"d{n}", when=When(always=True), position="after", text=t) for n, t in enumerate(texts)
    ]
    above = draw(st.integers(0, len(made) - 1))
    before = tuple(d.model_copy(update={"position": "before"}) for d in made[:above])
    return SafetyBlock(before=before, after=tuple(made[above:]))


def outcome_of(draft, safety=SAFETY):
    return Outcome(draft, safety, CITATIONS, "v")


@RELAXED
@given(draft=DRAFTS, surface=st.sampled_from(Surface), code=st.sampled_from(sorted(LANGUAGES.by_code)))
def test_whatever_is_said_can_be_sent(draft, surface, code):
    """Limits hold for any length, in any script, with any number of sources."""
    check_reply(outcome_of(draft), surface, LANGUAGES.by_code[code])


@RELAXED
@given(
    draft=DRAFTS,
    safety=blocks(),
    surface=st.sampled_from(Surface),
    code=st.sampled_from(sorted(LANGUAGES.by_code)),
)
def test_a_long_safety_block_leaves_room_for_the_answer(draft, safety, surface, code):
    """Up to the length that the check of the knowledge allows, nothing is cut and nothing is too long."""
    check_reply(outcome_of(draft, safety), surface, LANGUAGES.by_code[code])


@RELAXED
@given(draft=DRAFTS, surface=st.sampled_from(Surface))
def test_no_word_is_lost(draft, surface):
    """Every word of the draft is on the pages, at least as often as it was written."""
    shown = Counter(_words(" ".join(page.text for page in pages(outcome_of(draft), surface))))
    paragraphs = [p for section in draft.sections for p in section.paragraphs]
    written = Counter(w for p in paragraphs for w in _words(re.sub(r"\[@[^]]*\]", " ", p.text)))
    assert not written - shown


def _words(text):
    return re.findall(r"[a-zÄ漢字🙂]+", text)


@RELAXED
@given(draft=DRAFTS)
def test_a_footnote_stays_with_its_sentence(draft):
    """No page begins with a footnote mark or shows a raw one."""
    for page in pages(outcome_of(draft)):
        assert "[@" not in page.text
        for block in page.blocks[1:]:
            assert not re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", block.text)


def test_a_heading_that_repeats_the_title_is_left_out():
    """The eye meets a title once."""
    draft = Draft(
        Kind.ANSWER, "Noopept: half-life", (Section("Noopept: half-life", (Paragraph("It is short."),)),)
    )
    (page,) = pages(outcome_of(draft))
    assert page.text.lower().count("noopept: half-life") == 1


def test_a_section_that_goes_on_repeats_its_heading():
    """Whoever opens the second page sees what it is about, and its sources are in the order of their numbers."""
    texts = tuple(Paragraph(with_mark("It was seen. " * 30, (KEYS[9 - n],))) for n in range(10))
    draft = Draft(Kind.ANSWER, "Noopept", (Section("Side effects", texts),))
    shown = pages(outcome_of(draft))
    assert len(shown) > 1 and all("**Side effects**" in page.text for page in shown)
    for page in shown:
        years = re.findall(r"Doe (\d{4})", page.text)
        assert years == sorted(years)


def test_a_stale_translation_is_not_used():
    """A translation counts only for the very words it was made of."""
    german = Language("de", {digest("Not medical advice."): "Kein ärztlicher Rat."})
    outcome = outcome_of(Draft(Kind.ABSTAIN, "Title", (Section(None, (Paragraph("Text."),)),)))
    assert "Kein ärztlicher Rat." in pages(outcome, language=german)[0].text
    changed = SAFETY.after[0].model_copy(update={"text": "Still not medical advice."})
    fresh = Outcome(outcome.draft, SafetyBlock((), (changed,)), (), "v")
    assert "Still not medical advice." in pages(fresh, language=german)[0].text


def test_lists_and_bold_lines_are_translated_inside():
    """Cards are put together from `- ` items and bold lines; the translation is of the words."""
    german = Language("de", {digest("Call now."): "Jetzt anrufen."})
    section = Section(None, (Paragraph("- Call now."), Paragraph("**Call now.**"), Paragraph("Call now.")))
    shown = localized(outcome_of(Draft(Kind.EMERGENCY, "Title", (section,))), german)
    texts = [p.text for p in shown.draft.sections[0].paragraphs]
    assert texts == ["- Jetzt anrufen.", "**Jetzt anrufen.**", "Jetzt anrufen."]


def test_an_answer_in_another_language_says_that_it_is_english():
    """Reviewed answers are not translated; the reader is told."""
    draft = Draft(Kind.ANSWER, "Title", (Section(None, (Paragraph("Text."),)),))
    note = "reviewed in English only"
    assert note in pages(outcome_of(draft), language=Language("de"))[0].text
    assert note not in pages(outcome_of(draft), language=ENGLISH)[0].text


def test_the_digest_ignores_line_breaks_only():
    """Folding a line in the YAML changes nothing, changing a word does."""
    assert digest("a b\n c") == digest("a b c") != digest("a b d")


@given(draft=DRAFTS)
@RELAXED
def test_the_whole_text_has_no_markup(draft):
    """The text for terminals and machines shows no marks and pings nobody."""
    text = plain(outcome_of(draft))
    assert "[@" not in text and "@everyone" not in text
