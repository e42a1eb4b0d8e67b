"""Whatever state the knowledge folder is in: the bot starts, tells its operators, helps in an emergency, abstains else."""

import shutil
from dataclasses import dataclass

import pytest

from bot import core
from bot.app import create_bot
from bot.model.outcome import URGENT, Kind
from bot.model.question import Question
from bot.model.vocabulary import Group
from bot.render.pages import plain
from bot.settings import Settings
from tests.behaviour.conftest import text_of

EMERGENCY = "my friend took way too much of it and is not breathing"
STANDING = "not medical advice"
BAD_YAML = "id: [unclosed\n\t- : :\n"


def nothing(root):
    """Leaves the folder as it is."""


def missing(root):
    shutil.rmtree(root)


def empty(root):
    shutil.rmtree(root)
    root.mkdir()


def a_file(root):
    shutil.rmtree(root)
    root.write_text("not a folder", encoding="utf-8")


def all_garbage(root):
    for path in root.rglob("*.yaml"):
        path.write_bytes(b"\xff\xfe\x00{{{{: -\n")


def one_card(root):
    (root / "compounds/phenibut.yaml").write_text(BAD_YAML, encoding="utf-8")


def disclaimers_without_a_byte(root):
    (root / "safety/disclaimers.yaml").write_bytes(b"")


def disclaimers_as_an_empty_list(root):
    (root / "safety/disclaimers.yaml").write_text("[]\n", encoding="utf-8")


def disclaimers_gone(root):
    (root / "safety/disclaimers.yaml").unlink()


def only_a_narrow_disclaimer(root):
    text = '- {id: narrow, when: {kinds: [answer, answer_with_warning]}, position: after, text: "Products differ."}\n'
    (root / "safety/disclaimers.yaml").write_text(text, encoding="utf-8")


def safety_unreadable(root):
    for path in (root / "safety").rglob("*.yaml"):
        path.write_text(BAD_YAML, encoding="utf-8")


def safety_gone(root):
    shutil.rmtree(root / "safety")


@dataclass(frozen=True)
class Broken:
    """`left`: whether the intact entries still answer. `told`: a word the operators' log must hold."""

    breaks: object
    left: bool
    told: str


STATES = (
    Broken(missing, False, "FN010"),
    Broken(empty, False, "refused"),
    Broken(a_file, False, "FN010"),
    Broken(all_garbage, False, "FN00"),
    Broken(one_card, True, "compounds/phenibut.yaml"),
    Broken(disclaimers_without_a_byte, True, "safety/disclaimers.yaml"),
    Broken(disclaimers_as_an_empty_list, True, "safety/disclaimers.yaml"),
    Broken(disclaimers_gone, True, "safety/disclaimers.yaml"),
    Broken(only_a_narrow_disclaimer, True, "safety/disclaimers.yaml"),
    Broken(safety_unreadable, True, "safety/contacts.yaml"),
    Broken(safety_gone, True, "safety/groups.yaml"),
)


@pytest.fixture(scope="module")
def broken(small, tmp_path_factory, listening):
    """The bot over a copy of the small knowledge in some state, and what its start logged; each made once."""
    made = {}

    def make(state):
        if state not in made:
            root = shutil.copytree(small, tmp_path_factory.mktemp(state.breaks.__name__) / "knowledge")
            state.breaks(root)
            with listening() as log:
                bot = create_bot(Settings(knowledge=root, encoder="off"))
                made[state] = bot, log()
        return made[state]

    return make


every_state = pytest.mark.parametrize("state", STATES, ids=lambda s: s.breaks.__name__)


def test_the_small_knowledge_is_whole(broken):
    """What the other tests break answers with sources and starts without a complaint."""
    bot, log = broken(Broken(nothing, True, ""))
    outcome = bot.answers().answer(Question("what is the half life of fasoracetam?"))
    assert outcome.kind in {Kind.ANSWER, Kind.ANSWER_WITH_WARNING}
    assert outcome.citations
    assert [line for line in log if '"error"' in line] == []


@every_state
def test_the_bot_starts_and_operators_are_told(broken, state):
    """The log of the start names the trouble as an error."""
    _, log = broken(state)
    errors = [line for line in log if '"log_level": "error"' in line]
    assert any(state.told in line for line in errors), log


