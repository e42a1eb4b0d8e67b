"""Fast, quiet, and plain about what is wrong: pauses, deadlines, permissions, and messages that are gone."""

import discord
import pytest

from bot.chat import gate
from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, SAFETY, text_of


async def test_a_pause_explains_itself(scene):
    """Within the server's pause a mention gets one sentence that goes by itself, a command a private one."""
    await scene.configure(cooldown=30)
    await scene.ask()
    hint = await scene.ask()
    assert "seconds" in text_of(hint) and SAFETY in text_of(hint).lower()
    await scene.ask()
    assert len(scene.replies()) == 2
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    assert result.ephemeral and "seconds" in text_of(result.response)
    await scene.env.advance_time(31)
    assert "4 to 6.5" in text_of(await scene.ask())


async def test_a_pause_is_personal(scene):
    """Others may ask meanwhile."""
    await scene.configure(cooldown=30)
    await scene.ask()
    assert "4 to 6.5" in text_of(await scene.ask(who=scene.manager))


async def test_reading_on_knows_no_pause(scene):
    """Controls of an answer are never held back."""
    await scene.configure(cooldown=60)
    message = await scene.ask()
    for value in ("@sources", "@why", "card:fasoracetam#overview"):
        assert "seconds" not in text_of((await scene.member.select(message, [value])).response)


async def test_floods_are_slowed(scene):
    """However a server sets its pause, one person gets twenty answers in a minute."""
    for _ in range(21):
        last = await scene.ask("what is noopept?")
    assert "seconds" in text_of(last)
    assert len([r for r in scene.replies() if "## " in r and "Noopept" in r]) == 20


@pytest.fixture
def busy(monkeypatch):
    """Every interaction arrives late, as on a busy event loop."""
    monkeypatch.setattr(gate, "LATE", 0.0)


@pytest.mark.parametrize("private", [True, False])
async def test_a_late_interaction_is_put_on_hold(scene, busy, private):
    """Discord is told to wait, with the visibility that was asked for, before the answer is worked out."""
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE, private=private)
    callback = next(r for r in scene.env.http_requests if r.path.endswith("/callback"))
    assert callback.json["type"] == 5
    assert "4 to 6.5" in text_of(result.response)
    assert result.ephemeral is private


async def test_a_late_emergency_is_still_private(scene, busy):
    """Triage is asked before the wait is announced, so the card never shows in public."""
    result = await scene.member.slash(scene.channel, "ask", question=EMERGENCY, private=False)
    assert result.ephemeral and "911" in text_of(result.response)
    assert scene.replies() == []


async def test_a_quick_reply_shows_no_typing(scene):
    """The indicator is for what takes a moment."""
    await scene.ask()
    assert not [r for r in scene.env.http_requests if "typing" in r.path]


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060), (404, 10008), (500, 0)])
async def test_an_interaction_that_expired_is_survived(scene, status, code):
    """Discord refusing an answer raises nothing; the next command is answered."""
    scene.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=6)
    await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    scene.env.backend.faults.clear()
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    assert "4 to 6.5" in text_of(result.response)


@pytest.fixture
def mute(scene):
    silent = discord.PermissionOverwrite(send_messages=False)
    return scene.guild.create_text_channel("mute", overwrites={scene.guild.default_role: silent})


async def test_missing_permissions_are_told_once_to_who_can_fix_them(scene, mute):
    """Whoever asked and manages the channel gets one direct message that names the permission."""
    role = scene.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
    admin = scene.guild.add_member(scene.env.create_user(name="admin"), roles=[role])
    await scene.ask(who=admin, channel=mute)
    await scene.ask(who=admin, channel=mute)
    assert scene.replies(mute) == []
    (told,) = scene.replies(admin.user.dm_channel)
    assert "Send Messages" in told and "#mute" in told and SAFETY in told.lower()


async def test_missing_permissions_are_told_to_the_owner_otherwise(scene):
    """A member who cannot change them is not bothered; the owner of the server is told."""
    talker = scene.guild.create_role("talkers", permissions=discord.Permissions(send_messages=True))
    member = scene.guild.add_member(scene.env.create_user(name="talker"), roles=[talker])
    channel = scene.guild.create_text_channel(
        "mute",
        overwrites={
            scene.guild.default_role: discord.PermissionOverwrite(send_messages=False),
            talker: discord.PermissionOverwrite(send_messages=True),
        },
    )
    await scene.ask(who=member, channel=channel)
    assert scene.replies(member.user.dm_channel) == []
    assert "Send Messages" in scene.replies(scene.guild.owner.dm_channel)[0]


async def test_missing_permissions_are_told_in_the_moderators_channel(scene, mute):
    """Where there is one, it is the place for it."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    role = scene.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
    admin = scene.guild.add_member(scene.env.create_user(name="admin"), roles=[role])
    await scene.ask(who=admin, channel=mute)
    assert "Send Messages" in scene.replies(desk)[0]


async def test_bots_and_system_messages_are_ignored(scene):
    """Another bot's mention is not answered, so that two bots never talk in circles."""
    robot = scene.guild.add_member(scene.env.create_user(name="robot", bot=True))
    await robot.send(scene.channel, f"{scene.me} {HALF_LIFE}")
    assert scene.replies() == []
