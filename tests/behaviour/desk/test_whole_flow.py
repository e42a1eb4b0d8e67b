"""One wrong fact from the answer that held it to the reply that is corrected, with everything real in between."""

import asyncio

from bot.app import create_bot
from bot.desk import recall as recalling
from tests.behaviour.conftest import SAFETY, options_of, text_of
from tests.behaviour.desk.conftest import HALF_LIFE, SHORT, acts, answer, control, edit, fill, git, press

QUESTION = "what is the half life of fasoracetam?"


async def corrected(desk, monkeypatch):
    """Ask, edit a risk field with the number, let the second agree; the panel that asks about the old replies."""
    monkeypatch.setattr(recalling, "PACE", 0)
    monkeypatch.setattr(recalling, "LATE", 0)
    reply = await desk.ask(QUESTION)
    assert "4 to 6.5" in text_of(reply)
    await desk.env.bot.books.settled()
    form = await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="answer.short")
    preview = answer(await fill(desk.one, form, short=SHORT))
    panel = await press(desk.one, preview, "more")
    number = next(v for v, label in options_of(panel).items() if "risk" in label.lower())
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    preview = answer(await fill(desk.one, form, risk=["high"]))
    await press(desk.one, preview, "accept")
    look = await press(desk.two, desk.sent(desk.mods)[-1], "look")
    return reply, await press(desk.two, look, "second")


async def settled(desk):
    """Until the background work of the recall is done."""
    upkeep = desk.env.bot.get_cog("Upkeep")
    for _ in range(200):
        if await desk.store.recalls.open() == [] and len(upkeep._tasks) <= 1:
            return
        await asyncio.sleep(0.01)


async def test_from_a_wrong_answer_to_its_correction(desk, root, monkeypatch):
    """Edit, preview, wait, agree, commit, swap, recall, the reply edited in place, the report in the channel."""
    reply, accepted = await corrected(desk, monkeypatch)
    assert "Correct 1 replies already given?" in text_of(accepted)
    assert "4 to 7 hours" in git(root, "show", "HEAD:faq/fasoracetam-half-life.yaml")
    assert "4 to 6.5" in text_of(reply)
    progress = await press(desk.two, accepted, "recall")
    assert "being corrected" in text_of(progress)
    await settled(desk)
    mended = next(m for m in desk.sent() if m.id == reply.id)
    assert "4 to 7 hours" in text_of(mended) and "4 to 6.5" not in text_of(mended)
    assert SAFETY in text_of(mended).lower()
    receipt = await desk.store.receipts.of(reply.id)
    assert receipt.version == desk.env.bot.answers().knowledge.version
    posts = desk.replies(desk.mods)
    assert any("recall is finished" in post and "Corrected where they stand: 1" in post for post in posts)
    actions = [line.action for line in await desk.store.audit.recent()]
    assert actions == ["recall", "second", "propose"]


async def test_progress_is_told_and_the_question_is_not_asked_twice(desk, monkeypatch):
    """The button of a recall shows how far it is; its own button is gone."""
    _, accepted = await corrected(desk, monkeypatch)
    progress = await press(desk.two, accepted, "recall")
    assert "recall" not in acts(progress)
    await settled(desk)
    if "progress" in acts(progress):
        progress = await press(desk.two, progress, "progress")
    assert "Still to do: 0" in text_of(progress) or "Corrected where they stand: 1" in text_of(progress)


async def test_the_question_can_be_answered_after_a_restart(desk, operator, monkeypatch):
    """Nothing is corrected before somebody asked for it, and then it is."""
    reply, accepted = await corrected(desk, monkeypatch)
    await desk.env.restart_bot(create_bot(operator))
    await settled(desk)
    assert "4 to 6.5" in text_of(next(m for m in desk.sent() if m.id == reply.id))
    await press(desk.two, accepted, "recall")
    await settled(desk)
    assert "4 to 7 hours" in text_of(next(m for m in desk.sent() if m.id == reply.id))


async def test_an_edit_that_no_reply_was_made_of_asks_nothing(desk, monkeypatch):
    """There is nothing to correct, and that is said."""
    preview = await edit(desk, field="risk", risk=["high"])
    await press(desk.one, preview, "accept")
    look = await press(desk.two, desk.sent(desk.mods)[-1], "look")
    accepted = await press(desk.two, look, "second")
    assert "No reply that still stands" in text_of(accepted) and acts(accepted) == []
