"""Suggestions and reports: by consent only, read by moderators only, decided with a reason."""

from datetime import UTC, datetime

import discord
from structlog.testing import capture_logs

from bot.app import create_bot
from bot.state.records import Reason, SuggestionKind, SuggestionState
from tests.behaviour.conftest import EMERGENCY, SAFETY, components_of, labels_of, text_of
from tests.behaviour.desk.conftest import HALF_LIFE, control, press

WORDS = "please add @everyone **bacopa**, says zqwilbur"


async def suggest(desk, text=WORDS, consent=True, person=None):
    form = await (person or desk.member).slash(desk.channel, "suggest")
    return await (person or desk.member).submit_modal(form, {"text": text, "consent": consent})


async def test_without_consent_nothing_is_kept(desk):
    """And that is said."""
    shown = await suggest(desk, consent=False)
    assert "Not sent" in text_of(shown.response)
    assert await desk.store.suggestions.open(None) == [] and desk.replies(desk.mods) == []


async def test_a_suggestion_waits_in_the_queue(desk):
    """The writer hears for how long; the channel gets a notice without the words, with a button."""
    shown = await suggest(desk)
    assert "30 days" in text_of(shown.response) and shown.ephemeral
    (kept,) = await desk.store.suggestions.open(desk.guild.id)
    assert (kept.text, kept.author) == (WORDS, desk.member.id)
    (notice,) = desk.sent(desk.mods)
    assert "suggests" in text_of(notice) and "bacopa" not in text_of(notice)
    assert labels_of(notice) == ["Read it"] and SAFETY in text_of(notice).lower()


async def test_nothing_of_it_is_logged(desk):
    """Neither the words nor who wrote them."""
    with capture_logs() as lines:
        await suggest(desk)
        opened = await press(desk.one, desk.sent(desk.mods)[-1], "suggestion")
        await press(desk.one, opened, "no", "unclear")
    assert "zqwilbur" not in repr(lines) and str(desk.member.id) not in repr(lines)
    assert "zqwilbur" not in repr(desk.replies(desk.mods)) + repr(desk.replies())


async def test_a_suggestion_that_tells_of_an_emergency_gets_the_card(desk):
    """Whatever the box says, the numbers come first."""
    shown = await suggest(desk, EMERGENCY, consent=False)
    assert "911" in text_of(shown.response)


async def test_only_moderators_read_it(desk):
    """Without mentions or markup; a member who presses the button is refused."""
    await suggest(desk)
    notice = desk.sent(desk.mods)[-1]
    opened = await press(desk.one, notice, "suggestion")
    text = text_of(opened)
    assert "bacopa" in text and "**bacopa**" not in text and "@everyone" not in text
    assert opened.ephemeral and "asker" not in text
    assert "for moderators" in text_of(await press(desk.member, notice, "suggestion"))


async def test_it_is_taken_on_put_back_and_declined_with_a_reason(desk, operator):
    """Each step is in the audit, and the controls work after a restart."""
    await suggest(desk)
    opened = await press(desk.one, desk.sent(desk.mods)[-1], "suggestion")
    await desk.env.restart_bot(create_bot(operator))
    taken = await press(desk.one, opened, "take")
    assert "Taken on by: one" in text_of(taken) and "Put it back" in labels_of(taken)
    listed = (await desk.two.slash(desk.channel, "kb suggestions")).response
    assert "one" in text_of(listed) and "bacopa" in text_of(listed)
    await press(desk.one, opened, "take")
    await press(desk.two, listed, "suggestion", "1")
    ended = await press(desk.one, opened, "no", "no_source")
    assert "queue is empty" in text_of(ended)
    one = await desk.store.suggestions.of(1)
    assert (one.state, one.reason, one.moderator) == (
        SuggestionState.DECLINED,
        Reason.NO_SOURCE,
        desk.one.id,
    )
    actions = [line.action for line in await desk.store.audit.recent()]
    assert actions == ["suggestion_decline", "put_back", "take"]
    assert "off the queue" in text_of(await press(desk.two, listed, "suggestion", "1"))


async def test_accepting(desk):
    """Also with a reason."""
    await suggest(desk)
    opened = await press(desk.one, desk.sent(desk.mods)[-1], "suggestion")
    await press(desk.one, opened, "yes", "added")
    assert (await desk.store.suggestions.of(1)).state is SuggestionState.ACCEPTED


async def test_a_report_by_the_message_menu_names_the_entry(desk):
    """Of a reply of the bot; the entry is one press from being edited. On other messages it says where it belongs."""
    message = await desk.ask("what is the half life of fasoracetam?")
    form = await desk.member.context_menu(desk.channel, "Report this answer", message)
    await desk.member.submit_modal(form, {"text": "wrong number", "consent": True})
    opened = await press(desk.one, desk.sent(desk.mods)[-1], "suggestion")
    assert HALF_LIFE in text_of(opened)
    panel = await press(desk.one, opened, "edit")
    assert control(panel, "page")
    theirs = await desk.member.send(desk.channel, "hello")
    told = await desk.member.context_menu(desk.channel, "Report this answer", theirs)
    assert "not an answer of mine" in text_of(told.response)


async def test_another_servers_moderators_see_only_their_own(desk, operator):
    """Those who keep the knowledge see all; others what their members sent."""
    other = desk.env.create_guild()
    channel = other.create_text_channel("talk")
    role = other.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    theirs = other.add_member(desk.env.create_user(name="their-mod"), roles=[role])
    writer = other.add_member(desk.env.create_user(name="writer"))
    await desk.env.restart_bot(create_bot(operator.model_copy(update={"home_servers": (desk.guild.id,)})))
    await suggest(desk)
    form = await writer.slash(channel, "suggest")
    await writer.submit_modal(form, {"text": "from over there", "consent": True})
    assert "suggests" in desk.replies(desk.mods)[-1]
    own = text_of((await theirs.slash(channel, "kb suggestions")).response)
    assert "over there" in own and "bacopa" not in own
    both = text_of((await desk.one.slash(desk.channel, "kb suggestions")).response)
    assert "over there" in both and "bacopa" in both


async def test_what_a_member_wrote_is_in_no_memory(desk):
    """However long and whatever its lines: what the bot remembers of its replies never holds it."""
    for text in ("zqwilbur " * 111, "zqwilbur\n" * 111, "z*" * 500):
        await desk.store.suggestions.add(
            SuggestionKind.SUGGESTION, 7, text, guild=desk.guild.id, entry=None, at=datetime.now(UTC)
        )
    listed = (await desk.one.slash(desk.channel, "kb suggestions")).response
    for number in ("1", "2", "3"):
        opened = await press(desk.one, listed, "suggestion", number)
        assert "Accept, because" in repr(components_of(opened))
    assert "zqwilbur" not in repr(desk.env.bot.recent._shown)
