"""Editing from Discord: forms, the blast radius before anything changes, and what accepting does."""

from bot.app import create_bot
from bot.chat import gate
from tests.behaviour.conftest import SAFETY, controls_of, options_of, text_of
from tests.behaviour.desk.conftest import (
    HALF_LIFE,
    SHORT,
    acts,
    answer,
    control,
    edit,
    fill,
    git,
    inputs,
    press,
    text_on_disk,
)


async def test_the_forms_of_an_entry_are_listed_and_open_with_what_stands_there(desk):
    """A pick opens a form of at most five inputs; words are chosen from a list, risk fields are marked."""
    panel = (await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE)).response
    pages = options_of(panel)
    assert SAFETY in text_of(panel).lower() and panel.ephemeral
    number = next(value for value, label in pages.items() if "risk" in label.lower())
    assert pages[number].startswith("⚠")
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    shown = inputs(form)
    assert 1 <= len(shown) <= 5
    assert [o["value"] for o in shown["risk"]["options"] if o.get("default")] == ["caution"]
    label = next(c for c in form.modal["components"] if c["label"].endswith("Risk"))
    assert label["label"].startswith("⚠") and "second moderator" in label["description"]


async def test_a_long_entry_is_listed_in_parts(desk):
    """The last option leads on, and the form that opens belongs to the part that is shown."""
    panel = (await desk.one.slash(desk.channel, "kb edit", entry="compound:fasoracetam")).response
    assert len(options_of(panel)) == 25 and "+24" in options_of(panel)
    await press(desk.one, panel, "page", "+24")
    number = next(iter(options_of(panel)))
    assert int(number) == 24
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    assert form.modal is not None


async def test_the_preview_shows_the_blast_radius_and_changes_nothing(desk, root):
    """The diff with its citation marks, answers before and after, entries touched, reading level, lengths."""
    before = text_on_disk(root)
    preview = await edit(desk, short=SHORT)
    text = text_of(preview)
    assert "+    " in text and "4 to 7 hours" in text and "[ @wiki-fasoracetam; @mukai-1999a]" in text
    assert "What is the half-life of fasoracetam?" in text and "questions tried" in text
    assert f"`{HALF_LIFE}`" in text and "School year" in text
    assert preview.ephemeral and SAFETY in text.lower()
    assert text_on_disk(root) == before and desk.replies(desk.mods) == []


async def test_accepting_writes_commits_serves_and_tells(desk, root):
    """File, git, the answers, the audit and the moderators' channel all have it."""
    preview = await edit(desk, short=SHORT)
    accepted = await press(desk.one, preview, "accept")
    assert "Accepted" in text_of(accepted) and acts(accepted) == []
    assert "4 to 7 hours" in text_on_disk(root)
    log = git(root, "log", "-1", "--format=%an %B")
    assert log.startswith("Footnote") and f"Moderator: {desk.one.id}" in log
    assert "4 to 7 hours" in text_of(await desk.ask("what is the half life of fasoracetam?"))
    (line,) = await desk.store.audit.recent()
    assert (line.actor, line.action, line.entry) == (desk.one.id, "edit", HALF_LIFE)
    assert line.detail == git(root, "rev-parse", "HEAD").strip()
    (post,) = desk.replies(desk.mods)
    assert "one" in post and HALF_LIFE in post and "4 to 7 hours" in post and SAFETY in post.lower()


async def test_changes_of_several_forms_are_one_edit(desk, root):
    """Going on after a preview keeps what was typed, and says what it is."""
    preview = await edit(desk, short=SHORT)
    panel = await press(desk.one, preview, "more")
    assert "`answer.short`" in text_of(panel)
    number = next(v for v, label in options_of(panel).items() if "body" in label.lower())
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    assert inputs(form)["short"]["value"] == SHORT
    second = answer(await fill(desk.one, form, body="It is longer in older men. [@kumagai-1999]"))
    await press(desk.one, second, "accept")
    assert "4 to 7 hours" in text_on_disk(root) and "longer in older men" in text_on_disk(root)


