"""Exports: everything, in forms that other programs read."""

import json
import re

import pytest

from bot.library.export import FORMATS, bibtex, csl_json, jsonl, markdown
from bot.library.reader import read_library
from bot.library.statistics import statistics
from tests.library.small_knowledge import TODAY


@pytest.fixture
def knowledge(root):
    return read_library(root).knowledge()


def test_lines_have_a_type_an_id_and_all_fields(knowledge):
    """One JSON object a line; claims stand on their own lines under their address."""
    rows = [json.loads(line) for line in jsonl(knowledge).splitlines()]
    types = {row["type"] for row in rows}
    ids = {(row["type"], row["id"]) for row in rows}

    assert types == {"source", "claim", "compound", "faq", "interaction", "disclaimer", "contact"}
    assert ("claim", "alphamine#heart-rate") in ids
    assert len(ids) == len(rows)


def test_a_source_line_has_its_identifiers_in_small_letters(knowledge):
    """`doi`, `pmid`, `url`, `year` and `title` are there whatever the file calls them."""
    row = next(r for r in map(json.loads, jsonl(knowledge).splitlines()) if r["id"] == "lee-2019")

    assert (row["doi"], row["pmid"], row["year"]) == ("10.1000/lee.2019", "11111111", 2019)
    assert row["url"].endswith("/11111111/")
    assert row["title"].startswith("Attention")


def test_csl_items_are_csl(knowledge):
    """Types, names and dates are CSL's."""
    items = {item["id"]: item for item in json.loads(csl_json(knowledge))}

    assert items["lee-2019"]["type"] == "article-journal"
    assert items["lee-2019"]["issued"] == {"date-parts": [[2019]]}
    assert items["lee-2019"]["author"][0] == {"family": "Lee", "given": "A"}


def test_bibtex_has_an_entry_for_each_source(knowledge):
    """Keys are the sources' ids, braces are balanced, and special signs are escaped."""
    text = bibtex(knowledge)

    assert set(re.findall(r"^@\w+\{([^,]+),$", text, re.M)) == set(knowledge.sources)
    assert text.count("{") == text.count("}")
    assert "author = {Lee, A and others}" in text


def test_markdown_cites_only_what_it_lists(knowledge):
    """Each footnote link leads to a source at the end of the document."""
    text = markdown(knowledge)

    assert set(re.findall(r"\(#source-([^)]+)\)", text)) <= set(re.findall(r'id="source-([^"]+)"', text))
    assert "### Alphamine" in text


def test_the_formats_are_the_promised_ones():
    """The command line offers these four."""
    assert set(FORMATS) == {"jsonl", "csl-json", "bibtex", "markdown"}


def test_counts(root):
    """Complete cards and stubs apart; claims with a study in people behind them; what is overdue."""
    library = read_library(root)
    counts = statistics(library, TODAY)
    later = statistics(library, TODAY.replace(year=2030))

    assert (counts.compounds, counts.stubs, counts.faq, counts.interactions) == (1, 2, 1, 1)
    assert (counts.claims, counts.claims_with_human_source, counts.overdue) == (3, 2, 0)
    assert later.overdue == 5
    assert counts.version == library.version
