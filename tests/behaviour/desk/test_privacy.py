"""What is kept about a person: told with the operator's numbers, exported and deleted at once."""

import json
from pathlib import Path

import yaml

from bot.app import create_bot
from bot.chat.desk.privacy import KEPT
from bot.state.records import Preferences
from tests.behaviour.conftest import SAFETY, labels_of, text_of
from tests.behaviour.desk.conftest import HALF_LIFE, SHORT, edit, press
from tests.behaviour.desk.test_queue import suggest

STATEMENT = Path(__file__).resolve().parents[3] / "docs" / "data-statement.yaml"
TOLD = {
    "people": {"people"},
    "suggestions": {"suggestions"},
    "receipts": {"receipts", "receipt_entries"},
    "gaps": {"gaps", "gap_askers", "shapes"},
    "feedback": {"feedback"},
    "servers": {"servers"},
    "moderators": {"recalls", "recall_entries", "recall_items", "reviews", "audit"},
}
"""Which paragraph speaks of which tables."""
ABOUT_THE_BOT = {"facts"}


async def panel(desk, person=None):
    result = await (person or desk.member).slash(desk.channel, "privacy")
    assert result.ephemeral and SAFETY in text_of(result.response).lower()
    return result.response


def test_every_table_of_the_data_statement_is_told():
    """A table that names people cannot be added without a paragraph about it."""
    tables = set(yaml.safe_load(STATEMENT.read_text(encoding="utf-8"))) - ABOUT_THE_BOT
    assert set().union(*TOLD.values()) == tables
    assert set(TOLD) <= set(KEPT)


async def test_the_days_are_the_operators(desk, operator):
    """The numbers come from the settings."""
    await desk.env.restart_bot(
        create_bot(operator.model_copy(update={"receipt_days": 17, "audit_days": 333}))
    )
    text = text_of(await panel(desk))
    assert "17 days" in text and "333 days" in text and "30 days" in text


async def test_export(desk):
    """One file with what is theirs and nobody else's, for them alone."""
    await desk.store.save_preferences(desk.member.id, Preferences(language="de", surface="card"))
    await suggest(desk, "my own words")
    await suggest(desk, "another's words", person=desk.manager)
    await desk.store.save_preferences(desk.member.id, Preferences(surface="card"))
    shown = await desk.member.click(await panel(desk), custom_id="p:export")
    assert shown.ephemeral
    (file,) = shown.response.attachments
    data = json.loads(await file.read())
    assert data["database"]["suggestions"][0]["text"] == "my own words"
    assert len(data["database"]["suggestions"]) == 1 and "people" not in data
    assert isinstance(data["memory"]["replies"], list)


async def test_delete_asks_once_and_is_done_at_once(desk):
    """Preferences, words, counts of today and what memory holds; others' stays."""
    await desk.ask("what is the half life of fasoracetam?")
    await desk.store.save_preferences(desk.member.id, Preferences(surface="card"))
    await suggest(desk, "my own words")
    await suggest(desk, "another's words", person=desk.manager)
    shown = await panel(desk)
    await desk.member.click(shown, custom_id="p:delete")
    assert "for good" in text_of(shown) and labels_of(shown) == ["Yes, delete it"]
    assert await desk.store.suggestions.of_author(desk.member.id)
    await desk.member.click(shown, custom_id="p:really")
    assert "Deleted" in text_of(shown)
    assert await desk.store.person(desk.member.id) == {}
    assert await desk.store.preferences(desk.member.id) == Preferences()
    assert desk.env.bot.recent.of_asker(desk.member.id) == ()
    assert len(await desk.store.suggestions.of_author(desk.manager.id)) == 1


async def test_it_works_in_direct_messages_and_after_a_restart(desk, operator):
    """The buttons always mean whoever presses them."""
    person = desk.env.create_user(name="friend")
    await person.send_dm("hello")
    shown = (await person.slash("privacy")).response
    await desk.env.restart_bot(create_bot(operator))
    exported = await person.click(shown, custom_id="p:export")
    assert exported.response.attachments


async def test_resetting_looks_deletes_nothing_else(desk):
    """The panel of preferences takes its own row only."""
    await suggest(desk, "my own words")
    await desk.store.save_preferences(desk.member.id, Preferences(surface="plain"))
    shown = (await desk.member.slash(desk.channel, "preferences")).response
    await desk.member.click(shown, label="Reset all")
    assert await desk.store.preferences(desk.member.id) == Preferences()
    assert len(await desk.store.suggestions.of_author(desk.member.id)) == 1


async def test_what_a_moderator_was_typing_goes_too(desk):
    """Neither the form's words nor a preview of them are left in memory."""
    preview = await edit(desk, short=SHORT)
    shown = await panel(desk, desk.one)
    await desk.one.click(shown, custom_id="p:delete")
    await desk.one.click(shown, custom_id="p:really")
    assert "preview is gone" in text_of(await press(desk.one, preview, "accept"))
    assert desk.env.bot.get_cog("Room").drafts.of(desk.one.id, HALF_LIFE) is None
