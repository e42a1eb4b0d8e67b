"""What a member writes goes nowhere: not into an outcome, not into a reply, not into any log, not even when code fails."""

import io
import json
import logging
from dataclasses import replace

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.disclose import disclose
from bot.app import create_bot
from bot.chat.errors import incident
from bot.model.knowledge import Knowledge
from bot.model.outcome import Choice, Draft, Kind, Paragraph, Section
from bot.model.question import Question
from bot.model.safety import Disclaimer, When
from bot.operate.asking import as_result
from bot.operate.cli import main
from bot.operate.running import configure_logging
from bot.render.pages import pages, plain
from bot.render.surface import Surface
from bot.settings import Settings
from tests.behaviour.conftest import text_of

PING = ("@everyone", "@here", "<@", "<#", "</", "<t:")
MARKER = st.text("bcdfghjklmnpqrstvwxz", min_size=8, max_size=14).map(lambda letters: f"zq{letters}")
QUESTIONS = st.sampled_from(
    [
        "what is {}", "what is the half life of {}?", "can i mix {} with alcohol", "{} vs caffeine",
        "he took {} and is not breathing", "i want to kill myself, {}", "where can i buy {}", "how do i inject {}",
        "is fasoracetam good for {}", "my doctor {} gave me sertraline, is 5-htp ok", "hello {}", "thanks {}",
        "{}", "{} {} {}", "https://{}.com/?q={} is this legit", "tell {}@{}.org about caffeine", "`{}` **{}** ||{}||",
        "fasoracetm {} dosge", "what about its half life {}", "what is fasoracetam and how does {} work? is {} legal?",
        "@everyone <@{}> <#1> @here {} caffeine", "%s {{}} {{0}} {} \\x1b[31m{}\r\nlevel=error {}",
    ]
)  # fmt: skip
FORGED = st.lists(MARKER, max_size=6).map(lambda ids: "pair:" + "+".join(ids))
RELAXED = settings(max_examples=120, deadline=None)


@pytest.fixture(scope="module")
def open_entry(answerer):
    return lambda entry: answerer.open(entry)


def written(question, marker):
    return question.replace("{}", marker)


@RELAXED
@given(question=QUESTIONS, earlier=st.none() | QUESTIONS, marker=MARKER, upper=st.booleans())
def test_no_word_of_a_question_comes_back(ask, listening, question, earlier, marker, upper):
    """Title, text, choices, reasons, machine-readable result, pages on every surface, and the log at its finest."""
    text = written(question, marker.upper() if upper else marker)
    with listening() as log:
        outcome = ask(text, earlier=earlier and written(earlier, marker))
        everything = [repr(outcome), json.dumps(as_result(outcome)), *log()]
    everything += [page.text for surface in Surface for page in pages(outcome, surface)]
    assert [shown for shown in everything if marker in shown.lower()] == []


@RELAXED
@given(question=QUESTIONS, marker=st.sampled_from(["1", "123456789012345678", "everyone", "&42", "!7"]))
def test_no_mention_leaves(ask, question, marker):
    """Nothing that Discord would turn into a ping is in any text of any surface."""
    outcome = ask(f"{written(question, marker)} @everyone @here <@{marker}> <#{marker}>")
    texts = [page.text for surface in Surface for page in pages(outcome, surface)]
    assert [text for text in texts if any(ping in text for ping in PING)] == []


@RELAXED
@given(
    ping=st.sampled_from(
        ["@everyone", "@here", "<@123>", "<@!123>", "<@&123>", "<#123>", "</ask:123>", "<t:1:R>"]
    ),
    around=st.tuples(st.text(max_size=8), st.text(max_size=8)),
)
def test_even_a_text_of_the_knowledge_pings_nobody(floor_texts, ping, around):
    """A ping that slipped into an entry is broken up, wherever a reply shows it."""
    text = f"A{around[0]}{ping}{around[1]}Z"
    paragraph = (Paragraph(text, text),)
    choice = (Choice("faq:a", text),)
    draft = Draft(
        Kind.ANSWER, text, (Section(text, paragraph),), paragraph, evidence_line=text, choices=choice
    )
    spoken = Disclaimer(id="own", when=When(always=True), position="after", text=text)
    safety = replace(floor_texts, disclaimers=(spoken, spoken.model_copy(update={"position": "before"})))
    outcome = disclose(draft, Knowledge(safety=safety), floor_texts)
    shown = [plain(outcome), *(page.text for surface in Surface for page in pages(outcome, surface))]
    assert [said for said in shown if ping in said] == []


