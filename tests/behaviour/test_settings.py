"""The server's settings: shown, changed and reset in one panel, by those who may, checked at every press."""

import discord

from bot.state.records import ServerSettings
from tests.behaviour.conftest import HALF_LIFE, SAFETY, controls_of, labels_of, text_of


async def panel(scene, half="places"):
    shown = (await scene.manager.slash(scene.channel, "settings")).response
    if half == "replies":
        await scene.manager.click(shown, label="How replies look")
    return shown


async def test_the_panel_is_private_and_says_what_is_set(scene):
    """Managers see every setting in words."""
    result = await scene.manager.slash(scene.channel, "settings")
    text = text_of(result.response)
    assert result.ephemeral and SAFETY in text.lower()
    assert "Answers in:" in text and "all channels" in text and "Reports go to:" in text


async def test_members_may_not(scene):
    """Discord's menu is only a hint: without the right the command is refused by the bot itself."""
    everyone = scene.env.backend.get_guild(scene.guild.id)
    command = next(c for c in scene.env.backend.visible_commands(
        user_id=scene.manager.id, channel_id=scene.channel.id) if c["name"] == "settings")  # fmt: skip
    command["default_member_permissions"] = None
    result = await scene.member.slash(scene.channel, "settings")
    assert everyone and "Manage Server" in text_of(result.response) and result.ephemeral


async def test_a_press_is_refused_when_the_right_was_lost(scene):
    """Whoever lost the right since the panel was opened changes nothing."""
    shown = await panel(scene, "replies")
    scene.env.backend.get_guild(scene.guild.id).members[scene.manager.id].role_ids.clear()
    refused = await scene.manager.click(shown, label="Switch private by default")
    assert "Manage Server" in text_of(refused.followups[0] if refused.followups else refused.response)
    assert await scene.store.server(scene.guild.id) == ServerSettings()


async def test_channels_are_chosen_and_kept(scene):
    """Outside the chosen channels a mention gets a hint where to ask, and `/ask` is private."""
    other = scene.guild.create_text_channel("lounge")
    shown = await panel(scene)
    await scene.manager.select(shown, [scene.channel], custom_id="c:channels")
    assert "#ask" in text_of(shown)
    hint = await scene.ask(channel=other)
    assert "#ask" in text_of(hint) and "4 to 6.5" not in text_of(hint)
    assert (await scene.member.slash(other, "ask", question=HALF_LIFE)).ephemeral
    assert not (await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)).ephemeral
    assert "4 to 6.5" in text_of(await scene.ask())


async def test_the_hint_goes_by_itself(scene):
    """Twenty seconds later nobody sees it any more."""
    other = scene.guild.create_text_channel("lounge")
    await scene.configure(channels=(scene.channel.id,))
    await scene.ask(channel=other)
    assert len(scene.replies(other)) == 1
    await scene.env.advance_time(21)
    assert scene.replies(other) == []


async def test_a_thread_counts_as_its_channel(scene):
    """Choosing a channel opens its threads too."""
    model = scene.env.backend.create_thread(scene.channel.id, "talk", scene.member.id)
    thread = next(t for t in scene.channel.threads if t.id == model.id)
    await scene.configure(channels=(scene.channel.id,))
    assert "4 to 6.5" in text_of(await scene.ask(channel=thread))


async def test_private_by_default(scene):
    """`/ask` and the look-ups follow the server's choice; the asker may still say otherwise."""
    shown = await panel(scene, "replies")
    await scene.manager.click(shown, label="Switch private by default")
    assert "Private by default:** on" in text_of(shown)
    assert (await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)).ephemeral
    assert (await scene.member.slash(scene.channel, "compound", name="noopept")).ephemeral
    open_reply = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE, private=False)
    assert not open_reply.ephemeral


async def test_the_look_region_language_and_pause_are_chosen(scene):
    """Every select of the second half stores its value and shows it."""
    shown = await panel(scene, "replies")
    for field, value in (("surface", "embed"), ("language", "de"), ("region", "GB"), ("cooldown", "30")):
        await scene.manager.select(shown, [value], custom_id=f"s:server:{field}")
    stored = await scene.store.server(scene.guild.id)
    assert (stored.surface, stored.language, stored.region, stored.cooldown) == ("embed", "de", "GB", 30)
    assert "30 seconds" in text_of(shown)
    await scene.manager.select(shown, ["-"], custom_id="s:server:surface")
    assert (await scene.store.server(scene.guild.id)).surface is None


async def test_moderators_are_chosen(scene):
    """A role and a channel for reports; taking the choice back empties them."""
    desk = scene.guild.create_text_channel("desk")
    role = scene.guild.create_role("helpers")
    shown = await panel(scene)
    await scene.manager.select(shown, [role], custom_id="r:moderator_role")
    await scene.manager.select(shown, [desk], custom_id="c:moderator_channel")
    stored = await scene.store.server(scene.guild.id)
    assert (stored.moderator_role, stored.moderator_channel) == (role.id, desk.id)
    assert "helpers" in text_of(shown) and "#desk" in text_of(shown)
    await scene.manager.select(shown, [], custom_id="c:moderator_channel")
    assert (await scene.store.server(scene.guild.id)).moderator_channel is None


async def test_reset(scene):
    """One press brings the defaults back, and nothing of the server is kept."""
    await scene.configure(private=True, cooldown=60)
    shown = await panel(scene)
    await scene.manager.click(shown, label="Reset all")
    assert await scene.store.server(scene.guild.id) == ServerSettings()


async def test_unprompted_answers_are_not_offered_without_the_operator(scene):
    """The panel says so instead of hiding it."""
    shown = await panel(scene)
    assert "c:unprompted" not in controls_of(shown)
    assert "not offered" in text_of(shown)


async def test_the_panel_works_after_a_restart(scene, make_bot):
    """Its controls hold the names of settings only."""
    shown = await panel(scene)
    await scene.env.restart_bot(make_bot())
    await scene.manager.click(shown, label="How replies look")
    assert "Switch private by default" in labels_of(shown)


async def test_settings_outlive_a_restart(scene, make_bot, tmp_path):
    """They are in the database file."""
    from bot.state.store import Store

    address = f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}"
    await scene.env.restart_bot(make_bot(store=Store(address)))
    await scene.configure(channels=(1, 2), private=True)
    await scene.env.restart_bot(make_bot(store=Store(address)))
    assert await scene.store.server(scene.guild.id) == ServerSettings(channels=(1, 2), private=True)


async def test_the_command_is_for_managers_of_servers(scene):
    """Discord hides it from others and in direct messages."""
    command = scene.env.bot.tree.get_command("settings")
    assert command.default_permissions == discord.Permissions(manage_guild=True)
    assert not command.allowed_contexts.dm_channel
    assert "settings" not in scene.env.create_user(name="friend").available_commands()
