"""When something fails beside the desk, it says so in a plain sentence, and what was done stays done."""

import pytest

from bot.app import create_bot
from bot.errors import StoreError
from tests.behaviour.conftest import SAFETY, text_of
from tests.behaviour.desk.conftest import SHORT, answer, edit, git, press, text_on_disk


@pytest.fixture
def refusing(desk, monkeypatch):
    """A database that takes nothing any more."""

    async def refuse(*_, **__):
        raise StoreError("The database does not answer.")

    def refuse_all():
        for part in (desk.store.audit, desk.store.reviews, desk.store.gaps):
            for name in ("write", "propose", "close", "note"):
                if hasattr(part, name):
                    monkeypatch.setattr(part, name, refuse)

    return refuse_all


async def test_an_edit_does_not_need_the_database(desk, root, refusing):
    """It is in the files and in git; that its audit line is missing is said."""
    refusing()
    accepted = await press(desk.one, await edit(desk, short=SHORT), "accept")
    assert "Accepted" in text_of(accepted) and "did not take the audit line" in text_of(accepted)
    assert "4 to 7 hours" in text_on_disk(root)


async def test_a_proposal_does_not_need_the_database(desk, root, refusing):
    """It waits in git, and another moderator can still agree."""
    refusing()
    await press(desk.one, await edit(desk, field="risk", risk=["high"]), "accept")
    listed = (await desk.two.slash(desk.channel, "kb waiting")).response
    await press(desk.two, await press(desk.two, listed, "look"), "second")
    assert "risk: high" in text_on_disk(root)


async def test_a_merge_under_way_stops_edits_until_it_is_over(desk, root):
    """The sentence says so; afterwards the same preview is accepted."""
    preview = await edit(desk, short=SHORT)
    mark = root / ".git" / "MERGE_HEAD"
    mark.write_text(git(root, "rev-parse", "HEAD"), encoding="utf-8")
    refused = await press(desk.one, preview, "accept")
    assert "git did not take it" in text_of(refused) and "4 to 7" not in text_on_disk(root)
    mark.unlink()
    panel = await press(desk.one, refused, "more")
    assert "`answer.short`" in text_of(panel)
    assert "Accepted" in text_of(await press(desk.one, await edit(desk, short=SHORT), "accept"))


async def test_a_remote_that_cannot_be_reached_is_a_warning(desk, operator, root):
    """The edit is in force here; the status says what is wrong, and a press tries again."""
    git(root, "remote", "add", "origin", str(root.parent / "nowhere"))
    await desk.env.restart_bot(create_bot(operator.model_copy(update={"push": "origin/knowledge"})))
    accepted = await press(desk.one, await edit(desk, short=SHORT), "accept")
    assert "Accepted" in text_of(accepted) and text_of(accepted).count("\n") > 2
    assert "4 to 7 hours" in text_on_disk(root)
    git(root.parent, "init", "-q", "--bare", str(root.parent / "nowhere"))
    result = await desk.one.slash(desk.channel, "kb status")
    shown = answer(result)
    assert "Pushed" in text_of(await press(desk.one, shown, "push"))
    assert git(root.parent / "nowhere", "rev-parse", "knowledge") == git(root, "rev-parse", "HEAD")


async def test_the_desk_speaks_the_moderators_language(desk):
    """Panels, buttons and the safety text; what the checks say and the entries stay as they are written."""
    desk.speak("de")
    preview = await edit(desk, short=SHORT)
    text = text_of(preview)
    assert "Was das ändern würde" in text and "4 to 7 hours" in text and SAFETY not in text.lower()
    assert "Angenommen" in text_of(await press(desk.one, preview, "accept"))
