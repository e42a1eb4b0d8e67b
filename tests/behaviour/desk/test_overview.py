"""Looking at the knowledge: status, reload, find, what is due, history with its way back, and who did what."""

import re

from bot.app import create_bot
from tests.behaviour.conftest import SAFETY, components_of, options_of, text_of
from tests.behaviour.desk.conftest import HALF_LIFE, SHORT, control, edit, press, text_on_disk

FAQ = "faq/fasoracetam-half-life.yaml"


async def command(desk, name, **options):
    result = await desk.one.slash(desk.channel, f"kb {name}", **options)
    shown = result.followups[-1] if result.followups else result.response
    assert shown.ephemeral and SAFETY in text_of(shown).lower()
    return shown


async def test_status(desk):
    """Version, commit, counts, overdue, waiting, errors, the last reload."""
    text = text_of(await command(desk, "status"))
    assert desk.env.bot.answers().knowledge.version in text
    for word in ("compounds 1", "Overdue: 0", "Waiting for a second moderator: 0", "Errors: 0"):
        assert word in text


async def test_reload_puts_a_change_by_hand_to_use_or_says_why_not(desk, root):
    """A good file serves; a broken one is named and the old knowledge stays."""
    assert "Nothing changed" in text_of(await command(desk, "reload"))
    path = root / FAQ
    path.write_text(path.read_text(encoding="utf-8").replace("4 to 6.5", "4 to 9"), encoding="utf-8")
    assert "Knowledge" in text_of(await command(desk, "reload"))
    assert "4 to 9 hours" in text_of(await desk.ask("what is the half life of fasoracetam?"))
    path.write_text("question: [", encoding="utf-8")
    text = text_of(await command(desk, "reload"))
    assert "new errors" in text and "fasoracetam-half-life.yaml" in text
    assert "reload" in [line.action for line in await desk.store.audit.recent()]


async def test_find_leads_to_editing(desk):
    """By a question a member would ask; a pick opens the entry."""
    found = await command(desk, "find", text="how long does fasoracetam last")
    assert HALF_LIFE in text_of(found)
    panel = await press(desk.one, found, "edit", HALF_LIFE)
    assert control(panel, "page")
    assert "Nothing found" in text_of(await command(desk, "find", text="zzqqxxyy"))


async def test_what_is_due_is_opened_and_confirmed(desk, root):
    """Its sources are links; one press says it holds, and the file, git and the audit have the day."""
    path = root / FAQ
    old = re.sub(r"date: 20\d\d-\d\d-\d\d", "date: 2020-01-01", path.read_text(encoding="utf-8"))
    assert "Nothing is due" in text_of(await command(desk, "review"))
    path.write_text(old, encoding="utf-8")
    await command(desk, "reload")
    shown = await command(desk, "review")
    assert HALF_LIFE in text_of(shown) and "days ago" in text_of(shown)
    links = [c["url"] for row in components_of(shown) for c in row.get("components", []) if c.get("url")]
    assert links and all(link.startswith("https://") for link in links)
    ended = await press(desk.one, shown, "confirm")
    assert "by hand" in text_of(ended)
    await press(desk.one, ended, "adopt")
    shown = await command(desk, "review")
    await press(desk.one, shown, "confirm")
    assert "2020-01-01" not in text_on_disk(root)
    assert "Nothing is due" in text_of(await command(desk, "review"))
    assert [line.action for line in await desk.store.audit.recent()][:2] == ["confirm", "adopt"]


async def test_history_and_the_way_back(desk, operator, root):
    """Every change with its moderators; one press takes it back, after a restart too."""
    await press(desk.one, await edit(desk, short=SHORT), "accept")
    shown = await command(desk, "history", entry=HALF_LIFE)
    assert "The beginning" in text_of(shown) and "one" in text_of(shown)
    await desk.env.restart_bot(create_bot(operator))
    undone = await press(desk.one, shown, "undo")
    assert "Accepted" in text_of(undone) and "4 to 6.5" in text_on_disk(root)
    assert [line.action for line in await desk.store.audit.recent()] == ["rollback", "edit"]
    assert "took a change back" in desk.replies(desk.mods)[-1]


async def test_the_audit_names_who_did_what(desk):
    """In words, the latest first; of one entry if asked."""
    assert "Nobody did anything" in text_of(await command(desk, "audit"))
    await press(desk.one, await edit(desk, short=SHORT), "accept")
    await command(desk, "reload")
    text = text_of(await command(desk, "audit"))
    assert text.index("reloaded the files") < text.index("changed an entry") and "**one**" in text
    only = text_of(await command(desk, "audit", entry=HALF_LIFE))
    assert "changed an entry" in only and "reloaded" not in only


async def test_settings_changes_are_in_the_audit(desk):
    """The same log has what managers changed in the panel."""
    panel = (await desk.manager.slash(desk.channel, "settings")).response
    await desk.manager.select(panel, [desk.channel], custom_id="c:channels")
    (line,) = await desk.store.audit.recent()
    assert (line.actor, line.action, line.detail) == (desk.manager.id, "settings", "channels")


async def test_the_lists_fit_discord(desk):
    """At most 25 options, each with a value of at most 100 characters."""
    found = await command(desk, "find", text="fasoracetam")
    assert 0 < len(options_of(found)) <= 25 and all(len(value) <= 100 for value in options_of(found))
