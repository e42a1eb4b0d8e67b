"""How long it takes to read, check and swap knowledge, and whether the event loop notices.

Run: python -m benchmarks.library [--entries 100 1000 10000]
"""

import argparse
import asyncio
import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any, TypeVar

from bot.library.checks import check
from bot.library.checks.pairs import expected_id
from bot.library.reader import read_library
from bot.library.snapshot import Result, Snapshots
from bot.library.strict_yaml import parse
from bot.model.compound import Compound
from bot.model.knowledge import SafetyTexts
from bot.model.substance import Medicine

T = TypeVar("T")
REAL = Path(__file__).resolve().parents[1] / "knowledge"
CARDS = 300
SHARES = {"sources": 0.45, "faq": 0.15, "compounds": 0.1, "interactions": 0.3}
"""About how the real knowledge is made up."""


def main() -> None:
    """Print one line of JSON for each size, and one for 300 of the largest real cards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[100, 1000, 10_000])
    arguments = parser.parse_args()
    with _folder() as root:
        print(json.dumps(cards(root)))
    for count in arguments.entries:
        with _folder() as root:
            print(json.dumps(measure(root, count)))


def cards(root: Path) -> dict[str, object]:
    """Read and validate 300 cards: the real ones in turn."""
    originals = [path.read_text(encoding="utf-8") for path in sorted((REAL / "compounds").glob("*.yaml"))]
    (root / "compounds").mkdir()
    for number, text in zip(range(CARDS), cycle(originals), strict=False):
        copy = re.sub(r"^id: .*$", f"id: card-{number}", text, count=1, flags=re.MULTILINE)
        (root / "compounds" / f"card-{number}.yaml").write_text(copy, encoding="utf-8")
    seconds, library = timed(lambda: read_library(root))
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in (root / "compounds").glob("*.yaml"))
    assert len(library.of(Compound)) == CARDS
    return {"cards": CARDS, "lines": lines, "read_and_validate_cpu_s": seconds}


def measure(root: Path, count: int) -> dict[str, object]:
    """Read, check, and swap after one edit, for about `count` entries."""
    made = _fill(root, count)
    read, library = timed(lambda: read_library(root))
    again, _ = timed(lambda: read_library(root, library))
    checked, problems = timed(lambda: check(library, date.today()))
    result, swap, gap = asyncio.run(_swap(root))
    assert result is Result.SWAPPED
    return {
        "entries": made,
        "read_cpu_s": read,
        "read_again_cpu_s": again,
        "check_cpu_s": checked,
        "problems": len(problems),
        "swap_wall_s": swap,
        "longest_block_ms": round(gap * 1000, 1),
        "peak_mb": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
    }


async def _swap(root: Path) -> tuple[Result, float, float]:
    snapshots = Snapshots(
        root, lambda knowledge: len(knowledge.faqs), SafetyTexts((), (), (), (), ()), settle=0.05
    )
    snapshots.start()
    faq = next((root / "faq").glob("*.yaml"))
    faq.write_text(faq.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    await snapshots.reload()
    heart = asyncio.create_task(_longest_gap())
    await asyncio.sleep(0.05)
    faq.write_text(faq.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    report = await snapshots.reload()
    heart.cancel()
    return report.result, round(report.seconds, 3), await heart


async def _longest_gap() -> float:
    clock = asyncio.get_running_loop().time
    longest = 0.0
    try:
        while True:
            before = clock()
            await asyncio.sleep(0.001)
            longest = max(longest, clock() - before - 0.001)
    except asyncio.CancelledError:
        return longest


def _fill(root: Path, count: int) -> int:
    """Copies of real entries under other names, in the real proportions; the check finds no error in them."""
    shutil.copytree(REAL, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("_*"))
    medicines = sorted(read_library(root).of(Medicine))
    pairs = ((f"medicine:{a}", f"medicine:{b}") for i, a in enumerate(medicines) for b in medicines[i + 1 :])
    made = 0
    for folder, share in SHARES.items():
        originals = sorted((root / folder).glob("*.yaml"))
        wanted = int(count * share)
        for path in originals[wanted:]:
            path.unlink()
        for number in range(wanted - len(originals)):
            original = originals[number % len(originals)]
            value = parse(original.read_text(encoding="utf-8"), original.name).value
            key = _renamed(folder, value, number, next(pairs))
            (root / folder / f"{key}.yaml").write_text(json.dumps(value, indent=1), encoding="utf-8")
        made += wanted
    return made


def _renamed(folder: str, value: dict[str, Any], number: int, pair: tuple[str, str]) -> str:
    """Give a copy names of its own; returns its id."""
    value["id"] = f"copy-{number}"
    if folder == "sources":
        value |= {"title": f"{value['title']} {number}"[-300:], "URL": f"https://example.org/{number}"}
        for name in ("DOI", "PMID", "NCT"):
            value.pop(name, None)
    elif folder == "compounds":
        value |= {"name": "".join(chr(97 + int(d) * 2) for d in f"{number * 7919 % 10**9:09}"), "names": {}}
    elif folder == "faq":
        value["question"] = f"{value['question']} {number}"
        value["variants"] = [f"{text} {number}" for text in value.get("variants", [])]
        value["not_for"] = []
    else:
        value |= {"id": expected_id(pair), "between": list(pair), "exceptions": []}
    return str(value["id"])


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds and the result of a call; a busy machine does not change them much."""
    started = time.process_time()
    result = work()
    return round(time.process_time() - started, 3), result


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "knowledge"
        root.mkdir()
        yield root


if __name__ == "__main__":
    main()
