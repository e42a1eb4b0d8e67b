"""Schemas, templates and reference pages: made from the models, fresh, and true."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from bot.library.codes import all_codes
from bot.library.folders import ENTRY_FOLDERS, LIST_FILES
from bot.library.generated import TEMPLATES, generated_files, stale_files, template, write_files
from bot.library.generated.drafts import draft_of
from bot.library.generated.schemas import schema_name, schemas
from bot.library.reader import read_library
from bot.library.shape import fields_of, records_below
from bot.library.strict_yaml import parse
from bot.operate.cli import footnote
from bot.operate.commands_page import COMMANDS_PAGE, commands_page
from tests.library.small_knowledge import HERE

ROOT = HERE.parents[1]
KNOWLEDGE = ROOT / "knowledge"


def test_generated_files_are_fresh():
    """What lies in the repository is what the models and rules say now; else run `footnote generate`."""
    files = {**generated_files(), COMMANDS_PAGE: commands_page()}

    assert [path.as_posix() for path in stale_files(ROOT, files)] == []


def test_stale_files_are_found_and_written(tmp_path):
    """A missing or changed file is stale until it is written again."""
    files = generated_files()
    written = write_files(tmp_path, files)
    assert set(written) == set(files)
    assert stale_files(tmp_path, files) == []

    (tmp_path / written[0]).write_text("changed by hand", encoding="utf-8")
    assert stale_files(tmp_path, files) == [written[0]]


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_a_template_is_a_valid_entry(kind):
    """A template reads strictly, fits its model, and shows every field of it."""
    text = template(kind)
    record = TEMPLATES[kind].model_validate(parse(text, kind).value)

    assert record.id in text
    assert [field.name for field in fields_of(TEMPLATES[kind]) if f"{field.name}:" not in text] == []


def test_a_draft_has_its_id_and_today():
    """A new file starts with the given id and the day it was made."""
    key, text = draft_of("interaction", ("5-htp", "class:ssri"), date(2027, 1, 2))
    values = parse(text, "f").value

    assert (key, values["id"]) == ("class-ssri--5-htp", "class-ssri--5-htp")
    assert values["between"] == ["class:ssri", "compound:5-htp"]
    assert values["review"]["date"] == "2027-01-02"


def as_an_editor_reads(path: Path):
    """YAML 1.2 with its own types, as editors see it; dates stay text there."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = lambda self, node: node.value
    return yaml.load(path.read_text(encoding="utf-8"))


def files_with_schemas():
    """The small knowledge, and every fortieth real file that the check can read."""
    for folder in ENTRY_FOLDERS:
        yield from ((path, folder) for path in sorted((HERE / "base" / folder).glob("*.yaml")))
    readable = [shown for shown, reading in read_library(KNOWLEDGE).files.items() if not reading.problems]
    insides = [shown.partition("/")[2] for shown in readable]
    for inside in [i for i in insides if i in LIST_FILES] + insides[::40]:
        folder = inside.rpartition("/")[0]
        name = folder if folder in ENTRY_FOLDERS else schema_name(inside if inside in LIST_FILES else folder)
        if name in schemas():
            yield KNOWLEDGE / inside, name


@pytest.mark.parametrize(
    ("path", "name"), files_with_schemas(), ids=lambda value: getattr(value, "stem", value)
)
def test_editors_accept_what_the_check_accepts(path, name):
    """Real files have no red line in an editor."""
    errors = Draft7Validator(json.loads(schemas()[name])).iter_errors(as_an_editor_reads(path))

    assert [error.message for error in errors] == []


def test_editors_underline_mistakes():
    """A misspelt field, a word that is not allowed and a missing field are all seen while typing."""
    value = as_an_editor_reads(HERE / "base" / "faq" / "alphamine-attention.yaml")
    value |= {"qestion": "x", "risk": "dangerous"}
    del value["answer"]

    errors = Draft7Validator(json.loads(schemas()["faq"])).iter_errors(value)

    assert len(list(errors)) == 3


def test_every_field_and_every_code_has_its_place_in_the_reference():
    """No field, record or code is missing from the pages."""
    pages = {path.name: text for path, text in generated_files().items() if path.suffix == ".md"}
    kinds = [*ENTRY_FOLDERS.values(), *LIST_FILES.values()]
    names = {field.name for kind in kinds for record in records_below(kind) for field in fields_of(record)}

    assert [name for name in names if f"`{name}`" not in pages["fields.md"]] == []
    assert [code for code in all_codes() if f"## {code} " not in pages["rules.md"]] == []


def test_every_command_is_in_the_reference():
    """No command of the command line is missing from its page."""
    page = commands_page()

    assert [name for name in footnote.commands if f"## footnote {name}" not in page] == []


def test_the_workspace_settings_name_every_schema():
    """Each kind of file is bound to its schema, and each schema exists."""
    settings = json.loads(generated_files()[Path(".vscode/settings.json")])
    named = {Path(path).stem for path in settings["yaml.schemas"]}

    assert named == set(schemas())
