"""Fields of entries: what a form shows can be typed back, and the rules on risk name fields that exist."""

import shutil
from fnmatch import fnmatchcase

import pytest

from bot.desk.fields import KINDS, entry_fields, with_changes
from bot.desk.merging import touched
from bot.desk.risk import EVERYTHING, is_risk, risk_rules
from bot.desk.splicing import rewritten
from bot.errors import UsageError
from bot.library.reader import read_library
from bot.model.compound import Compound
from tests.library.small_knowledge import REAL

LIBRARY = read_library(REAL)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_form_shows_can_be_typed_back(kind):
    """Sending a form unchanged changes nothing, in any entry of the knowledge."""
    for entry in list(LIBRARY.entries_of(KINDS[kind]))[:120]:
        shown = {field.path: field.value for field, _ in entry_fields(KINDS[kind], entry.value)}
        assert with_changes(KINDS[kind], entry.value, shown) == entry.value


@pytest.mark.parametrize("kind", ["compound", "faq", "interaction", "source"])
def test_an_edit_of_a_real_entry_changes_its_lines_only(kind):
    """Changing one text of a real file leaves all other lines as they are, to the letter."""
    for entry in list(LIBRARY.entries_of(KINDS[kind]))[:40]:
        fields = [f for f, _ in entry_fields(KINDS[kind], entry.value) if f.kind == "text" and f.value]
        field = fields[len(fields) // 2]
        value = with_changes(KINDS[kind], entry.value, {field.path: f"Changed: {field.value}"})
        before, after = entry.document.text.split("\n"), rewritten(entry.document.text, value).split("\n")
        (path,) = (path for path, _ in touched(entry.value, value))
        assert field.path.startswith(path)
        kept = {
            line for line in before if line.strip() and not any(part in line for part in field.value.split())
        }
        assert kept <= set(after)


def test_items_are_added_changed_and_taken_away():
    """A claim comes in as a piece of YAML, is found by its id, and goes when its field is emptied."""
    value = {"id": "x", "claims": [{"id": "a", "kind": "effect", "text": "One thing."}]}
    new = "id: b\nkind: safety\ntext: Another thing.\nevidence: [{source: doe-2019}]"
    value = with_changes(Compound, value, {"claims.+": new})
    assert [claim["id"] for claim in value["claims"]] == ["a", "b"]
    value = with_changes(Compound, value, {"claims.b.text": "A third\nthing. ", "claims.a": ""})
    assert [(claim["id"], claim["text"]) for claim in value["claims"]] == [("b", "A third thing.")]
    value = with_changes(
        Compound, value, {"claims.b": "", "warning": "Mind it.", "names.brands": "One\n\n Two "}
    )
    assert value == {"id": "x", "names": {"brands": ["One", "Two"]}, "warning": "Mind it."}


@pytest.mark.parametrize("text", ["- [", "a: b: c", "just words", "- words"])
def test_yaml_that_cannot_be_read_is_told(text):
    """A broken piece of YAML is refused with a sentence, not written."""
    with pytest.raises(UsageError):
        with_changes(Compound, {"id": "x"}, {"doses_studied": text})


def test_every_rule_on_risk_names_fields_that_exist():
    """A rule whose pattern meets no field would protect nothing."""
    rules = risk_rules(REAL)
    assert rules != EVERYTHING
    for rule in rules:
        paths = {
            f.path for e in LIBRARY.entries_of(KINDS[rule.kind]) for f, _ in entry_fields(e.kind, e.value)
        }
        for pattern in rule.fields:
            assert any(fnmatchcase(path, pattern) for path in paths), (rule.kind, pattern)


def test_warnings_interactions_and_safety_are_risk_fields():
    """What the moderators' rules must hold, whatever else they say."""
    rules = risk_rules(REAL)
    safety, effect = {"kind": "safety", "text": "x"}, {"kind": "effect", "text": "x"}
    assert is_risk(rules, "compound", "warning", ())
    assert is_risk(rules, "compound", "claims.a.text", (safety, {"risk": "info"}))
    assert is_risk(rules, "compound", "claims.a.text", ({**effect, "group": "pregnancy"}, {"risk": "info"}))
    assert not is_risk(rules, "compound", "claims.a.text", (effect, {"risk": "info"}))
    assert is_risk(rules, "compound", "claims.a.text", (effect, {"risk": "high"}))
    assert all(
        is_risk(rules, "interaction", path, ())
        for path in ("severity", "management", "effect", "mechanism.text")
    )
    assert all(is_risk(rules, kind, "text", ()) for kind in ("disclaimer", "group", "refusal", "contact"))
    assert is_risk(rules, "contact", "phone", ()) and not is_risk(rules, "contact", "seen", ())


def test_lost_rules_protect_everything(tmp_path):
    """Missing, empty and broken files mean that every field needs a second moderator."""
    folder = tmp_path / "vocabulary"
    folder.mkdir()
    assert risk_rules(tmp_path) == EVERYTHING
    for text in (
        "",
        "[]",
        "- kind: compound",
        "kind: compound",
        "- {kind: compound, fields: [a], when: 1}",
        "- [",
    ):
        (folder / "risk_fields.yaml").write_text(text, "utf-8")
        assert risk_rules(tmp_path) == EVERYTHING
    shutil.copy(REAL / "vocabulary/risk_fields.yaml", folder / "risk_fields.yaml")
    assert risk_rules(tmp_path) == risk_rules(REAL)
