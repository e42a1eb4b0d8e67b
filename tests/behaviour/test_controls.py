"""Every control below a reply does what it says, for anyone who sees the message, also after a restart."""

import pytest

from bot.answer.disclose import disclose
from bot.answer.simple import suggest
from bot.model.outcome import Choice, Why
from bot.state.records import Verdict
from tests.behaviour.conftest import SAFETY, controls_of, labels_of, options_of, text_of

ENTRY = "faq:fasoracetam-half-life"
LONG = "compare caffeine and modafinil"


async def test_an_answer_has_one_select_and_one_row_of_buttons(scene):
    """Quiet: what leads on is in one list, what is pressed stands in one row."""
    message = await scene.ask()
    assert labels_of(message) == ["Follow up", "Helpful", "Not helpful", "Unsafe", "Dismiss"]
    assert list(options_of(message))[:2] == ["@sources", "@why"]
    assert "card:fasoracetam#overview" in options_of(message)


async def test_custom_ids_hold_ids_only(scene):
    """Nothing of the question is in a custom id, and every id is unique and short enough."""
    message = await scene.ask("what is the half life of fasoracetam in hours for my uncle wilbur?")
    for custom_id in controls_of(message):
        assert "wilbur" not in custom_id and len(custom_id) <= 100


async def test_sources_are_shown_one_by_one(scene):
    """The sources' view is private and says what each source found and when it was checked."""
    message = await scene.ask()
    shown = await scene.member.select(message, ["@sources"])
    text = text_of(shown.response)
    assert shown.ephemeral
    assert "Sources of this answer" in text and "checked 20" in text and "https://" in text
    assert SAFETY in text.lower()


async def test_why_this_answer(scene):
    """The reasons are private: the names recognised, how sure the match was, the knowledge version."""
    message = await scene.ask()
    shown = await scene.member.select(message, ["@why"])
    text = text_of(shown.response)
    assert shown.ephemeral
    assert "Fasoracetam" in text and "of 1" in text and ENTRY in text
    assert controls_of(shown.response) == {}


async def test_related_entries_open_privately(scene):
    """A related entry is opened for the presser alone; the public message stays as it is."""
    message = await scene.ask()
    shown = await scene.member.select(message, ["card:fasoracetam#overview"])
    assert shown.ephemeral
    assert "## Fasoracetam" in text_of(shown.response)
    assert scene.replies() == [text_of(message)]


async def test_a_long_answer_is_read_on(scene):
    """Further pages are opened privately, each with the safety text, up to the last one."""
    message = await scene.ask(LONG)
    seen = [text_of(message)]
    while next_page := next((i for i in controls_of(message) if i.startswith("n:")), None):
        shown = await scene.member.click(message, custom_id=next_page)
        message = shown.response
        assert shown.ephemeral
        seen.append(text_of(message))
    assert len(seen) > 1 and len(set(seen)) == len(seen)
    assert all(SAFETY in text.lower() for text in seen)


async def test_a_follow_up_is_answered_privately_in_context(scene):
    """The form's question may leave out what the answer was about."""
    message = await scene.ask()
    form = await scene.member.click(message, label="Follow up")
    shown = await scene.member.submit_modal(form, {"question": "and is it legal?"})
    assert shown.ephemeral
    assert "fasoracetam" in text_of(shown.response).lower() and "legal" in text_of(shown.response).lower()


@pytest.mark.parametrize(("label", "verdict"), [("Helpful", "helpful"), ("Not helpful", "not_helpful")])
async def test_feedback_is_counted_by_entry(scene, label, verdict):
    """A press adds one to the entry's count, whoever pressed; the thanks are private."""
    message = await scene.ask()
    shown = await scene.member.click(message, label=label)
    assert shown.ephemeral and "Counted" in text_of(shown.response)
    assert (await scene.store.feedback(ENTRY))[Verdict(verdict)] == 1


async def test_a_second_press_does_not_count(scene):
    """One person counts once a verdict and message; another person counts as well."""
    message = await scene.ask()
    await scene.member.click(message, label="Helpful")
    shown = await scene.member.click(message, label="Helpful")
    assert "Already counted" in text_of(shown.response)
    await scene.manager.click(message, label="Helpful")
    assert (await scene.store.feedback(ENTRY))[Verdict.HELPFUL] == 2


async def test_unsafe_tells_the_moderators_which_entry(scene):
    """The alarm names the entry and links the message, without a word of the question."""
    desk = scene.guild.create_text_channel("desk")
    await scene.configure(moderator_channel=desk.id)
    message = await scene.ask("half life of fasoracetam, asks uncle wilbur")
    shown = await scene.member.click(message, label="Unsafe")
    assert "Tell the moderators more" in labels_of(shown.response)
    (alarm,) = scene.replies(desk)
    assert "fasoracetam" in alarm and str(message.id) in alarm and "wilbur" not in alarm
    assert SAFETY in alarm.lower()


