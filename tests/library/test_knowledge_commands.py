"""The commands for people who edit files, as they are typed."""

import json
import shutil

import pytest
from click.testing import CliRunner

from bot.operate import knowledge_commands
from bot.operate.knowledge_commands import COMMANDS
from tests.library.small_knowledge import HERE, TODAY

STATS = [
    *(
        "compounds",
        "stubs",
        "faq",
        "interactions",
        "sources",
        "claims",
        "claims_with_human_source",
        "overdue",
    ),
    *("classes", "medicines", "version"),
]


@pytest.fixture
def run(root, monkeypatch):
    """Runs a command on the small knowledge, on a fixed day."""
    monkeypatch.setenv("FOOTNOTE_KNOWLEDGE", str(root))
    monkeypatch.setattr(knowledge_commands, "_today", lambda: TODAY)
    commands = {command.name: command for command in COMMANDS}

    def call(name, *arguments):
        return CliRunner().invoke(commands[name], [str(a) for a in arguments])

    return call


@pytest.fixture
def spoilt(root):
    shutil.copy(HERE / "broken" / "faq" / "source-unknown.yaml", root / "faq")
    return root / "faq" / "source-unknown.yaml"


def test_the_promised_commands_are_there():
    """The list that the command line adds."""
    assert [c.name for c in COMMANDS] == [
        "check",
        "stats",
        "export",
        "new",
        "fmt",
        "preview",
        "explain",
        "generate",
    ]


def test_check_exits_0_when_clean(run):
    """Nothing found is exit code 0."""
    result = run("check")

    assert (result.exit_code, "nothing to mend" in result.output) == (0, True)


def test_check_exits_1_on_errors(run, spoilt):
    """One error is exit code 1; the sentence and the remedy are printed."""
    result = run("check")

    assert result.exit_code == 1
    assert "The source `agency-2042` does not exist." in result.output
    assert "Did you mean `agency-2024`?" in result.output


def test_check_exits_0_on_hints_alone(run, root):
    """Hints never block."""
    shutil.copy(HERE / "broken" / "faq" / "few-wordings.yaml", root / "faq")

    assert run("check").exit_code == 0


def test_check_exits_2_on_wrong_usage(run, tmp_path):
    """A path that does not exist, and one outside any knowledge folder."""
    assert run("check", tmp_path / "nowhere").exit_code == 2
    assert run("check", tmp_path).exit_code == 2


def test_check_of_a_path_shows_its_problems_only(run, root, spoilt):
    """Everything is read, and what lies elsewhere is not shown."""
    assert run("check", spoilt).exit_code == 1
    assert run("check", root / "faq").exit_code == 1
    assert run("check", root / "compounds").exit_code == 0
    assert run("check", root).exit_code == 1


def test_check_as_json(run, spoilt):
    """A list of objects with stable keys."""
    rows = json.loads(run("check", "--format", "json").output)

    assert [(r["code"], r["level"], r["line"]) for r in rows] == [("FN101", "error", 11)]


def test_check_for_a_forge_writes_the_summary(run, spoilt, tmp_path, monkeypatch):
    """Annotations are printed, and the whole table goes to the summary file."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    result = run("check", "--format", "github")

    assert "::error file=knowledge/faq/source-unknown.yaml,line=11,col=41,title=FN101::" in result.output
    assert "| FN101 |" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_check_fix_mends(run, root):
    """What has one way to be mended is mended, and the rest is reported."""
    shutil.copy(HERE / "broken" / "faq" / "topic-misspelt.yaml", root / "faq")

    assert run("check", "--fix").exit_code == 0
    assert "topics: [half_life]" in (root / "faq" / "topic-misspelt.yaml").read_text(encoding="utf-8")


def test_stats_keys(run):
    """The keys that acceptance reads."""
    counts = json.loads(run("stats", "--json").output)

    assert list(counts) == STATS
    assert "claims with human source" in run("stats").output


@pytest.mark.parametrize("layout", ["jsonl", "csl-json", "bibtex", "markdown"])
def test_export(run, layout):
    """Each format prints something about every source."""
    assert "lee-2019" in run("export", "--format", layout).output


def test_new_never_overwrites(run, root):
    """A new file stands in its folder under its id; a second one of that name is refused."""
    assert run("new", "faq", "alphamine-at-night").exit_code == 0
    assert (root / "faq" / "alphamine-at-night.yaml").read_text(encoding="utf-8").count(
        "alphamine-at-night"
    ) == 1
    assert run("new", "faq", "alphamine-at-night").exit_code == 2


@pytest.mark.parametrize(
    "names", [("faq", "Not An Id"), ("faq", "../../x"), ("interaction", "a"), ("source", "a", "b")]
)
def test_new_refuses_what_is_no_id(run, root, names):
    """A name in another form is wrong usage and writes nothing."""
    before = sorted(root.rglob("*"))

    assert run("new", *names).exit_code == 2
    assert sorted(root.rglob("*")) == before


def test_a_new_file_tells_what_is_left_to_do(run, root):
    """The check of a fresh template names the template text and what does not exist yet."""
    run("new", "faq", "alphamine-at-night")
    codes = {row["code"] for row in json.loads(run("check", root / "faq", "--format", "json").output)}

    assert {"FN409", "FN101", "FN511"} <= codes


def test_fmt_check_and_fmt(run, root):
    """`--check` writes nothing and exits 1; `fmt` lays out; then there is nothing to do."""
    path = root / "faq" / "alphamine-attention.yaml"
    messy = path.read_text(encoding="utf-8").replace("  - alphamine focus", "  -   alphamine focus")
    path.write_text(messy, encoding="utf-8")

    assert run("fmt", "--check", path).exit_code == 1
    assert path.read_text(encoding="utf-8") == messy
    assert run("fmt", path).exit_code == 0
    assert run("fmt", "--check", path).exit_code == 0


def test_explain(run):
    """A code in any case is explained; an unknown one is wrong usage and names the nearest."""
    assert "retracted" in run("explain", "fn103").output.lower()
    assert run("explain", "FN9O1").exit_code == 2


def test_generate_check_is_clean_here(run):
    """The repository's generated files are fresh."""
    assert run("generate", "--check").exit_code == 0
