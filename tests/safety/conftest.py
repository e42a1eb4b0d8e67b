"""The core over nothing but the compiled-in safety texts, a small knowledge to break, and an ear on every log."""

import contextlib
import json
import logging
import re
import shutil
from pathlib import Path

import pytest
import structlog
import yaml

from bot.model.question import Context, Question
from bot.triage.floor import load_floor
from tests.safety.write_snapshots import bare_answerer

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
CARDS = ("fasoracetam", "caffeine", "alcohol", "phenibut")
FAQS = ("caffeine-theanine-ratio", "before-any-nootropic", "bot-no-vendors")


@pytest.fixture(scope="session")
def bare():
    return bare_answerer()


@pytest.fixture(scope="session")
def ask(answerer):
    """The real core as a function: unlike the answerer itself, it prints short when a property fails."""

    def asked(text, **context):
        return answerer.answer(Question(text, Context(**context)))

    return asked


@pytest.fixture(scope="session")
def floor_texts():
    return load_floor().safety


@pytest.fixture(scope="session")
def contacts():
    """The contacts as they stand in their file, read without any of our code."""
    return yaml.load((KNOWLEDGE / "safety/contacts.yaml").read_bytes(), yaml.CSafeLoader)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A few real entries with their sources, all safety files, and the vocabulary without its medicines."""
    root = tmp_path_factory.mktemp("small") / "knowledge"
    for folder in ("safety", "interface", "vocabulary"):
        shutil.copytree(KNOWLEDGE / folder, root / folder, ignore=lambda _, names: {"medicines"} & set(names))
    chosen = [Path("compounds", f"{key}.yaml") for key in CARDS] + [
        Path("faq", f"{key}.yaml") for key in FAQS
    ]
    text = "".join((KNOWLEDGE / path).read_text(encoding="utf-8") for path in chosen)
    cited = {Path("sources", f"{key}.yaml") for key in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text)}
    for path in (*chosen, *cited):
        if (KNOWLEDGE / path).is_file():
            (root / path).parent.mkdir(exist_ok=True)
            shutil.copy(KNOWLEDGE / path, root / path)
    return root


class _Ear(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(
            record.getMessage() + logging.Formatter().formatException(record.exc_info or (None,) * 3)
        )


@contextlib.contextmanager
def _listening():
    """Everything that is logged inside the block, at every level, as one list of lines."""
    root, ear = logging.getLogger(), _Ear()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        with structlog.testing.capture_logs() as entries:
            yield lambda: [*ear.lines, *(json.dumps(e, default=repr, ensure_ascii=False) for e in entries)]
    finally:
        root.removeHandler(ear)
        root.setLevel(level)


@pytest.fixture(scope="session")
def listening():
    return _listening


@pytest.fixture
def logging_as_before():
    """Put structlog's and logging's set-up back after a test that starts the command line."""
    config, root = structlog.get_config(), logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    structlog.configure(**config)
    root.setLevel(level)
    root.handlers[:] = handlers
