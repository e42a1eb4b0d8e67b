"""Members choose how replies look for them: the surface, the language, whose numbers come first."""

import pytest

from bot.state.records import Preferences
from tests.behaviour.conftest import EMERGENCY, HALF_LIFE, SAFETY, components_of, labels_of, text_of


async def test_the_panel_stores_and_forgets(scene):
    """Each select stores its value; one press forgets the person."""
    shown = (await scene.member.slash(scene.channel, "preferences")).response
    for field, value in (("surface", "plain"), ("language", "fr"), ("region", "IE")):
        await scene.member.select(shown, [value], custom_id=f"s:person:{field}")
    assert await scene.store.preferences(scene.member.id) == Preferences("plain", "fr", "IE")
    reset = next(c["label"] for c in _buttons(shown))
    await scene.member.click(shown, label=reset)
    assert await scene.store.preferences(scene.member.id) == Preferences()


async def test_plain_text(scene):
    """Plain text has no components but its controls, bracketed footnotes, and the safety text."""
    await scene.store.save_preferences(scene.member.id, Preferences(surface="plain"))
    message = await scene.ask()
    assert "[1]" in message.content and "¹" not in message.content and "**" not in message.content
    assert len(message.content) <= 2000 and SAFETY in message.content.lower()
    assert "Helpful" in labels_of(message)
    assert all(component["type"] == 1 for component in components_of(message))


async def test_embed(scene):
    """The embed holds title, text, sources and safety text, and has the same controls."""
    await scene.store.save_preferences(scene.member.id, Preferences(surface="embed"))
    message = await scene.ask()
    (embed,) = message.embeds
    assert "half-life" in embed.title and "4 to 6.5" in embed.description
    assert SAFETY in embed.description.lower() and "Helpful" in labels_of(message)


@pytest.mark.parametrize("surface", ["embed", "plain"])
async def test_controls_work_on_every_surface(scene, make_bot, surface):
    """After a restart too, a press is answered on the presser's surface."""
    await scene.store.save_preferences(scene.member.id, Preferences(surface=surface))
    store = scene.store
    message = await scene.ask("compare caffeine and modafinil")
    await scene.env.restart_bot(make_bot(store=store))
    await scene.store.save_preferences(scene.member.id, Preferences(surface=surface))
    read_on = next(label for label in labels_of(message) if label.startswith("Read on"))
    shown = await scene.member.click(message, label=read_on)
    assert shown.ephemeral and SAFETY in text_of(shown.response).lower()
    assert all(component["type"] == 1 for component in components_of(shown.response))


async def test_the_servers_surface_serves_those_who_chose_none(scene):
    """A person's own choice wins over the server's."""
    await scene.configure(surface="plain")
    assert (await scene.ask()).content
    await scene.store.save_preferences(scene.member.id, Preferences(surface="card"))
    assert not (await scene.ask()).content


async def test_interface_and_safety_text_speak_the_clients_language(scene):
    """The answer stays in its reviewed language and says so; buttons and safety text are translated."""
    scene.speak("de")
    result = await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)
    text = text_of(result.response)
    assert "4 to 6.5 hours" in text and "englisch" in text.lower()
    assert "medizinische" in text and SAFETY not in text.lower()
    assert "Hilfreich" in labels_of(result.response)


@pytest.mark.parametrize("locale", ["de", "es-ES", "es-419", "fr", "pt-BR"])
async def test_emergency_cards_are_translated(scene, locale):
    """In every supported language the steps of the card are no longer English, and the numbers are the same."""
    scene.speak(locale)
    text = text_of((await scene.member.slash(scene.channel, "ask", question=EMERGENCY)).response)
    assert "911" in text and "112" in text
    assert "Stay with them" not in text and "Until help is there" not in text


async def test_a_language_without_translation_is_english(scene):
    """Nothing is missing for anyone."""
    scene.speak("ja")
    text = text_of((await scene.member.slash(scene.channel, "ask", question=HALF_LIFE)).response)
    assert SAFETY in text.lower()


async def test_replies_to_messages_speak_the_servers_language(scene):
    """Discord does not tell the language of who wrote a message, so the server's counts, then the person's."""
    await scene.configure(language="fr")
    assert "anglais" in text_of(await scene.ask())
    await scene.store.save_preferences(scene.member.id, Preferences(language="en"))
    assert SAFETY in text_of(await scene.ask()).lower()


def _buttons(message):
    from tests.behaviour.conftest import controls_of

    return [c for c in controls_of(message).values() if c["type"] == 2]
