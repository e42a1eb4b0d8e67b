"""Commands that look something up without a question."""

import pytest

from bot.render.pages import pages
from tests.behaviour.conftest import SAFETY, controls_of, labels_of, options_of, text_of


async def test_compare(scene):
    """Two cards side by side: both warnings first, then row by row both names, each outcome with a certainty in words."""
    result = await scene.member.slash(scene.channel, "compare", a="caffeine", b="modafinil")
    text = text_of(result.response)
    assert "Caffeine and Modafinil compared" in text
    assert text.count("⚠️") == 2
    assert "**Caffeine:** Caffeine is" in text and "**Modafinil:** Modafinil is" in text
    rows = [page.text for page in pages(scene.env.bot.answers().open("compare:caffeine+modafinil"))]
    assert any("**Alertness**" in row and "(moderate certainty)" in row for row in rows)


async def test_compare_understands_any_name(scene):
    """A name that is no exact match is asked as a question instead of failing."""
    result = await scene.member.slash(scene.channel, "compare", a="NS-105", b="noopept")
    assert "Fasoracetam and Noopept compared" in text_of(result.response)
    result = await scene.member.slash(scene.channel, "compare", a="qwertz", b="noopept")
    assert SAFETY in text_of(result.response).lower()


async def test_interactions_name_the_worst_first(scene):
    """The worst pair is the headline; it says on what ground and what is unknown is said."""
    result = await scene.member.slash(scene.channel, "interactions", a="5-HTP", b="sertraline", c="vitamin-c")
    text = text_of(result.response)
    assert text.index("Major interaction") < text.index("+ Sertraline: major interaction")
    assert "inferred from the class" in text or "documented for this pair" in text


async def test_interactions_of_an_unknown_name_are_never_reassuring(scene):
    """A substance nobody reviewed is not called harmless."""
    result = await scene.member.slash(scene.channel, "interactions", a="qwertzol", b="5-HTP")
    assert "harmless" in text_of(result.response)


async def test_autocomplete_of_interactions_knows_medicines_and_classes(scene):
    """Medicines and drug classes are offered beside compounds, by brand names too."""
    choices = await scene.member.autocomplete(scene.channel, "interactions", "a", "zoloft")
    assert choices[0]["value"] == "medicine:sertraline" and "→" in choices[0]["name"]
    choices = await scene.member.autocomplete(scene.channel, "interactions", "b", "ssri")
    assert any(choice["value"].startswith("class:") for choice in choices)


async def test_faq_is_browsed_page_by_page(scene):
    """The list names its questions, the select opens one, and its last option leads on."""
    result = await scene.member.slash(scene.channel, "faq")
    options = options_of(result.response)
    assert "faqs:all+2" in options and len(options) <= 25
    first = next(key for key in options if key.startswith("faq:"))
    assert options[first][:60] in text_of(result.response)
    second = await scene.member.select(result.response, ["faqs:all+2"])
    assert "Questions 21 to" in text_of(second.response)
    opened = await scene.member.select(second.response, [next(iter(options_of(second.response)))])
    assert SAFETY in text_of(opened.response).lower()
    assert "Helpful" not in labels_of(result.response)


async def test_faq_by_topic(scene):
    """A topic narrows the list."""
    result = await scene.member.slash(scene.channel, "faq", topic="legality")
    assert "Questions on legality" in text_of(result.response)


async def test_sources_of_a_compound_and_one_source(scene):
    """A compound lists its sources; a key opens one, with how it was checked."""
    result = await scene.member.slash(scene.channel, "sources", name="fasoracetam")
    assert "Sources of Fasoracetam" in text_of(result.response)
    result = await scene.member.slash(scene.channel, "sources", name="@mukai-1999a")
    assert "Checked" in text_of(result.response) and "https://" in text_of(result.response)
    result = await scene.member.slash(scene.channel, "sources", name="nobody-1900")
    assert SAFETY in text_of(result.response).lower()


@pytest.mark.parametrize("command", ["help", "about"])
async def test_help_and_about(scene, command):
    """Both are private, end with the safety text and lead on to reviewed questions about the bot."""
    result = await scene.member.slash(scene.channel, command)
    assert result.ephemeral
    assert SAFETY in text_of(result.response).lower()
    values = [value for value in options_of(result.response) if value.startswith("faq:bot-")]
    assert len(values) >= 3
    opened = await scene.member.select(result.response, values[:1])
    assert opened.ephemeral


async def test_about_says_what_serves(scene, knowledge):
    """The counts and versions are those of the knowledge in use."""
    text = text_of((await scene.member.slash(scene.channel, "about")).response)
    assert knowledge.version in text and str(len(knowledge.sources)) in text


async def test_help_names_only_commands_that_exist(scene):
    """Every slash command the help mentions is registered."""
    text = text_of((await scene.member.slash(scene.channel, "help")).response)
    named = {word.strip(".,:?()").removeprefix("/") for word in text.split() if word.startswith("/")}
    assert named and named <= {c.name for c in scene.env.bot.tree.get_commands()}


async def test_a_card_keeps_its_sections_in_a_select(scene):
    """The select lists every section the card has."""
    result = await scene.member.slash(scene.channel, "compound", name="fasoracetam", section="half_life")
    assert "4 to 6.5 hours" in text_of(result.response)
    assert "card:fasoracetam#dosage" in options_of(result.response)
    assert sum(1 for i in controls_of(result.response) if i.startswith("m:")) == 1