async def test_discarding_changes_nothing(desk, root):
    """And the next form shows what stands in the file."""
    preview = await edit(desk, short=SHORT)
    gone = await press(desk.one, preview, "discard")
    assert "Discarded" in text_of(gone) and "4 to 7" not in text_on_disk(root)
    form = await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="answer.short")
    assert "4 to 6.5" in inputs(form)["short"]["value"]


async def test_a_form_that_changes_nothing_says_so(desk):
    """No preview is worked out for it."""
    assert "Nothing was changed" in text_of(await edit(desk))


async def test_errors_are_plain_sentences_and_cannot_be_accepted(desk):
    """The checks' own words with place and remedy; the way on is to edit further."""
    preview = await edit(desk, short="It is 4 to 7 hours, says nobody. [@nobody-1900]")
    text = text_of(preview)
    assert "cannot be accepted" in text and "`nobody-1900` does not exist" in text
    assert "accept" not in acts(preview) and "more" in acts(preview)


async def test_what_cannot_be_read_is_told_and_not_lost(desk):
    """A mistake in a piece of YAML gets its sentence, and the form opens again with what was typed."""
    form = await desk.one.slash(desk.channel, "kb edit", entry="compound:fasoracetam", field="claims.+")
    told = answer(await fill(desk.one, form, add="text: [unfinished"))
    assert "did not work" in text_of(told)
    panel = await press(desk.one, told, "more")
    assert "`claims.+`" in text_of(panel)


async def test_a_broken_promise_needs_a_press_that_says_so(desk, root):
    """A golden row that would break is named; accepting takes it out in the same commit."""
    changes = {"question": "What colour is the box?", "variants": "box colour\ncolour of it"}
    preview = await edit(desk, field="variants", **changes)
    assert "how long does fasoracetam stay in the body" in text_of(preview)
    accepted = await press(desk.one, preview, "accept_all")
    assert "Accepted" in text_of(accepted)
    assert "golden" not in git(root, "ls-tree", "-r", "--name-only", "HEAD")


async def test_a_long_diff_is_attached(desk):
    """What the message cannot hold is in a file beside it, whole."""
    changes = {
        "variants": "\n".join(f"wording number {n} of the half life of fasoracetam" for n in range(40))
    }
    preview = await edit(desk, field="variants", **changes)
    assert "changed lines" in text_of(preview)
    (file,) = preview.attachments
    assert (
        file.filename == "edit.txt"
        and b"+" in await file.read()
        and b"wording number 39" in await file.read()
    )


async def test_a_preview_is_gone_after_a_restart(desk, operator):
    """Its button says so and how to get it again; the list of forms still works from its ids."""
    panel = (await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE)).response
    preview = await edit(desk, short=SHORT)
    await desk.env.restart_bot(create_bot(operator))
    told = text_of(await press(desk.one, preview, "accept"))
    assert "preview is gone" in told and "/kb edit" in told
    form = await desk.one.select(panel, ["0"], custom_id=control(panel, "page"))
    assert form.modal is not None


async def test_a_draft_of_a_new_entry_is_gone_after_a_restart(desk, operator):
    """It was in no file yet; its list says so."""
    panel = (await desk.one.slash(desk.channel, "kb new", kind="faq", id="fasoracetam-colour")).response
    await desk.env.restart_bot(create_bot(operator))
    assert "preview is gone" in text_of(await press(desk.one, panel, "page", "0"))


async def test_two_moderators_at_one_entry_lose_nothing(desk, root):
    """The second is shown both versions; accepting that keeps the first one's other fields."""
    mine = await edit(desk, desk.two, short=SHORT)
    theirs = await edit(
        desk, desk.one, body="Older men have it longer. [@kumagai-1999]", short=SHORT.replace("7", "8")
    )
    await press(desk.one, theirs, "accept")
    again = await press(desk.two, mine, "accept")
    text = text_of(again)
    assert "same fields" in text and "4 to 8" in text and "4 to 7" in text
    await press(desk.two, again, "accept")
    assert "4 to 7 hours" in text_on_disk(root) and "Older men" in text_on_disk(root)


