"""The models' findings in words: whatever a file holds, the sentence is ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.library.folders import ENTRY_FOLDERS, LIST_FILES
from bot.library.generated.templates import TEMPLATES, example
from bot.library.plain_language import FORMS, explain
from bot.library.shape import fields_of, record_at, records_below
from bot.library.strict_yaml import Document

KINDS = sorted({*ENTRY_FOLDERS.values(), *LIST_FILES.values()}, key=lambda kind: kind.__name__)
LEAF = st.sampled_from(
    [None, "", "x", "low", "yes", "2026-99-01", "10", "-1", "1e5", "x" * 3000, "compound:a"]
)
VALUE = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "low", "zz"]), inner)
    ),
)


def problems_of(kind, value):
    try:
        kind.model_validate(value)
    except ValidationError as error:
        return explain(error, kind, Document(value, "file.yaml", "id: x\n"), ())
    return []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_empty_entry_is_explained(kind):
    """Each needed field that is missing gets one sentence that says what it is for."""
    found = problems_of(kind, {})

    assert {p.code for p in found} <= {"FN020", "FN028"}
    assert len(found) == sum(field.required for field in fields_of(kind))


@given(st.data())
def test_whatever_stands_in_a_template_is_explained(data):
    """Any value in any field of an example is accepted or explained, never with the fallback sentence."""
    name = data.draw(st.sampled_from(sorted(TEMPLATES)))
    value = dict(example(name).value)
    for field in data.draw(st.lists(st.sampled_from(sorted(value)), min_size=1, max_size=3)):
        value[field] = data.draw(VALUE)

    for problem in problems_of(TEMPLATES[name], value):
        assert problem.message.endswith((".", "`."))
        assert "is not allowed here" not in problem.message
        assert "pydantic" not in problem.message + problem.remedy


def test_every_field_says_what_it_is_for():
    """Each field of each file has a description, because messages, reference and templates show it."""
    silent = {
        f"{record.__name__}.{field.name}"
        for kind in KINDS
        for record in records_below(kind)
        for field in fields_of(record)
        if not field.description
    }

    assert silent == set()


def test_every_form_is_said_in_words():
    """Fields with a fixed form have an example to show."""
    from pydantic import StringConstraints

    patterned = {
        name
        for kind in KINDS
        for record in records_below(kind)
        for name, field in record.model_fields.items()
        if any(isinstance(m, StringConstraints) and m.pattern for m in field.metadata)
    }

    assert {n for n in patterned if n not in FORMS} <= {"source", "party", "id"}


def test_a_route_leads_to_its_record():
    """List positions are skipped on the way to a nested record."""
    compound = ENTRY_FOLDERS["compounds"]

    assert record_at(compound, ("claims", 3, "evidence", 0)).__name__ == "Evidence"
    assert record_at(compound, ("name", "x")) is None