async def test_the_asker_and_moderators_may_dismiss(scene):
    """Others are told whose it is; the asker, moderators and the moderator role take the reply away."""
    stranger = scene.guild.add_member(scene.env.create_user(name="stranger"))
    message = await scene.ask()
    refused = await stranger.click(message, label="Dismiss")
    assert refused.ephemeral and "Not yours" in text_of(refused.response)
    await scene.member.click(message, label="Dismiss")
    assert message.id not in {m.id for m in scene.sent()}
    message = await scene.ask()
    await scene.moderator().click(message, label="Dismiss")
    assert message.id not in {m.id for m in scene.sent()}
    role = scene.guild.create_role("helpers")
    helper = scene.guild.add_member(scene.env.create_user(name="helper"), roles=[role])
    await scene.configure(moderator_role=role.id)
    message = await scene.ask()
    await helper.click(message, label="Dismiss")
    assert message.id not in {m.id for m in scene.sent()}


async def test_all_controls_work_after_a_restart(scene, make_bot):
    """A new process knows nothing of the message and still serves every control from its ids."""
    message = await scene.ask()
    long = await scene.ask(LONG)
    await scene.env.restart_bot(make_bot())
    assert "Sources of" in text_of((await scene.member.select(message, ["@sources"])).response)
    assert "Why this" in text_of((await scene.member.select(message, ["@why"])).response)
    opened = await scene.member.select(message, ["card:fasoracetam#overview"])
    assert "## Fasoracetam" in text_of(opened.response)
    form = await scene.member.click(message, label="Follow up")
    shown = await scene.member.submit_modal(form, {"question": "is it legal?"})
    assert "fasoracetam" in text_of(shown.response).lower()
    assert "Counted" in text_of((await scene.member.click(message, label="Helpful")).response)
    read_on = next(i for i in controls_of(long) if i.startswith("n:"))
    assert "(2 / " in text_of((await scene.member.click(long, custom_id=read_on)).response)
    await scene.member.click(message, label="Dismiss")
    assert message.id not in {m.id for m in scene.sent()}


async def test_a_reply_to_two_questions_keeps_both_after_a_restart(scene, make_bot):
    """Its next page, its reasons and its ratings speak of both entries, although a new process knows only the ids."""
    text = "what is the half life of fasoracetam? and is phenibut legal in the uk?"
    message = await scene.ask(text)
    await scene.env.restart_bot(make_bot())
    read_on = next(i for i in controls_of(message) if i.startswith("n:"))
    opened = text_of((await scene.member.click(message, custom_id=read_on)).response)
    assert "(2 / 2)" in opened and "fasoracetam" in opened.lower() and "phenibut" in opened.lower()
    why = text_of((await scene.member.select(message, ["@why"])).response)
    assert ENTRY in why and "card:phenibut#legality" in why
    await scene.member.click(message, label="Helpful")
    for entry in (ENTRY, "card:phenibut#legality"):
        assert (await scene.store.feedback(entry))[Verdict.HELPFUL] == 1


async def test_controls_outlive_the_timeout_of_a_private_message(scene):
    """discord.py forgets a private message's view after 15 minutes; the buttons of all messages keep working."""
    message = await scene.ask()
    private = await scene.member.select(message, ["card:fasoracetam#overview"])
    await scene.env.advance_time(16 * 60)
    assert "Counted" in text_of((await scene.member.click(message, label="Helpful")).response)
    assert "Counted" in text_of((await scene.member.click(private.response, label="Helpful")).response)


async def test_an_entry_that_is_gone_is_told(scene, make_bot, answerer):
    """A control whose entry was removed since says so kindly."""
    message = await scene.ask()

    class Emptied:
        knowledge, directory = type(answerer.knowledge)(answerer.knowledge.safety), answerer.directory

        def open(self, entry):
            return None

    await scene.env.restart_bot(make_bot(answers=Emptied()))
    shown = await scene.member.select(message, ["@why"])
    assert "gone" in text_of(shown.response) and shown.ephemeral


async def test_suggestions_are_buttons(scene, make_bot, answerer):
    """When the bot is not sure it offers up to three titled choices, and a press opens one."""

    class Unsure:
        knowledge, directory, open = answerer.knowledge, answerer.directory, answerer.open

        def answer(self, question):
            choices = [Choice(ENTRY, "Half-life"), Choice("card:noopept#overview", "Noopept")]
            return disclose(suggest(choices, Why()), answerer.knowledge, answerer.floor)

    await scene.env.restart_bot(make_bot(answers=Unsure()))
    message = await scene.ask("something")
    assert labels_of(message) == ["Half-life", "Noopept", "Follow up", "Dismiss"]
    shown = await scene.member.click(message, label="Noopept")
    assert shown.ephemeral and "## Noopept" in text_of(shown.response)


async def test_a_failing_control_says_so(scene):
    """A press that fails is answered with an incident number instead of silence."""
    message = await scene.ask()

    async def broken(*_):
        raise RuntimeError("no")

    scene.store.count_feedback = broken
    shown = await scene.member.click(message, label="Helpful")
    assert "Incident" in text_of(shown.response) and shown.ephemeral