@RELAXED
@given(entry=st.text(max_size=60) | MARKER.map(lambda m: f"card:{m}#{m}") | FORGED)
def test_an_entry_id_nobody_knows_is_not_repeated(open_entry, entry):
    """Ids come back from buttons and commands and may be forged."""
    outcome = open_entry(entry)
    assert outcome.safety.after
    assert "zq" not in "\n".join(page.text for page in pages(outcome)).lower()


def core_that_fails(text):
    question = Question(text)
    raise ValueError(f"cannot understand {question.text}")


def failure(text):
    try:
        core_that_fails(text)
    except ValueError as error:
        return incident(error)


def test_a_failure_is_logged_without_the_question(logging_as_before):
    """The running bot writes where it failed, and neither the message of the exception nor what variables held."""
    logging.getLogger().handlers.clear()
    configure_logging("DEBUG")
    sink = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sink))
    draft = failure("zqmarker was asked")
    (line,) = sink.getvalue().splitlines()
    assert "zqmarker" not in line
    assert "core_that_fails" in line
    assert json.loads(line)["incident"] in draft.sections[0].paragraphs[-1].text


def test_a_failure_on_the_command_line_is_logged_without_the_question(logging_as_before, capsys):
    """The demo and `ask` write to the terminal's error stream, with plain traces."""
    with pytest.raises(SystemExit):
        main(["--help"])
    failure("zqmarker was asked")
    error = capsys.readouterr().err
    assert "core_that_fails" in error
    assert "zqmarker was" not in error


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "nonsense", ""])
def test_libraries_never_log_below_warnings(logging_as_before, level):
    """discord.py writes whole events, and with them messages, at DEBUG: no setting turns that on."""
    root = logging.getLogger()
    root.handlers.clear()
    root.setLevel(logging.WARNING)
    configure_logging(level)
    for name in ("discord.gateway", "discord.client", "discord.http", "sqlalchemy.engine", "asyncio"):
        assert logging.getLogger(name).getEffectiveLevel() >= logging.WARNING


class TestInDiscord:
    """The whole bot over a small knowledge, with every log line caught."""

    @pytest.fixture
    def simcord_bot(self, small):
        return create_bot(Settings(knowledge=small, encoder="off"))

    async def test_no_reply_and_no_log_line_holds_the_marker(self, simcord_env, listening):
        """Mentions, direct messages, slash commands, edits, and a core that fails."""
        bot, marker = simcord_env.bot, "zqwxkvbn"
        channel = simcord_env.create_guild().create_text_channel("ask")
        user = simcord_env.create_user(name="asker")
        member = channel.guild.add_member(user)
        texts = [
            f"what is the half life of fasoracetam {marker}?",
            f"he took {marker} and is not breathing",
            f"where to buy {marker}",
            f"what is {marker}",
        ]
        shown = []
        with listening() as log:
            for text in texts:
                await member.send(channel, f"{bot.user.mention} {text}")
                await user.send_dm(text)
                for options in ({"question": text}, {"question": text, "private": True}):
                    shown.append(text_of((await member.slash(channel, "ask", **options)).response))
            shown.append(
                text_of((await member.slash(channel, "interactions", a=marker, b="caffeine")).response)
            )
            shown.append(text_of((await member.slash(channel, "compound", name=marker)).response))

            class Fails:
                knowledge, directory = bot.answers().knowledge, bot.answers().directory

                def answer(self, question):
                    raise RuntimeError(question.text)

            bot.answers = Fails
            await member.send(channel, f"{bot.user.mention} {texts[0]}")
            lines = [line for line in log() if '"log_level"' in line]
        for place in (channel, user.dm_channel):
            shown += [text_of(m) for m in place.history() if m.author.id == bot.user.id]
        assert len(shown) > 15
        assert any("Incident" in text for text in shown)
        assert [text for text in shown if marker in text.lower()] == []
        assert any('"answered"' in line for line in lines) and any('"failed"' in line for line in lines)
        assert [line for line in lines if marker in line.lower()] == []
