"""`/compound` opens cards by name or alias, and its controls open the rest."""

from tests.behaviour.conftest import text_of


async def test_autocomplete_knows_names_and_aliases(scene):
    """Typing a code name or a misspelling offers the compound, showing both names."""
    choices = await scene.member.autocomplete(scene.channel, "compound", "name", "NS-105")
    assert any(c["value"] == "fasoracetam" and "→ Fasoracetam" in c["name"] for c in choices)
    choices = await scene.member.autocomplete(scene.channel, "compound", "name", "fasorec")
    assert choices[0]["value"] == "fasoracetam"
    assert len(await scene.member.autocomplete(scene.channel, "compound", "name", "")) <= 25


async def test_a_card_opens_with_risks_first(scene):
    """The warning of a high-risk compound stands above everything else the card says."""
    result = await scene.member.slash(scene.channel, "compound", name="phenibut")
    text = text_of(result.response)
    assert text.startswith("## Phenibut")
    assert text.index("⚠") < text.index("Key facts")
    assert "https://" in text


async def test_any_text_may_arrive_as_a_name(scene):
    """Autocomplete only suggests; a typed alias works as well, and nonsense is answered kindly."""
    result = await scene.member.slash(scene.channel, "compound", name="NS-105")
    assert "Fasoracetam" in text_of(result.response)
    result = await scene.member.slash(scene.channel, "compound", name="qwertzuiop")
    assert "not medical advice" in text_of(result.response).lower()


async def test_a_section_can_be_chosen_afterwards(scene, make_bot):
    """The select below a card opens a section privately, also after the bot restarted."""
    result = await scene.member.slash(scene.channel, "compound", name="fasoracetam")
    await scene.env.restart_bot(make_bot())
    shown = await scene.member.select(result.response, ["card:fasoracetam#half_life"])
    assert shown.ephemeral
    assert "4 to 6.5 hours" in text_of(shown.response)


async def test_trial_doses_are_called_what_they_are(scene):
    """The doses section says that it is a record of research."""
    result = await scene.member.slash(scene.channel, "compound", name="bacopa", section="dosage")
    assert "not advice" in text_of(result.response)
