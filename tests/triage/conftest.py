import json
from pathlib import Path

import pytest

from bot.triage.floor import load_floor
from bot.triage.refusing import Refuser
from bot.triage.scorer import load_scorer
from bot.triage.triage import Triage

CORPUS = Path(__file__).resolve().parents[1] / "golden/triage"


def rows(*, split=None, label=None):
    found = [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [r for r in found if split in {None, r["split"]} and label in {None, r["label"]}]


@pytest.fixture(scope="session")
def floor():
    return load_floor()


@pytest.fixture(scope="session")
def rules(floor):
    return Triage(floor.signals)


@pytest.fixture(scope="session")
def triage(floor):
    return Triage(floor.signals, load_scorer())


@pytest.fixture(scope="session")
def refuser(floor):
    return Refuser(floor.signals)
