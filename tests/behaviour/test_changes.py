"""A question that is mended is answered again once; a question that is deleted takes its reply along."""

import pytest

from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, text_of


async def test_an_edit_is_answered_once(scene):
    """The reply is replaced in place; a second edit changes nothing."""
    asked = await scene.member.send(scene.channel, f"{scene.me} what is noopept?")
    await scene.member.edit(asked, f"{scene.me} {HALF_LIFE}")
    (reply,) = scene.replies()
    assert "4 to 6.5" in reply
    await scene.member.edit(asked, f"{scene.me} what is noopept?")
    assert "4 to 6.5" in scene.replies()[0]


async def test_an_edit_that_changes_nothing_is_no_edit(scene):
    """A mended comma does not use up the one time."""
    asked = await scene.member.send(scene.channel, f"{scene.me} what is noopept")
    await scene.member.edit(asked, f"{scene.me} what is noopept?")
    await scene.member.edit(asked, f"{scene.me} {HALF_LIFE}")
    assert "4 to 6.5" in scene.replies()[0]


async def test_an_edit_into_an_emergency_shows_the_card(scene):
    """The short card takes the place of the answer."""
    asked = await scene.member.send(scene.channel, f"{scene.me} what is phenibut?")
    await scene.member.edit(asked, f"{scene.me} {EMERGENCY}")
    assert "911" in scene.replies()[0]


async def test_edits_of_other_messages_are_nothing(scene):
    """A message the bot did not answer may be edited into anything."""
    said = await scene.member.send(scene.channel, "hello")
    await scene.member.edit(said, HALF_LIFE)
    assert scene.replies() == []


async def test_a_deleted_question_takes_its_reply_along(scene):
    """Also when a moderator removes many at once, the reply does not stay behind alone."""
    asked = await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    await scene.member.delete(asked)
    assert scene.replies() == []


async def test_a_server_may_keep_replies(scene):
    """The setting decides."""
    await scene.configure(follow_deletion=False)
    asked = await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    await scene.member.delete(asked)
    assert len(scene.replies()) == 1


@pytest.mark.parametrize("gone", [True, False])
async def test_a_reply_that_is_gone_is_no_error(scene, gone):
    """Editing and deleting a question whose reply was dismissed does nothing."""
    asked = await scene.member.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    (message,) = scene.sent()
    scene.env.backend.delete_message(scene.channel.id, message.id)
    await scene.env.settle()
    await (scene.member.delete(asked) if gone else scene.member.edit(asked, f"{scene.me} what is noopept?"))
    assert scene.replies() == []


async def test_the_follow_up_stays_in_context_when_edited(scene):
    """What the question replied to still counts."""
    first = await scene.ask()
    asked = await scene.member.send(scene.channel, f"{scene.me} and is it ilegal?", reply_to=first)
    await scene.member.edit(asked, f"{scene.me} and what are its side effects?")
    assert "fasoracetam" in text_of(scene.sent()[-1]).lower()
