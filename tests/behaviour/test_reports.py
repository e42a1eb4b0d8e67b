"""Reports reach the moderators of a server, with consent only: the words wait in a queue, the channel gets a notice."""

from tests.behaviour.conftest import SAFETY, labels_of, text_of

TEXT = "the dose is wrong @everyone **look**"
ENTRY = "faq:fasoracetam-half-life"


async def test_without_a_channel_there_is_nobody_to_report_to(scene):
    """No form is shown that would lead nowhere."""
    result = await scene.member.slash(scene.channel, "report")
    assert "nobody to report to" in text_of(result.response) and result.ephemeral


async def test_a_report_needs_consent(scene):
    """Without the tick nothing is sent or kept, and that is said."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    form = await scene.member.slash(scene.channel, "report")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": False})
    assert "Not sent" in text_of(shown.response)
    assert scene.replies(desk) == [] and await scene.store.suggestions.open(None) == []


async def test_the_form_says_what_is_kept(scene):
    """For how long, and how to have it deleted."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    form = await scene.member.slash(scene.channel, "report")
    hint = form.modal["components"][1]["description"]
    assert "30 days" in hint and "/privacy" in hint


async def test_a_report_reaches_the_moderators(scene):
    """The notice names the entry and the message, not the words and not who wrote them; the words are in the queue."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    message = await scene.ask()
    thanks = await scene.member.click(message, label="Unsafe")
    form = await scene.member.click(thanks.response, label="Tell the moderators more")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "Sent" in text_of(shown.response)
    notice = scene.sent(desk)[-1]
    text = text_of(notice)
    assert ENTRY in text and labels_of(notice) == ["Read it"]
    assert "dose is wrong" not in text and "asker" not in text
    assert SAFETY in text.lower() and not notice.mention_everyone
    (kept,) = await scene.store.suggestions.open(scene.guild.id)
    assert (kept.text, kept.entry, kept.author) == (TEXT, ENTRY, scene.member.id)


async def test_one_report_a_minute(scene):
    """A second one has to wait, and says how long."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    for _ in range(2):
        form = await scene.member.slash(scene.channel, "report")
        shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "seconds" in text_of(shown.response)
    assert len(scene.replies(desk)) == 1


async def test_a_channel_that_is_gone_loses_no_report(scene):
    """The notice goes nowhere, the words wait in the queue, and the writer is told just that."""
    await scene.configure(moderator_channel=1)
    form = await scene.member.slash(scene.channel, "report")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "queue" in text_of(shown.response)
    assert len(await scene.store.suggestions.open(scene.guild.id)) == 1


async def test_a_channel_that_was_taken_away_meanwhile(scene):
    """Nobody would hear of it, so nothing is kept, and that is said."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    form = await scene.member.slash(scene.channel, "report")
    await scene.configure()
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "nobody to report to" in text_of(shown.response)
    assert await scene.store.suggestions.open(None) == []
