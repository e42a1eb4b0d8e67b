"""Who may keep the knowledge: asked at every command, press and form, and never the managers of just any server."""

import discord
import pytest

from bot.app import create_bot
from bot.settings import Settings
from tests.behaviour.conftest import text_of
from tests.behaviour.desk.conftest import HALF_LIFE, SHORT, answer, edit, fill, press, text_on_disk

COMMANDS = ("gaps", "suggestions", "review", "waiting", "status", "reload", "audit")


@pytest.fixture
def unhidden(desk):
    """Discord shows `/kb` to everybody, so that only the bot's own checks are left."""

    def shown():
        for command in desk.env.backend.visible_commands(user_id=desk.one.id, channel_id=desk.channel.id):
            if command["name"] == "kb":
                command["default_member_permissions"] = None

    shown()
    return shown


async def test_discord_hides_it_from_members(desk):
    """And from direct messages."""
    assert not [name for name in desk.member.available_commands(desk.channel) if name.startswith("kb")]
    assert not [name for name in desk.env.create_user(name="s").available_commands() if name.startswith("kb")]
    assert [name for name in desk.one.available_commands(desk.channel) if name.startswith("kb")]


async def test_a_member_may_nothing(desk, unhidden):
    """Not one command, whatever Discord shows."""
    for command in COMMANDS:
        result = await desk.member.slash(desk.channel, f"kb {command}")
        assert "for moderators" in text_of(result.response) and result.ephemeral
    result = await desk.member.slash(desk.channel, "kb edit", entry=HALF_LIFE)
    assert "for moderators" in text_of(result.response)
    assert await desk.member.autocomplete(desk.channel, "kb edit", "entry", "fasoracetam") == []


async def test_the_moderators_role_and_administrators_may(desk, unhidden):
    """A role chosen in the settings is enough, and so is every permission at once."""
    role = desk.guild.create_role("keepers")
    by_role = desk.guild.add_member(desk.env.create_user(name="r"), roles=[role])
    admins = desk.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
    admin = desk.guild.add_member(desk.env.create_user(name="a"), roles=[admins])
    await desk.configure(moderator_role=role.id)
    for person in (by_role, admin):
        result = await person.slash(desk.channel, "kb status")
        assert "How the knowledge stands" in text_of(result.response)


async def test_a_right_in_one_channel_is_not_enough(desk, unhidden):
    """Who may delete messages in a channel of their own does not keep the knowledge of all."""
    everyone = discord.PermissionOverwrite(manage_messages=True)
    channel = desk.guild.create_text_channel("own", overwrites={desk.member: everyone})
    assert "for moderators" in text_of((await desk.member.slash(channel, "kb status")).response)


async def test_a_manager_without_the_right_may_not(desk, unhidden):
    """Managing a server is not moderating the knowledge."""
    result = await desk.manager.slash(desk.channel, "kb status")
    assert "for moderators" in text_of(result.response)


async def test_a_right_that_was_lost_is_lost_at_the_next_press(desk, root):
    """Neither a button, nor a list, nor a form that was open before works."""
    preview = await edit(desk, short=SHORT)
    form = await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="answer.body")
    desk.env.backend.get_guild(desk.guild.id).members[desk.one.id].role_ids.clear()
    assert "for moderators" in text_of(await press(desk.one, preview, "accept"))
    assert "for moderators" in text_of(answer(await fill(desk.one, form, body="Something. [@kumagai-1999]")))
    assert "4 to 7" not in text_on_disk(root) and "Something." not in text_on_disk(root)
    assert await desk.store.audit.recent() == []


async def elsewhere(desk):
    """An administrator of another server that invited the bot."""
    other = desk.env.create_guild()
    channel = other.create_text_channel("talk")
    role = other.create_role("admins", permissions=discord.Permissions(administrator=True))
    return other.add_member(desk.env.create_user(name="invader"), roles=[role]), channel


async def test_in_several_servers_nobody_may_until_the_home_is_named(desk):
    """It says which setting to set; the administrator of the other server is no exception."""
    invader, channel = await elsewhere(desk)
    for person, place in ((invader, channel), (desk.one, desk.channel)):
        told = text_of((await person.slash(place, "kb edit", entry=HALF_LIFE)).response)
        assert "FOOTNOTE_HOME_SERVERS" in told and "FOOTNOTE_KEEPERS" in told


async def restart(desk, operator, **settings):
    await desk.env.restart_bot(create_bot(operator.model_copy(update=settings)))


async def test_only_the_home_server_keeps_the_knowledge(desk, operator):
    """Its moderators may; the administrator of any other is told where it is kept."""
    invader, channel = await elsewhere(desk)
    await restart(desk, operator, home_servers=(desk.guild.id,))
    assert "How the knowledge" in text_of((await desk.one.slash(desk.channel, "kb status")).response)
    told = text_of((await invader.slash(channel, "kb status")).response)
    assert "kept elsewhere" in told and "FOOTNOTE" not in told


async def test_named_keepers_may_everywhere_and_nobody_else(desk, operator):
    """With people named and no server, moderators are not asked."""
    invader, channel = await elsewhere(desk)
    await restart(desk, operator, keepers=(invader.id,))
    assert "How the knowledge" in text_of((await invader.slash(channel, "kb status")).response)
    assert "kept elsewhere" in text_of((await desk.one.slash(desk.channel, "kb status")).response)


async def test_a_stranger_in_a_direct_message_may_not(desk, unhidden):
    """Even if the command reached the bot from there."""
    command = next(
        c
        for c in desk.env.backend.visible_commands(user_id=desk.one.id, channel_id=desk.channel.id)
        if c["name"] == "kb"
    )
    command["contexts"] = [0, 1, 2]
    stranger = desk.env.create_user(name="stranger")
    await stranger.send_dm("hello")
    result = await stranger.slash("kb status")
    assert "for moderators" in text_of(result.response)


def test_ids_are_written_as_people_write_them(monkeypatch):
    """Commas and blanks both part them."""
    monkeypatch.setenv("FOOTNOTE_HOME_SERVERS", "1, 2")
    monkeypatch.setenv("FOOTNOTE_KEEPERS", "3")
    assert (Settings().home_servers, Settings().keepers) == ((1, 2), (3,))