async def test_a_change_by_hand_is_recorded_first(desk, root):
    """Accepting over an uncommitted file offers to record it, and nothing of it is lost."""
    path = root / "faq/fasoracetam-half-life.yaml"
    preview = await edit(desk, short=SHORT)
    path.write_text(f"# by hand\n{text_on_disk(root)}", encoding="utf-8")
    refused = await press(desk.one, preview, "accept")
    if "adopt" not in acts(refused):
        refused = await press(desk.one, refused, "accept")
    assert "by hand" in text_of(refused)
    adopted = await press(desk.one, refused, "adopt")
    assert "Accepted" in text_of(adopted)
    assert git(root, "show", "HEAD:faq/fasoracetam-half-life.yaml").startswith("# by hand")
    await press(desk.one, await press(desk.one, adopted, "again"), "accept")
    assert text_on_disk(root).startswith("# by hand") and "4 to 7 hours" in text_on_disk(root)


async def test_a_new_question_is_written_in_forms(desk, root):
    """What is missing is named until it is there; a new entry sets risk fields, so a second moderator reads it."""
    panel = (await desk.one.slash(desk.channel, "kb new", kind="faq", id="fasoracetam-colour")).response
    number = next(v for v, label in options_of(panel).items() if "Question" in label)
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    preview = answer(await fill(desk.one, form, question="What colour is fasoracetam?"))
    assert "accept" not in acts(preview)
    while "accept" not in acts(preview):
        panel = await press(desk.one, preview, "more")
        typed = {"answer.short": "It is white. [@mukai-1999a]", "topics": ["other"], "risk": ["info"]}
        missing = next(path for path in typed if f"`{path}`" not in text_of(panel))
        number = str(_page_of(desk, missing))
        form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
        preview = answer(await fill(desk.one, form, **{missing.split(".")[-1]: typed[missing]}))
    assert "second moderator must agree" in text_of(await press(desk.one, preview, "accept"))
    look = await press(desk.two, desk.sent(desk.mods)[-1], "look")
    assert "Accepted" in text_of(await press(desk.two, look, "second"))
    assert "It is white" in text_on_disk(root, "faq/fasoracetam-colour.yaml")
    assert f"Second: {desk.two.id}" in git(root, "log", "-1", "--format=%B")


def _page_of(desk, path):
    from bot.chat.desk.forms import pages_of

    room = desk.env.bot.get_cog("Room")
    fields = room.drafts.of(desk.one.id, "faq:fasoracetam-colour").fields
    return next(n for n, page in enumerate(pages_of(fields)) if path in {f.path for f in page})


async def test_a_wrong_id_is_a_plain_sentence(desk):
    """Neither a crash nor an incident number."""
    result = await desk.one.slash(desk.channel, "kb new", kind="faq", id="Not An Id")
    assert "does not have the form" in text_of(result.response)
    result = await desk.one.slash(desk.channel, "kb edit", entry="faq:no-such-entry")
    assert "There is no faq `no-such-entry`" in text_of(result.response)


async def test_entries_and_fields_are_completed(desk):
    """By name or question, and by what a field is called."""
    found = await desk.one.autocomplete(desk.channel, "kb edit", "entry", "half-life of fasoracetam")
    assert HALF_LIFE in {choice["value"] for choice in found}
    found = await desk.one.autocomplete(desk.channel, "kb edit", "field", "answ body", entry=HALF_LIFE)
    assert [choice["value"] for choice in found] == ["answer.body"]


async def test_every_custom_id_is_short_and_holds_ids_only(desk):
    """Also for the longest names."""
    preview = await edit(desk, short=SHORT)
    panel = await press(desk.one, preview, "more")
    for custom_id in (*controls_of(preview), *controls_of(panel)):
        assert len(custom_id) <= 100 and "4 to 7" not in custom_id


async def test_what_was_typed_since_a_preview_is_not_let_go_with_it(desk, root):
    """Accepting an earlier preview puts that in force; the later fields are still there to go on with."""
    preview = await edit(desk, short=SHORT)
    panel = await press(desk.one, preview, "more")
    number = next(v for v, label in options_of(panel).items() if "body" in label.lower())
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    later = answer(await fill(desk.one, form, body="It is longer in older men. [@kumagai-1999]"))
    await press(desk.one, preview, "accept")
    assert "longer in older men" not in text_on_disk(root)
    panel = await press(desk.one, later, "more")
    again = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    assert inputs(again)["body"]["value"].startswith("It is longer")


