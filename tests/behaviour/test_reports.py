"""Reports reach the moderators of a server, with consent only, and are kept nowhere."""

from tests.behaviour.conftest import SAFETY, text_of

TEXT = "the dose is wrong @everyone **look**"


async def test_without_a_channel_there_is_nobody_to_report_to(scene):
    """No form is shown that would lead nowhere."""
    result = await scene.member.slash(scene.channel, "report")
    assert "nobody to report to" in text_of(result.response) and result.ephemeral


async def test_a_report_needs_consent(scene):
    """Without the tick nothing is sent, and that is said."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    form = await scene.member.slash(scene.channel, "report")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": False})
    assert "Not sent" in text_of(shown.response)
    assert scene.replies(desk) == []


async def test_a_report_reaches_the_moderators(scene):
    """Its words arrive without mentions or markup, with the entry and no name of who wrote it."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    message = await scene.ask()
    thanks = await scene.member.click(message, label="Unsafe")
    form = await scene.member.click(thanks.response, label="Tell the moderators more")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "Sent" in text_of(shown.response)
    report = scene.sent(desk)[-1]
    text = text_of(report)
    assert "the dose is wrong" in text and "faq:fasoracetam-half-life" in text
    assert "@everyone" not in text and "**look**" not in text and "asker" not in text
    assert SAFETY in text.lower() and not report.mention_everyone


async def test_one_report_a_minute(scene):
    """A second one has to wait, and says how long."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    for _ in range(2):
        form = await scene.member.slash(scene.channel, "report")
        shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "seconds" in text_of(shown.response)
    assert len(scene.replies(desk)) == 1


async def test_a_desk_that_is_gone_is_told(scene):
    """When the moderators' channel no longer takes messages the writer is not told a lie."""
    await scene.configure(moderator_channel=1)
    form = await scene.member.slash(scene.channel, "report")
    shown = await scene.member.submit_modal(form, {"text": TEXT, "consent": True})
    assert "nobody to report to" in text_of(shown.response)