@every_state
def test_an_emergency_gets_the_same_card_as_ever(broken, bare, state):
    """Word for word what a whole knowledge gives."""
    bot, _ = broken(state)
    outcome = bot.answers().answer(Question(EMERGENCY))
    assert outcome.kind in URGENT
    assert plain(outcome) == plain(bare.answer(Question(EMERGENCY)))


@every_state
@pytest.mark.parametrize(
    "question",
    [
        "",
        "hello",
        "what is the half life of fasoracetam?",
        "how much phenibut is dangerous",
        "weather in paris",
        "​",
    ],
)
def test_anything_else_is_abstained_from_or_answered_whole(broken, state, question):
    """Nothing is answered that cannot be read, and nothing leaves without the standing text."""
    bot, _ = broken(state)
    outcome = bot.answers().answer(Question(question))
    assert STANDING in outcome.safety.after[0].text + outcome.safety.after[-1].text
    if not state.left:
        assert outcome.kind is Kind.ABSTAIN


@every_state
def test_refusals_hold(broken, state):
    """Sourcing is refused in every state."""
    bot, _ = broken(state)
    assert bot.answers().answer(Question("where can I buy phenibut")).kind is Kind.REFUSE_SOURCING


@pytest.mark.parametrize("state", [s for s in STATES if s.left], ids=lambda s: s.breaks.__name__)
def test_a_broken_part_takes_only_itself_away(broken, state):
    """An intact card is still answered, with every safety text that a whole knowledge would add."""
    whole, _ = broken(Broken(nothing, True, ""))
    bot, _ = broken(state)
    question = Question("is fasoracetam ok while pregnant?")
    expected, outcome = whole.answers().answer(question), bot.answers().answer(question)
    assert Group.PREGNANCY in {g.group for g in bot.answers().knowledge.safety.groups}
    assert outcome.draft.warnings == expected.draft.warnings
    assert set(outcome.safety.ids) >= set(expected.safety.ids)


def test_a_card_that_cannot_be_read_is_not_answered(broken):
    """Without its card and its warning there is nothing to say about phenibut, and a pair with it stays unknown."""
    bot, _ = broken(next(s for s in STATES if s.breaks is one_card))
    for question in ("what is phenibut", "phenibut half life", "can I mix phenibut and alcohol"):
        outcome = bot.answers().answer(Question(question))
        assert "phenibut" not in outcome.draft.compounds
        assert outcome.kind not in {Kind.ANSWER}


def test_an_index_that_cannot_be_built_takes_no_card_away(small, listening, monkeypatch):
    """Whatever the core trips over in readable entries: operators read what, and emergencies are answered."""
    build = core.build_answerer

    def trip(knowledge, settings):
        return build(knowledge, settings) if knowledge.is_empty else 1 / 0

    monkeypatch.setattr(core, "build_answerer", trip)
    with listening() as log:
        bot = create_bot(Settings(knowledge=small, encoder="off"))
        assert any("FN019" in line and '"error"' in line for line in log())
    assert bot.answers().answer(Question(EMERGENCY)).kind in URGENT
    assert bot.answers().answer(Question("what is fasoracetam")).kind is Kind.ABSTAIN


class TestInDiscord:
    """The bot without a knowledge, in a simulated Discord."""

    @pytest.fixture
    def simcord_bot(self, tmp_path):
        return create_bot(Settings(knowledge=tmp_path / "nowhere", encoder="off"))

    async def test_the_card_arrives_and_the_rest_abstains(self, simcord_env):
        """A mention in danger gets the card; a slash emergency is private; a question gets the plain truth."""
        channel = simcord_env.create_guild().create_text_channel("ask")
        member = channel.guild.add_member(simcord_env.create_user(name="asker"))
        me = simcord_env.bot.user

        await member.send(channel, f"{me.mention} {EMERGENCY}")
        await member.send(channel, f"{me.mention} what is the half life of fasoracetam?")
        pressed = await member.slash(channel, "ask", question=EMERGENCY)

        card, abstained, *_ = [
            text_of(m) for m in sorted(channel.history(), key=lambda m: m.id) if m.author.id == me.id
        ]
        assert "911" in card and "999" in card and STANDING in card
        assert "not available right now" in abstained and STANDING in abstained
        assert pressed.ephemeral
        assert "Until help is there" in text_of(pressed.response)
