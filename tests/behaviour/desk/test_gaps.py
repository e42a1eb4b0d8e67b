"""What was asked and not answered: shown only when enough people asked, drafted or dismissed by one press."""

from datetime import UTC, datetime

from bot.app import create_bot
from bot.state.records import GapKind, GapState
from tests.behaviour.conftest import SAFETY, options_of, text_of
from tests.behaviour.desk.conftest import acts, answer, control, fill, press, text_on_disk

GAP = "fasoracetam topic:timing"


async def asked(desk, terms=GAP, people=6, kind=GapKind.ABSTAIN):
    for person in range(people):
        await desk.store.gaps.note(terms, kind, f"{person:064x}", datetime.now(UTC).date())


async def gaps(desk):
    return (await desk.one.slash(desk.channel, "kb gaps")).response


async def test_what_few_people_asked_is_not_shown(desk):
    """A rare question could point at a person."""
    await asked(desk, people=4)
    assert "Nothing is missing" in text_of(await gaps(desk))


async def test_the_most_wanted_come_first(desk):
    """With how many people asked and how it ended, five on a page."""
    for number in range(7):
        await asked(desk, f"fasoracetam word:w{number}", people=5 + number)
        await asked(desk, f"word:v{number}", people=5)
    shown = await gaps(desk)
    text = text_of(shown)
    assert text.index("topic") < text.index("11 people") and SAFETY in text.lower()
    assert len([act for act in acts(shown) if act == "gap_draft"]) == 5
    onward = await press(desk.one, shown, "gaps")
    assert "6. **" in text_of(onward)


async def test_a_question_in_several_wordings_is_counted_once(desk):
    """The row in plain words says how many people and how often; the wording below it adds nothing to the sum."""
    await asked(desk)
    await asked(desk, f"{GAP} word:bedtime")
    text = text_of(await gaps(desk))
    assert "Fasoracetam timing" in text and "Fasoracetam timing bedtime" in text
    assert "6 people; no answer 6," in text and "12" not in text


async def test_one_press_makes_a_draft_with_its_promise(desk, root):
    """The question is there; what still needs a writer is named; accepted, the gap is off the list."""
    await asked(desk)
    draft = await press(desk.one, await gaps(desk), "gap_draft")
    text = text_of(draft)
    assert "faq:fasoracetam-timing" in text and "golden" in text
    assert "accept" not in acts(draft)
    for field, changes in {
        "answer.short": {"short": "At any time of the day. [@kumagai-1999]"},
        "risk": {"risk": ["info"]},
    }.items():
        panel = await press(desk.one, draft, "more")
        number = next(v for v, label in options_of(panel).items() if field.split(".")[-1] in label.lower())
        form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
        draft = answer(await fill(desk.one, form, **changes))
    await press(desk.one, draft, "accept")
    await press(desk.two, await press(desk.two, desk.sent(desk.mods)[-1], "look"), "second")
    assert "At any time" in text_on_disk(root, "faq/fasoracetam-timing.yaml")
    assert "faq:fasoracetam-timing" in text_on_disk(root, "golden/fasoracetam-timing.yaml")
    assert "Nothing is missing" in text_of(await gaps(desk))
    assert "gap_draft" in [line.action for line in await desk.store.audit.recent()]


async def test_dismissing_takes_it_off_the_list(desk, operator):
    """After a restart too, and the press of somebody who came later says so."""
    await asked(desk)
    shown, late = await gaps(desk), (await desk.two.slash(desk.channel, "kb gaps")).response
    await desk.env.restart_bot(create_bot(operator))
    assert "Nothing is missing" in text_of(await press(desk.one, shown, "gap_dismiss"))
    assert "off the list" in text_of(await press(desk.two, late, "gap_dismiss"))
    assert [gap.terms for gap in await desk.store.gaps.ranked(state=GapState.DISMISSED)] == [GAP]
    assert [line.action for line in await desk.store.audit.recent()] == ["gap_dismiss"]
