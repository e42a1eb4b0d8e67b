"""What moderators can do at the desk, from reading an entry to taking a change back."""

import asyncio
import re
from datetime import timedelta

import pytest

from bot.desk import deciding
from bot.desk.fields import with_changes
from bot.desk.git import GitTrouble
from bot.desk.history import History
from bot.desk.results import Accepted, Asked, FieldKind, Reason, Rebased, Refused, Waiting
from bot.desk.splicing import rewritten
from bot.errors import NotFoundError, UsageError
from bot.library.strict_yaml import parse
from bot.model.safety import Disclaimer
from tests.desk.conftest import ANNA, BORIS, TODAY, git

FAQ, CARD, PAIR = "faq:alphamine-attention", "compound:alphamine", "interaction:class-ssri--alphamine"
SHORT = {"answer.short": "In one trial in healthy adults, attention on alphamine did not differ [@lee-2019]."}
WARNING = {"warning": "Alphamine raises the pulse a little [@park-2020]."}


async def accepted(desk, entry, changes, moderator=ANNA):
    decision = await desk.accept(await desk.preview(entry, changes, moderator), moderator)
    assert isinstance(decision, Accepted), decision
    return decision


async def test_an_entry_is_read_as_fields(made):
    """Every field has a path, its value as typed text, its kind, its limit, and whether an error in it can harm."""
    fields = {field.path: field for field in (await made.desk.read(FAQ)).fields}
    assert fields["answer.short"].value.startswith("In one trial")
    assert (fields["answer.short"].kind, fields["answer.short"].longest) == (FieldKind.TEXT, 600)
    assert fields["variants"].value.split("\n")[0] == "alphamine focus"
    assert fields["risk"].words == ("info", "caution", "high") and fields["risk"].risk
    assert not fields["variants"].risk
    card = {field.path: field for field in (await made.desk.read("card:alphamine#dosage")).fields}
    assert card["claims.heart-rate.text"].risk and not card["claims.attention.text"].risk
    assert card["warning"].risk and not card["summary"].risk
    assert all(
        one.risk for one in (await made.desk.read(PAIR)).fields if one.path in ("severity", "management")
    )


