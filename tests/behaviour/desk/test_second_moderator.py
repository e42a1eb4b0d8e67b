"""Risk fields need a second moderator: nobody is their own, and what waits survives a restart."""

from bot.app import create_bot
from bot.state.records import ReviewEnd
from tests.behaviour.conftest import SAFETY, text_of
from tests.behaviour.desk.conftest import HALF_LIFE, SHORT, acts, edit, git, press, text_on_disk


async def proposed(desk):
    """An edit of a risk field by the first moderator; the post about it."""
    preview = await edit(desk, field="risk", risk=["high"])
    assert "Needs a second moderator" in text_of(preview) and "`risk`" in text_of(preview)
    waits = await press(desk.one, preview, "accept")
    assert "second moderator must agree" in text_of(waits)
    return desk.sent(desk.mods)[-1]


async def test_it_waits_and_is_told(desk, root):
    """Nothing is in force; the post has a button that opens it, the audit and the table of reviews know."""
    post = await proposed(desk)
    assert "risk: caution" in text_on_disk(root)
    assert SAFETY in text_of(post).lower() and acts(post) == ["look"]
    (waiting,) = await desk.store.reviews.waiting()
    assert (waiting.entry, waiting.author) == (HALF_LIFE, desk.one.id)
    assert [line.action for line in await desk.store.audit.recent()] == ["propose"]


async def test_nobody_is_their_own_second(desk, root):
    """The author may look, and is told why agreeing is not theirs."""
    look = await press(desk.one, await proposed(desk), "look")
    refused = await press(desk.one, look, "second")
    assert "Another moderator must agree" in text_of(refused) and "risk: caution" in text_on_disk(root)


async def test_the_second_sees_the_blast_radius_and_agrees(desk, root):
    """Then it is in force under both names, and the table says how it ended."""
    post = await proposed(desk)
    look = await press(desk.two, post, "look")
    assert "risk: high" in text_of(look) and "School year" in text_of(look)
    accepted = await press(desk.two, look, "second")
    assert "Accepted" in text_of(accepted) and "risk: high" in text_on_disk(root)
    log = git(root, "log", "-1", "--format=%B")
    assert f"Moderator: {desk.one.id}" in log and f"Second: {desk.two.id}" in log
    assert await desk.store.reviews.waiting() == []
    assert [line.action for line in await desk.store.audit.recent()] == ["second", "propose"]


async def test_the_queue_of_waiting_edits(desk, operator, root):
    """`/kb waiting` lists them with their authors, also after a restart, and agreeing works from there."""
    empty = await desk.two.slash(desk.channel, "kb waiting")
    assert "Nothing waits" in text_of(empty.response)
    await proposed(desk)
    await desk.env.restart_bot(create_bot(operator))
    listed = (await desk.two.slash(desk.channel, "kb waiting")).response
    assert HALF_LIFE in text_of(listed) and "one" in text_of(listed)
    look = await press(desk.two, listed, "look")
    await press(desk.two, look, "second")
    assert "risk: high" in text_on_disk(root)


async def test_declining_drops_it(desk, root):
    """For good: who looks at it then is told that it is gone."""
    post = await proposed(desk)
    look = await press(desk.two, post, "look")
    assert "Declined" in text_of(await press(desk.two, look, "decline"))
    assert "risk: caution" in text_on_disk(root)
    id = (await desk.store.audit.recent())[0].detail
    assert (await desk.store.reviews.of(id)).end is ReviewEnd.DECLINED
    assert "does not wait any more" in text_of(await press(desk.one, post, "look"))


async def test_a_proposal_is_put_on_top_of_what_others_changed(desk, root):
    """An edit accepted meanwhile stays, and the proposal's field is added to it."""
    post = await proposed(desk)
    await press(desk.two, await edit(desk, desk.two, short=SHORT), "accept")
    look = await press(desk.two, post, "look")
    await press(desk.two, look, "second")
    assert "risk: high" in text_on_disk(root) and "4 to 7 hours" in text_on_disk(root)


async def test_agreeing_leaves_what_one_is_typing(desk, root):
    """The second moderator is at the same entry: their own fields are still there after they agreed to the other's."""
    post = await proposed(desk)
    mine = await edit(desk, desk.two, short=SHORT)
    await press(desk.two, await press(desk.two, post, "look"), "second")
    assert "risk: high" in text_on_disk(root)
    panel = await press(desk.two, mine, "more")
    assert "`answer.short`" in text_of(panel)
