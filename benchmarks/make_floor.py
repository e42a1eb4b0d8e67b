"""Rewrite `bot/triage/floor.json` from `knowledge/safety`; run it after every change there.

    python benchmarks/make_floor.py [--words FILE ...]

`--words` are English word lists (one word a line, such as Debian's `wamerican-large` and `wbritish`): words in them that
are near a trigger word are kept in the floor so that they are never read as a misspelling. Without it the old ones stay.
"""

import argparse
import dataclasses
from pathlib import Path

from bot.library.reader import read_library
from bot.library.strict_yaml import parse_bytes
from bot.triage.floor import floor_text, make_floor, read_floor
from bot.triage.reading import Lexicon
from bot.triage.signals import FILES, SIGNAL_FILES, parse_signals

ROOT = Path(__file__).resolve().parent.parent


def signal_files(folder: Path) -> dict[str, object]:
    """The parsed signal files by stem."""
    return {stem: parse_bytes((folder / f"{stem}.yaml").read_bytes(), f"{stem}.yaml").value for stem in FILES}


def near_words(files: dict[str, object], lists: list[Path]) -> frozenset[str]:
    """Real words within the allowed edits of a trigger word."""
    signals = dataclasses.replace(parse_signals(files), real_words=frozenset())
    lexicon = Lexicon(signals, SIGNAL_FILES)
    words = {
        line.strip().lower().replace("'", "")
        for path in lists
        for line in path.read_text("utf-8").splitlines()
    }
    usable = (
        w for w in words if w.isascii() and w.isalpha() and 5 <= len(w) <= 18 and w not in lexicon.known
    )
    return frozenset(w for w in usable if lexicon.speller.guess(w))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    lists = parser.parse_args().words
    files = signal_files(ROOT / "knowledge/safety/triage")
    real = near_words(files, lists) if lists else read_floor(floor_text()).signals.real_words
    safety = read_library(ROOT / "knowledge").knowledge().safety
    path = ROOT / "bot/triage/floor.json"
    path.write_text(make_floor(safety, files, real), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size // 1024} KiB, {len(real)} real words")


if __name__ == "__main__":
    main()