async def test_safety_texts_are_edited_in_their_lists(made):
    """A disclaimer is an entry too: only its lines change, and all of its fields need a second moderator."""
    name = made.snapshots.current.knowledge.safety.disclaimers[0].id
    text = await made.desk.read(f"disclaimer:{name}")
    assert text.path == "safety/disclaimers.yaml" and all(one.risk for one in text.fields)
    changes = {"text": "General information, not advice. Ask a doctor or a pharmacist."}
    preview = await made.desk.preview(text.entry, changes, ANNA)
    lines = [
        line
        for line in preview.radius.diff.split("\n")
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert len(lines) <= 4 and any("General information" in line for line in lines)
    assert isinstance(await made.desk.accept(preview, ANNA), Waiting)


async def test_a_disclaimer_changes_every_answer_it_stands_under(made):
    """The words of the safety texts are part of an answer: editing one shows up under the questions asked."""
    name = made.snapshots.current.knowledge.safety.disclaimers[0].id
    preview = await made.desk.preview(
        f"disclaimer:{name}", {"text": "Ask a doctor or a pharmacist first."}, ANNA
    )
    assert len(preview.radius.changed) == preview.radius.asked > 0


async def test_a_file_that_cannot_be_read_is_mended_by_hand(made):
    """An entry that is no YAML or no UTF-8 is not edited over; the sentence says so."""
    for data in (b"id: [", b"id: alphamine-attention\nquestion: \xff\n"):
        (made.root / "faq/alphamine-attention.yaml").write_bytes(data)
        with pytest.raises(UsageError, match="by hand"):
            await made.desk.read(FAQ)
        with pytest.raises(UsageError, match="by hand"):
            await made.desk.preview(FAQ, SHORT, ANNA)
        assert (made.root / "faq/alphamine-attention.yaml").read_bytes() == data


async def test_what_does_not_exist_is_said(made):
    """Unknown entries and fields are named, with the nearest that exists."""
    with pytest.raises(NotFoundError, match="alphamine-attention"):
        await made.desk.read("faq:alphamine-atention")
    with pytest.raises(NotFoundError, match="shorter"):
        await made.desk.preview(FAQ, {"answer.shorter": "x"}, ANNA)
    with pytest.raises(NotFoundError, match="id"):
        await made.desk.preview(FAQ, {"id": "x"}, ANNA)
    with pytest.raises(UsageError, match="name: value"):
        await made.desk.preview(CARD, {"claims.+": "just words"}, ANNA)


async def test_a_preview_changes_nothing_and_shows_what_would(made):
    """Diff, changed answers, touched entries, lengths: all before a file, the history or an answer changes."""
    before = git(made.root, "rev-parse", "HEAD")
    preview = await made.desk.preview(FAQ, SHORT, ANNA)
    found = preview.radius
    assert "+  short: In one trial in healthy adults, attention on alphamine" in found.diff
    assert {one.asked.question for one in found.changed} >= {
        "alphamine focus",
        "Does alphamine help with attention?",
    }
    assert all(one.same_entries for one in found.changed)
    assert [(one.path, one.longest) for one in found.lengths] == [("answer.short", 600)]
    assert (found.errors, found.risk_fields) == ((), ())
    assert git(made.root, "rev-parse", "HEAD") == before and git(made.root, "status", "--short") == ""
    assert made.desk.held(preview.token) is preview


async def test_a_card_touches_its_questions_and_interactions(made):
    """Editing a card names the FAQ and the pairs that show it; editing a source all that cite it."""
    card = await made.desk.preview(CARD, WARNING, ANNA)
    assert set(card.radius.touches) >= {"card:alphamine", FAQ, PAIR}
    source = await made.desk.preview(
        "source:lee-2019", {"finding": "In 100 adults attention did not differ."}, ANNA
    )
    assert set(source.radius.touches) >= {"card:alphamine", FAQ}


async def test_an_accepted_edit_is_in_the_file_in_git_and_in_use(made):
    """One commit by the bot with the moderator in a trailer; the next answer uses it; nothing else in the tree moves."""
    decision = await accepted(made.desk, FAQ, SHORT)
    assert (
        "attention on alphamine" in made.snapshots.current.knowledge.faqs["alphamine-attention"].answer.short
    )
    assert decision.version == made.snapshots.current.knowledge.version
    assert (
        git(made.root, "log", "-1", "--format=%an|%(trailers:key=Moderator,valueonly)") == f"Footnote|{ANNA}"
    )
    assert git(made.root, "diff", "--name-only", "HEAD^", "HEAD") == "faq/alphamine-attention.yaml"
    assert git(made.root, "status", "--short") == ""
    assert (decision.changed, decision.safety_critical) == ((FAQ,), False)


async def test_an_edit_with_errors_is_refused(made):
    """A claim without a known source stops the edit, and says where."""
    preview = await made.desk.preview(FAQ, {"answer.short": "It helps attention [@nobody-2020]."}, ANNA)
    decision = await made.desk.accept(preview, ANNA)
    assert decision.reason is Reason.PROBLEMS and "FN101" in {one.code for one in decision.problems}
    assert git(made.root, "status", "--short") == ""


async def test_an_edit_that_changes_nothing_is_refused(made):
    """The same words again make no commit."""
    preview = await made.desk.preview(FAQ, {"question": "Does alphamine help with  attention?"}, ANNA)
    assert (await made.desk.accept(preview, ANNA)).reason is Reason.NOTHING


async def test_a_risk_field_waits_for_somebody_else(made):
    """Its author cannot be the second; another moderator can, and both stand in the commit."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    assert isinstance(waiting, Waiting) and waiting.risk_fields == ("warning",)
    assert [
        (m.proposal, m.entry, m.moderator) for m in (one.message for one in await made.desk.waiting())
    ] == [(waiting.proposal, CARD, ANNA)]
    assert "a little" not in (made.root / "compounds/alphamine.yaml").read_text("utf-8")
    assert (await made.desk.second(waiting.proposal, ANNA)).reason is Reason.OWN_EDIT
    assert (await made.desk.accept(await made.desk.review(waiting.proposal), ANNA)).reason is Reason.OWN_EDIT

    decision = await made.desk.second(waiting.proposal, BORIS)
    assert isinstance(decision, Accepted) and decision.safety_critical
    assert [(r.message.moderator, r.message.second) for r in await made.desk.history(CARD, 1)] == [
        (ANNA, BORIS)
    ]
    assert await made.desk.waiting() == ()
    assert (await made.desk.second(waiting.proposal, BORIS)).reason is Reason.GONE


async def test_a_waiting_edit_survives_a_restart_and_can_be_declined(made, desk_for):
    """Proposals lie in git, so a new process finds them; declined ones are gone."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    again = desk_for(made.root)
    assert await again.desk.open() == ()
    assert "a little" in (await again.desk.review(waiting.proposal)).radius.diff
    declined = await again.desk.decline(waiting.proposal)
    assert (declined.entry, declined.moderator) == (CARD, ANNA)
    assert (await again.desk.decline(waiting.proposal)).reason is Reason.GONE
    with pytest.raises(NotFoundError):
        await again.desk.review(waiting.proposal)


async def test_without_rules_on_risk_every_field_needs_a_second(made):
    """A lost or broken file of rules makes the desk stricter, never laxer."""
    for text in ("- kind: [", "- {kind: faq, fields: risk}", None):
        path = made.root / "vocabulary/risk_fields.yaml"
        path.write_text(text, "utf-8") if text else path.unlink()
        assert all(field.risk for field in (await made.desk.read(FAQ)).fields)


async def test_taking_a_risky_claim_away_is_a_risk_too(made):
    """What is removed counts like what is changed."""
    preview = await made.desk.preview(CARD, {"claims.heart-rate": ""}, ANNA)
    assert "claims.heart-rate" in preview.radius.risk_fields


async def test_two_moderators_on_one_entry(made):
    """The second is told, sees the edit on top of the first one's, and after accepting both are there."""
    text = await made.desk.read(FAQ)
    first = await made.desk.preview(FAQ, SHORT, ANNA, text.base)
    second = await made.desk.preview(
        FAQ, {"variants": f"{value(text, 'variants')}\nalphamine attention trial"}, BORIS, text.base
    )
    assert isinstance(await made.desk.accept(first, ANNA), Accepted)
    told = await made.desk.accept(second, BORIS)
    assert (
        isinstance(told, Rebased)
        and told.preview.conflicts == ()
        and "attention on" not in told.preview.radius.diff
    )
    assert isinstance(await made.desk.accept(told.preview, BORIS), Accepted)
    assert (await made.desk.accept(told.preview, BORIS)).reason is Reason.NOTHING
    faq = made.snapshots.current.knowledge.faqs["alphamine-attention"]
    assert "on alphamine" in faq.answer.short and "alphamine attention trial" in faq.variants


async def test_two_moderators_on_one_field(made):
    """The second sees what the first wrote there before deciding; the first one's words stay in the history."""
    text = await made.desk.read(FAQ)
    await accepted(made.desk, FAQ, SHORT)
    late = await made.desk.preview(
        FAQ, {"answer.short": "One trial found no change [@lee-2019]."}, BORIS, text.base
    )
    assert [(one.path, "on alphamine" in one.theirs) for one in late.conflicts] == [("answer.short", True)]
    assert isinstance(await made.desk.accept(late, BORIS), Accepted)
    newest, earlier = (await made.desk.history(FAQ))[:2]
    for revision, words in ((earlier, "on alphamine"), (newest, "no change")):
        assert words in git(made.root, "show", f"{revision.hash}:faq/alphamine-attention.yaml")


async def test_a_waiting_edit_meets_a_later_one(made):
    """An accepted edit of another field is kept under the waiting one; one of the same field must be looked at first."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    await accepted(
        made.desk, CARD, {"summary": "Alphamine is a stimulant. One trial found no change [@lee-2019]."}
    )
    other = await made.desk.preview(
        CARD, {"warning": "Alphamine raises the pulse by 4 beats [@park-2020]."}, BORIS
    )
    assert isinstance(await made.desk.accept(other, ANNA), Accepted)
    told = await made.desk.second(waiting.proposal, BORIS)
    assert isinstance(told, Rebased) and [one.path for one in told.preview.conflicts] == ["warning"]
    assert isinstance(await made.desk.accept(told.preview, BORIS), Accepted)
    card = made.snapshots.current.knowledge.compounds["alphamine"]
    assert "a little" in card.warning and "found no change [@" in card.summary
    assert await made.desk.waiting() == ()


def value(text, path):
    return next(field.value for field in text.fields if field.path == path)


async def test_a_new_question_with_its_promise(made):
    """A new entry and its golden row land in one commit, and the question finds it."""
    values = {
        "question": "What is betavine?",
        "variants": "betavine what is it\nbetavine explained\ntell me about betavine\nbetavine basics\nbetavine overview",
        "answer.short": "In one trial in healthy adults, attention did not differ [@lee-2019].",
        "compounds": "betavine",
        "topics": "overview",
        "risk": "info",
    }
    preview = await made.desk.new(
        "faq", ("betavine-what",), values, ANNA, golden=["so what is this betavine thing"]
    )
    decision = await made.desk.accept(preview, ANNA)
    if isinstance(decision, Waiting):
        decision = await made.desk.second(decision.proposal, BORIS)
    assert isinstance(decision, Accepted), decision
    rows = (made.root / "golden/betavine-what.yaml").read_text("utf-8")
    assert rows == "- {question: so what is this betavine thing, entry: faq:betavine-what}\n"
    assert git(made.root, "diff", "--name-only", "HEAD^", "HEAD").split() == [
        "faq/betavine-what.yaml",
        "golden/betavine-what.yaml",
    ]
    with pytest.raises(UsageError, match="already"):
        await made.desk.new("faq", ("betavine-what",), values, ANNA)


async def test_a_blank_form_has_the_fields_of_the_model(made):
    """The form of a new question has all its fields, empty; a kind that is a list has no form."""
    fields = await made.desk.blank("faq")
    assert {"question", "answer.short", "variants", "risk"} <= {one.path for one in fields if not one.value}
    with pytest.raises(NotFoundError):
        await made.desk.blank("disclaimer")


async def test_a_broken_promise_stops_an_edit_until_it_is_confirmed(made):
    """A golden row that would break is shown; confirming takes it out in the same commit."""
    (made.root / "golden").mkdir()
    row = '- {question: alphamine atention please, entry: "faq:alphamine-attention"}\n'
    (made.root / "golden/rows.yaml").write_text(f"# Promises.\n{row}", "utf-8")
    git(made.root, "add", "-A")
    git(made.root, "commit", "-qm", "promise")
    await made.desk.reload()
    fields = {field.path: field.value for field in (await made.desk.read(FAQ)).fields}
    words = {path: fields[path] for path in ("question", "variants", "compounds")}
    moved = {path: re.sub("al(ph|f)amine", "betavine", text) for path, text in words.items()}
    preview = await made.desk.preview(FAQ, moved, ANNA)
    assert [one.question for one in preview.radius.golden_broken] == ["alphamine atention please"]
    refused = await made.desk.accept(preview, BORIS)
    assert refused.reason is Reason.GOLDEN and refused.golden == preview.radius.golden_broken
    decision = await made.desk.accept(preview, BORIS, confirmed=True)
    assert isinstance(decision, Accepted), decision
    assert not (made.root / "golden/rows.yaml").exists()
    assert "golden rows taken out" in git(made.root, "log", "-1", "--format=%s")


async def test_a_promise_that_was_written_by_hand_is_recorded_with_its_entry(made):
    """An edit that takes it out would touch a file that git does not know: one press records it, then the edit lands."""
    (made.root / "golden").mkdir()
    row = '- {question: alphamine atention please, entry: "faq:alphamine-attention"}\n'
    (made.root / "golden/rows.yaml").write_text(row, "utf-8")
    await made.desk.reload()
    fields = {field.path: field.value for field in (await made.desk.read(FAQ)).fields}
    words = {path: fields[path] for path in ("question", "variants", "compounds")}
    moved = {path: re.sub("al(ph|f)amine", "betavine", text) for path, text in words.items()}
    preview = await made.desk.preview(FAQ, moved, ANNA)
    assert (await made.desk.accept(preview, BORIS, confirmed=True)).reason is Reason.UNCOMMITTED
    assert isinstance(await made.desk.adopt(FAQ, BORIS), Accepted)
    assert isinstance(await made.desk.accept(preview, BORIS, confirmed=True), Accepted)
    assert git(made.root, "status", "--short") == "" and not (made.root / "golden/rows.yaml").exists()


async def test_recent_questions_are_asked_too(made, desk_for):
    """What members asked lately is tried before and after, the often asked first."""

    async def recent():
        return [
            Asked("alphamine attention", "recent", FAQ, 7),
            Asked("alphamine and focus", "recent", FAQ, 30),
        ]

    desk = desk_for(made.root, recent=recent).desk
    changed = [
        one.asked
        for one in (await desk.preview(FAQ, SHORT, ANNA)).radius.changed
        if one.asked.origin == "recent"
    ]
    assert [one.times for one in changed] == [30, 7]


async def test_the_newest_change_is_taken_back_with_one_press(made):
    """Undoing puts the old bytes back at once; for a risk field it says that a second should look."""
    before = (made.root / "compounds/alphamine.yaml").read_bytes()
    await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), BORIS)
    newest = (await made.desk.history(CARD))[0]
    decision = await made.desk.rollback(CARD, newest.hash, BORIS)
    assert isinstance(decision, Accepted) and "second moderator" in decision.warnings[0]
    assert (made.root / "compounds/alphamine.yaml").read_bytes() == before


async def test_an_older_change_is_taken_out_from_under_a_newer_one(made):
    """Undoing an earlier edit keeps what came after it."""
    await accepted(made.desk, FAQ, SHORT)
    older = (await made.desk.history(FAQ))[0]
    await accepted(made.desk, FAQ, {"answer.ask_a_professional": "Ask a doctor if it lasts for weeks."})
    assert isinstance(await made.desk.rollback(FAQ, older.hash, BORIS), Accepted)
    faq = made.snapshots.current.knowledge.faqs["alphamine-attention"]
    assert "on alphamine" not in faq.answer.short and faq.answer.ask_a_professional
    assert (await made.desk.rollback(FAQ, "0" * 40, BORIS)).reason is Reason.GONE


async def test_an_old_risky_change_needs_a_second_to_be_taken_back(made, monkeypatch):
    """After a day, undoing a risk field is an edit like any other."""
    await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), BORIS)
    monkeypatch.setattr(deciding, "UNDO", timedelta(0))
    newest = (await made.desk.history(CARD))[0]
    assert isinstance(await made.desk.rollback(CARD, newest.hash, ANNA), Waiting)


async def test_a_new_entry_is_taken_back(made):
    """Undoing the addition of an entry takes its file away."""
    fields = {one.path: one.value for one in (await made.desk.read("source:lee-2019")).fields if one.value}
    fields["title"] = "Another trial altogether"
    values = {path: text for path, text in fields.items() if not re.search("DOI|PMID", path)}
    preview = await made.desk.new("source", ("doe-2021",), values, ANNA)
    assert isinstance(await made.desk.accept(preview, ANNA), Accepted)
    newest = (await made.desk.history("source:doe-2021"))[0]
    assert isinstance(await made.desk.rollback("source:doe-2021", newest.hash, ANNA), Accepted)
    assert not (made.root / "sources/doe-2021.yaml").exists() and git(made.root, "status", "--short") == ""
    assert len(await made.desk.history("source:doe-2021")) == 2


async def test_reading_an_entry_again_is_an_edit(made):
    """Confirming writes today as the day of the review, and it leaves the queue."""
    path = made.root / "faq/alphamine-attention.yaml"
    path.write_text(path.read_text("utf-8").replace("2026-11-01", "2025-01-01"), "utf-8")
    git(made.root, "commit", "-qam", "old")
    await made.desk.reload()
    late = await made.desk.due()
    assert [(one.entry, one.days > 300) for one in late] == [(FAQ, True)]
    assert late[0].sources[0][1].startswith("https://")
    assert isinstance(await made.desk.confirm(FAQ, ANNA), Accepted)
    assert made.snapshots.current.knowledge.faqs["alphamine-attention"].review.date == TODAY
    assert await made.desk.due() == ()


async def test_the_state_of_the_knowledge(made):
    """Version, counts, what waits and the last reload, as a moderator wants to see them."""
    await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    await made.desk.reload()
    status = await made.desk.status()
    assert (status.version, status.waiting) == (made.snapshots.current.knowledge.version, 1)
    assert status.counts["faq"] == 1 and status.errors == () and status.last_result == "unchanged"


async def test_entries_are_found(made):
    """By id, by name, by what a member would type, with errors in it."""
    for text in (FAQ, "alphamine-attention", "does alphamin help attention"):
        assert next(iter(await made.desk.find(text))) == FAQ
    assert CARD in await made.desk.find("Alphamine")
    assert await made.desk.find("qqqq") == {}


async def test_a_change_that_cannot_serve_is_taken_back(made, monkeypatch):
    """When the new text cannot be put to use, the old one stands again in file and branch, and serves."""
    before = (made.root / "faq/alphamine-attention.yaml").read_bytes()
    preview = await made.desk.preview(FAQ, SHORT, ANNA)
    (made.root / "sources/lee-2019.yaml").write_text("id: [", "utf-8")
    monkeypatch.setattr(made.desk._drafting, "preview", lambda *_, **__: preview)
    decision = await made.desk.accept(preview, ANNA)
    assert isinstance(decision, Refused) and decision.reason is Reason.NOT_SERVED
    assert (made.root / "faq/alphamine-attention.yaml").read_bytes() == before
    assert git(made.root, "status", "--short") == "M sources/lee-2019.yaml"


async def test_a_crash_between_an_edit_and_the_end_of_its_proposal(made, desk_for):
    """A proposal whose words stand in the files already does not wait any more after the next start."""
    await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    path = made.root / "compounds/alphamine.yaml"
    path.write_text(path.read_text("utf-8").replace("the pulse [@", "the pulse a little [@", 1), "utf-8")
    git(made.root, "commit", "-qam", "as if accepted")
    again = desk_for(made.root).desk
    assert len(await again.waiting()) == 1
    await again.open()
    assert await again.waiting() == ()


async def test_an_edit_that_was_declined_while_it_was_looked_at(made):
    """Whoever agrees a moment later is told that it is gone; nothing of it comes into force."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    seen = await made.desk.review(waiting.proposal)
    await made.desk.decline(waiting.proposal)
    assert (await made.desk.accept(seen, BORIS)).reason is Reason.GONE
    assert "a little" not in (made.root / "compounds/alphamine.yaml").read_text("utf-8")


async def test_a_decline_waits_for_an_agreement_that_is_under_way(made):
    """Pressed at the same time, one of the two counts, and the file says which."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)
    seen = await made.desk.review(waiting.proposal)
    agreed, declined = await asyncio.gather(
        made.desk.accept(seen, BORIS), made.desk.decline(waiting.proposal)
    )
    in_force = "a little" in (made.root / "compounds/alphamine.yaml").read_text("utf-8")
    assert isinstance(agreed, Accepted) == in_force == isinstance(declined, Refused)


async def test_taking_back_a_commit_by_hand_takes_back_one_file(made):
    """Other entries in the same commit stay: nobody asked about them, and they may hold risk fields."""
    for path in ("faq/alphamine-attention.yaml", "compounds/alphamine.yaml"):
        text = (made.root / path).read_text("utf-8")
        (made.root / path).write_text(text.replace("2026-11-01", "2026-11-02"), "utf-8")
    git(made.root, "commit", "-qam", "by hand")
    await made.desk.reload()
    newest = (await made.desk.history(FAQ))[0]
    assert isinstance(await made.desk.rollback(FAQ, newest.hash, ANNA), Accepted)
    assert git(made.root, "diff", "--name-only", "HEAD^", "HEAD") == "faq/alphamine-attention.yaml"


async def test_taking_back_a_change_of_a_list_by_hand(made, monkeypatch):
    """Every entry of the file that changes is judged by the rules on risk, not only the one that was asked for."""
    monkeypatch.setattr(deciding, "UNDO", timedelta(0))
    first, second = [one.id for one in made.snapshots.current.knowledge.safety.disclaimers[:2]]
    path = made.root / "safety/disclaimers.yaml"
    changed = with_changes(
        Disclaimer, parse(path.read_text("utf-8"), "x").value[1], {"text": "Ask a doctor."}
    )
    rows = [changed if row["id"] == second else row for row in parse(path.read_text("utf-8"), "x").value]
    path.write_text(rewritten(path.read_text("utf-8"), rows), "utf-8")
    git(made.root, "commit", "-qam", "by hand")
    await made.desk.reload()
    newest = (await made.desk.history(f"disclaimer:{first}"))[0]
    waiting = await made.desk.rollback(f"disclaimer:{first}", newest.hash, ANNA)
    assert isinstance(waiting, Waiting) and waiting.risk_fields == (f"{second}.text",)


async def test_rules_that_became_stricter_count(made):
    """A field that needs a second moderator by now is not accepted by a preview from before."""
    preview = await made.desk.preview(FAQ, SHORT, ANNA)
    path = made.root / "vocabulary/risk_fields.yaml"
    path.write_text("- {kind: faq, fields: [answer.*]}\n", "utf-8")
    git(made.root, "commit", "-qam", "stricter")
    told = await made.desk.accept(preview, ANNA)
    assert isinstance(told, Rebased) and told.preview.radius.risk_fields == ("answer.short",)
    assert isinstance(await made.desk.accept(told.preview, ANNA), Waiting)


async def test_replies_of_an_entry_that_is_gone_can_be_found(made):
    """What was taken out because it was wrong is what a recall is for."""
    (made.root / "faq/alphamine-attention.yaml").unlink()
    assert await made.desk.touched(FAQ) == (FAQ,)
    with pytest.raises(NotFoundError):
        await made.desk.touched("nothing:at-all")


async def test_a_proposal_that_cannot_be_ended_was_accepted_all_the_same(made, desk_for, monkeypatch):
    """Git is locked at the very end: the edit is in force and said to be, and the next start ends the proposal."""
    waiting = await made.desk.accept(await made.desk.preview(CARD, WARNING, ANNA), ANNA)

    def locked(*_):
        raise GitTrouble("Another program holds a lock.")

    with monkeypatch.context() as patch:
        patch.setattr(History, "drop", locked)
        assert isinstance(await made.desk.second(waiting.proposal, BORIS), Accepted)
    again = desk_for(made.root).desk
    await again.open()
    assert await again.waiting() == ()


async def test_what_can_neither_serve_nor_be_taken_back_is_said(made, monkeypatch):
    """The sentence says that the files hold it, which "nothing was changed" would hide."""
    preview = await made.desk.preview(FAQ, SHORT, ANNA)
    (made.root / "sources/lee-2019.yaml").write_text("id: [", "utf-8")
    monkeypatch.setattr(made.desk._drafting, "preview", lambda *_, **__: preview)
    commit = History.commit

    def once(self, files, base, message):
        if message.moderator == 0:
            raise GitTrouble("The disk is full.")
        return commit(self, files, base, message)

    monkeypatch.setattr(History, "commit", once)
    decision = await made.desk.accept(preview, ANNA)
    assert decision.reason is Reason.NOT_SERVED and "is in the files" in decision.sentence
    assert "disk is full" in decision.sentence
