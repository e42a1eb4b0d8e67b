"""Emergencies come first: no cooldown, no channel rule, no setting and no broken part holds a card back."""

import pytest

from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, SAFETY, controls_of, labels_of, text_of

CRISIS = "i want to kill myself"


@pytest.mark.parametrize("text", [EMERGENCY, CRISIS])
async def test_in_public_the_card_is_short(scene, text):
    """A mention gets what to do and the nearest numbers, and a button that opens the rest privately."""
    message = await scene.ask(text)
    assert "911" in text_of(message) and SAFETY in text_of(message).lower()
    assert labels_of(message) == ["All numbers and steps", "Dismiss"]
    shown = await scene.member.click(message, label="All numbers and steps")
    assert shown.ephemeral
    assert len(text_of(shown.response)) > len(text_of(message))
    assert "## " + text_of(message).splitlines()[0].removeprefix("## ") in text_of(shown.response)


async def test_the_button_opens_the_same_card_after_a_restart(scene, make_bot):
    """The id in the button names the card."""
    message = await scene.ask(CRISIS)
    await scene.env.restart_bot(make_bot())
    shown = await scene.member.click(message, label="All numbers and steps")
    assert text_of(message).splitlines()[0] in text_of(shown.response)


async def test_by_slash_it_is_private_and_whole(scene):
    """An interaction is answered for the asker alone, whatever was asked for."""
    result = await scene.member.slash(scene.channel, "ask", question=EMERGENCY, private=False)
    assert result.ephemeral
    assert "Until help is there" in text_of(result.response)


async def test_in_a_direct_message_it_is_whole(scene):
    """Nobody else reads a direct message."""
    user = scene.env.create_user(name="friend")
    await user.send_dm(EMERGENCY)
    assert "Until help is there" in scene.replies(user.dm_channel)[0]


async def test_another_region_is_one_press_away(scene):
    """The select of a card puts the numbers of a region first."""
    result = await scene.member.slash(scene.channel, "emergency", region="US")
    select = next(i for i in controls_of(result.response) if i.startswith("g:"))
    shown = await scene.member.select(result.response, ["AU"], custom_id=select)
    text = text_of(shown.response)
    assert text.index("Australia") < text.index("United States")


async def test_the_clients_country_comes_first(scene):
    """A locale with a country orders the numbers when nobody chose a region."""
    scene.speak("en-GB")
    text = text_of((await scene.member.slash(scene.channel, "emergency")).response)
    assert text.index("United Kingdom") < text.index("United States")


async def test_no_repeat_within_a_minute(scene):
    """The same card is not posted twice to one person in one channel within 60 seconds, but another kind is."""
    await scene.ask(EMERGENCY)
    await scene.ask(EMERGENCY)
    assert len(scene.replies()) == 1
    await scene.ask(CRISIS)
    assert len(scene.replies()) == 2
    await scene.env.advance_time(61)
    await scene.ask(EMERGENCY)
    assert len(scene.replies()) == 3


async def test_no_cooldown_holds_it_back(scene):
    """Neither the server's pause nor the limit against floods stops a card."""
    await scene.configure(cooldown=60)
    await scene.ask(HALF_LIFE)
    message = await scene.ask(EMERGENCY)
    assert "911" in text_of(message)
    result = await scene.member.slash(scene.channel, "ask", question=EMERGENCY)
    assert "911" in text_of(result.response)


async def test_no_channel_rule_holds_it_back(scene):
    """In a channel where no answers are wanted the card comes all the same."""
    await scene.configure(channels=(scene.guild.create_text_channel("elsewhere").id,))
    assert "911" in text_of(await scene.ask(EMERGENCY))


async def test_no_database_holds_it_back(scene):
    """When the database is gone the defaults serve."""
    await scene.store.close()
    scene.store._engine = None
    scene.store.server = scene.store.preferences = _defaults
    assert "911" in text_of(await scene.ask(EMERGENCY))


async def _defaults(_):
    from bot.state.records import ServerSettings

    return ServerSettings()


async def test_a_report_that_tells_of_an_emergency_gets_the_card(scene):
    """Whatever the form is for, somebody in danger sees the numbers first."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    form = await scene.member.slash(scene.channel, "report")
    shown = await scene.member.submit_modal(form, {"text": EMERGENCY, "consent": False})
    assert "911" in text_of(shown.response)
