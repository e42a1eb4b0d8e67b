"""The whole bot with its desk over a few real entries in a git repository of their own."""

import re
import shutil
import subprocess
from pathlib import Path

import discord
import pytest

from bot.app import create_bot
from bot.settings import Settings
from tests.behaviour.conftest import controls_of

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"
CARDS = ("fasoracetam",)
FAQS = ("fasoracetam-half-life", "bot-no-vendors")
HALF_LIFE = "faq:fasoracetam-half-life"


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    """A few entries with their sources, the safety texts and the vocabulary without its medicines."""
    root = tmp_path_factory.mktemp("few") / "knowledge"
    for folder in ("safety", "interface", "vocabulary"):
        shutil.copytree(KNOWLEDGE / folder, root / folder, ignore=lambda _, names: {"medicines"} & set(names))
    chosen = [Path("compounds", f"{key}.yaml") for key in CARDS] + [
        Path("faq", f"{key}.yaml") for key in FAQS
    ]
    text = "".join((KNOWLEDGE / path).read_text(encoding="utf-8") for path in chosen)
    cited = {Path("sources", f"{key}.yaml") for key in re.findall(r"[a-z0-9-]{4,}", text)}
    for path in (*chosen, *cited):
        if (KNOWLEDGE / path).is_file():
            (root / path).parent.mkdir(exist_ok=True)
            shutil.copy(KNOWLEDGE / path, root / path)
    (root / "golden").mkdir()
    row = "- {question: how long does fasoracetam stay in the body, entry: faq:fasoracetam-half-life}\n"
    (root / "golden/promised.yaml").write_text(row, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "The beginning")
    return root


@pytest.fixture
def root(few, tmp_path):
    return Path(shutil.copytree(few, tmp_path / "knowledge"))


@pytest.fixture
def operator(root, tmp_path):
    """What whoever runs the bot has set."""
    return Settings(knowledge=root, encoder="off", database=f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}")


@pytest.fixture
def simcord_bot(operator):
    return create_bot(operator)


@pytest.fixture
async def desk(scene):
    """The scene with a moderators' channel and two moderators."""
    scene.mods = scene.guild.create_text_channel("mods")
    role = scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    scene.one = scene.guild.add_member(scene.env.create_user(name="one"), roles=[role])
    scene.two = scene.guild.add_member(scene.env.create_user(name="two"), roles=[role])
    await scene.configure(moderator_channel=scene.mods.id)
    return scene


def git(root, *arguments):
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def control(message, act):
    """The custom id of a control by the act it names."""
    return next(i for i in controls_of(message) if i.split(":")[:2] in (["k", act], ["kp", act]))


def acts(message):
    return [i.split(":")[1] for i in controls_of(message) if i.startswith(("k:", "kp:"))]


def answer(result):
    """What came of a press: a message of its own, or the one that was pressed."""
    return result.followups[-1] if result.followups else result.response


def inputs(form):
    """The inputs of a form by the last word of their labels: `short`, `risk`."""
    return {
        label["label"].split(" › ")[-1].lstrip("⚠… ").lower(): label["component"]
        for label in form.modal["components"]
    }


async def fill(person, form, **changes):
    """Send a form with some inputs changed; the others keep what they show."""
    values = {}
    for name, item in inputs(form).items():
        if item["type"] == 3:
            chosen = [option["value"] for option in item["options"] if option.get("default")]
            values[item["custom_id"]] = changes.get(name, chosen)
        elif text := changes.get(name, item.get("value")):
            values[item["custom_id"]] = text
    return await person.submit_modal(form, values)


async def press(person, message, act, *values):
    """Press a button or pick an option of the desk's; what is then to be seen."""
    custom_id = control(message, act)
    if values:
        result = await person.select(message, list(values), custom_id=custom_id)
    else:
        result = await person.click(message, custom_id=custom_id)
    return answer(result)


async def edit(desk, person=None, entry=HALF_LIFE, field="answer.short", **changes):
    """Type into the form that holds a field; the preview."""
    person = person or desk.one
    form = await person.slash(desk.channel, "kb edit", entry=entry, field=field)
    return answer(await fill(person, form, **changes))


def text_on_disk(root, path="faq/fasoracetam-half-life.yaml"):
    return (root / path).read_text(encoding="utf-8")


SHORT = "In people it is given as 4 to 7 hours. [@wiki-fasoracetam; @mukai-1999a]"
