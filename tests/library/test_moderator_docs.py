"""The moderators' pages: their examples work, their links lead somewhere, their figures are the code's."""

import re
import textwrap

import pytest

from bot.library.checks.strength import LARGE_TRIAL, SMALL_TRIAL
from bot.library.codes import all_codes
from bot.library.generated.templates import TEMPLATES
from bot.library.references import cited_keys
from bot.library.strict_yaml import parse
from bot.model.review import REVIEW_DAYS
from tests.library.small_knowledge import HERE, REAL

DOCS = HERE.parents[1] / "docs"
PAGES = sorted((DOCS / "moderators").glob("*.md"))
FENCE = re.compile(r"^( *)```yaml\n(.*?)^ *```", re.M | re.S)
KINDS = {"type": "source", "question": "faq", "summary": "compound", "between": "interaction"}


def examples(page):
    return [textwrap.dedent(body) for _, body in FENCE.findall(page.read_text(encoding="utf-8"))]


ENTRIES = [(page, text) for page in PAGES for text in examples(page) if text.startswith("id: ")]


def test_there_is_a_page_for_each_task():
    """Fix a typo, add a question, a source and a compound, read an error; a style guide; a glossary."""
    names = {page.stem for page in PAGES}

    assert names >= {
        *("fix-a-typo", "add-a-question", "add-a-source", "add-a-compound", "read-an-error"),
        *("style-guide", "glossary", "README"),
    }


@pytest.mark.parametrize(("page", "text"), ENTRIES, ids=lambda value: getattr(value, "stem", ""))
def test_whole_entries_in_the_pages_are_valid(page, text):
    """An entry shown whole fits its model, so that copying it works."""
    value = parse(text, page.name).value
    kind = next(kind for field, kind in KINDS.items() if field in value)

    assert TEMPLATES[kind].model_validate(value)


def test_every_example_can_be_read():
    """No example has a mistake in its YAML but those that show one."""
    for page in PAGES:
        for text in examples(page):
            assert parse(text, page.name)


def test_the_question_and_the_source_shown_are_real():
    """The identifiers in the pages are those of the checked files, not somebody's memory."""
    question = next(text for page, text in ENTRIES if page.stem == "add-a-question")
    source = parse(next(text for page, text in ENTRIES if page.stem == "add-a-source"), "x").value
    real = parse((REAL / "sources" / f"{source['id']}.yaml").read_text(encoding="utf-8"), "x").value

    assert {name: real[name] for name in ("title", "DOI", "PMID", "URL")} == {
        name: source[name] for name in ("title", "DOI", "PMID", "URL")
    }
    assert all((REAL / "sources" / f"{key}.yaml").exists() for key in cited_keys(question))


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted((DOCS / "reference").glob("*.md"))], ids=lambda page: page.stem
)
def test_links_lead_somewhere(page):
    """Every relative link and anchor exists."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        other = (page.parent / file).resolve() if file else page
        assert other.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", other.read_text(encoding="utf-8"), re.M)
            slugs = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert anchor in slugs, target


def test_codes_and_figures_named_in_the_pages_are_right():
    """Codes exist; review days and trial sizes are those the code uses."""
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert set(re.findall(r"\bFN\d{3}\b", text)) <= set(all_codes())
    assert (
        "due again after {} days for high risk, {} for caution, {} for".format(*REVIEW_DAYS.values()) in text
    )
    assert f"fewer than {SMALL_TRIAL} people" in text
    assert f"{LARGE_TRIAL:,} people" in text