async def test_an_edit_on_top_of_anothers_says_why_it_is_shown_again(desk, root):
    """Other fields of the entry changed meanwhile: nothing was accepted yet, and the preview says so."""
    mine = await edit(desk, desk.two, short=SHORT)
    theirs = await edit(desk, desk.one, body="Older men have it longer. [@kumagai-1999]")
    await press(desk.one, theirs, "accept")
    again = await press(desk.two, mine, "accept")
    assert "nothing was accepted yet" in text_of(again) and "same fields" not in text_of(again)
    await press(desk.two, again, "accept")
    assert "4 to 7 hours" in text_on_disk(root) and "Older men" in text_on_disk(root)


async def test_a_form_that_came_too_late_is_one_pick_away(desk, monkeypatch):
    """Discord takes no form after a wait, so the list stands there, beginning with it; from it the form opens at once."""
    monkeypatch.setattr(gate, "LATE", -1)
    panel = answer(await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="answer.short"))
    number, label = next(iter(options_of(panel).items()))
    assert "short" in label.lower()
    form = await desk.one.select(panel, [number], custom_id=control(panel, "page"))
    assert "4 to 6.5" in inputs(form)["short"]["value"]


async def test_a_text_too_long_for_a_form_keeps_its_end(desk, root):
    """The form shows the beginning; sent as it is nothing changes, and a change of it leaves the rest alone."""
    lines = [f"wording number {n} of the half life of fasoracetam, written at length" for n in range(90)]
    text = text_on_disk(root)
    start, end = text.index("variants:"), text.index("\nanswer:")
    path = root / "faq/fasoracetam-half-life.yaml"
    block = "variants:\n" + "\n".join(f"  - {line}" for line in lines)
    path.write_text(text[:start] + block + text[end:], encoding="utf-8")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qam", "long")
    form = await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="variants")
    shown = inputs(form)["variants"]["value"]
    assert 3000 < len(shown) <= 4000 and lines[-1] not in shown
    assert "Nothing was changed" in text_of(answer(await fill(desk.one, form)))
    form = await desk.one.slash(desk.channel, "kb edit", entry=HALF_LIFE, field="variants")
    await fill(desk.one, form, variants=shown.replace("number 3 ", "number three "))
    room = desk.env.bot.get_cog("Room")
    (typed,) = room.drafts.of(desk.one.id, HALF_LIFE).changes.values()
    assert "number three " in typed and typed.split("\n") == "\n".join(lines).replace(
        "number 3 ", "number three "
    ).split("\n")


async def test_an_accepted_edit_is_said_whatever_becomes_of_the_post(desk, root, monkeypatch):
    """Trouble with the moderators' channel does not hide that the edit is in force."""

    async def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(desk.env.bot.get_cog("Room"), "announce", broken)
    preview = await edit(desk, short=SHORT)
    await desk.one.click(preview, custom_id=control(preview, "accept"))
    assert "Accepted" in text_of(preview) and "4 to 7 hours" in text_on_disk(root)


async def test_names_that_take_long_do_not_cost_the_answer(desk, monkeypatch):
    """Discord is told in time that the list is coming, however many people it must be asked for."""
    await press(desk.one, await edit(desk, short=SHORT), "accept")
    hold, held = gate.hold, []

    async def noted(interaction, **how):
        held.append(interaction.response.is_done())
        await hold(interaction, **how)

    monkeypatch.setattr(gate, "LATE", -1)
    monkeypatch.setattr(gate, "hold", noted)
    result = await desk.one.slash(desk.channel, "kb audit")
    assert held[0] is False and "**one**" in text_of(answer(result))


async def test_a_button_pressed_twice_does_its_work_once(desk, root, monkeypatch):
    """While an edit is being accepted a second press changes nothing, least of all what the panel says at the end."""
    preview = await edit(desk, short=SHORT)
    room = desk.env.bot.get_cog("Room")
    work, begun = room._act, []

    async def pressed_again(*press):
        if not begun:
            begun.append(True)
            await room.act(*press)
        await work(*press)

    monkeypatch.setattr(room, "_act", pressed_again)
    assert "Accepted" in text_of(await press(desk.one, preview, "accept"))
    assert git(root, "rev-list", "--count", "HEAD").strip() == "2"
