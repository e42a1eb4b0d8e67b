"""The swap: nothing half, nothing lost, no question fails, and a bad edit changes nothing."""

import asyncio
import gc
import shutil
import weakref
from datetime import date

import pytest

from bot.library import quiet
from bot.library.snapshot import Result, Snapshots
from bot.library.watching import watch
from bot.model.knowledge import SafetyTexts
from tests.library.small_knowledge import TODAY

FLOOR = SafetyTexts((), (), (), (), ())


class Desk:
    """Collects the reports, and builds a plain answerer: the short answers by id."""

    def __init__(self, root, settle=0.02):
        self.reports = []
        self.today = TODAY
        self.snapshots = Snapshots(
            root, self.build, FLOOR, report=self.reports.append, today=lambda: self.today, settle=settle
        )

    def build(self, knowledge):
        return {key: faq.answer.short for key, faq in knowledge.faqs.items()}

    @property
    def answers(self):
        return self.snapshots.current.built


@pytest.fixture
def desk(root):
    started = Desk(root)
    started.snapshots.start()
    return started


@pytest.fixture
def faq(root):
    return root / "faq" / "alphamine-attention.yaml"


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


async def test_a_good_edit_is_served(desk, faq):
    """After a reload the new words serve under a new version, and the report names what changed."""
    before = desk.snapshots.current.knowledge.version
    edit(faq, "In one trial in healthy adults", "In a single trial in healthy adults")

    report = await desk.snapshots.reload()

    assert report.result is Result.SWAPPED
    assert report.changed == ("faq:alphamine-attention",)
    assert desk.answers["alphamine-attention"].startswith("In a single trial")
    assert desk.snapshots.current.knowledge.version == report.version != before


async def test_a_bad_edit_leaves_the_last_good_one(desk, faq):
    """The old words keep serving, and the report says exactly where and why."""
    before = desk.snapshots.current
    edit(faq, "[@lee-2019]", "[@lee-2091]")

    report = await desk.snapshots.reload()

    assert report.result is Result.REFUSED
    assert desk.snapshots.current is before
    assert [(p.code, p.place.file, p.place.line) for p in report.problems] == [
        ("FN101", "knowledge/faq/alphamine-attention.yaml", 11)
    ]
    assert desk.reports[-1] == report


async def test_mending_it_is_served_again(desk, faq):
    """The next good state is taken as if nothing had happened."""
    good = faq.read_text(encoding="utf-8")
    faq.write_text("half a fi", encoding="utf-8")
    await desk.snapshots.reload()
    faq.write_text(good.replace("In one trial", "In just one trial"), encoding="utf-8")

    assert (await desk.snapshots.reload()).result is Result.SWAPPED


async def test_nothing_changed_is_no_swap(desk):
    """A reload of the same files keeps the same snapshot and reports nothing."""
    before, reports = desk.snapshots.current, len(desk.reports)

    assert (await desk.snapshots.reload()).result is Result.UNCHANGED
    assert desk.snapshots.current is before
    assert len(desk.reports) == reports


async def test_an_error_that_was_there_before_does_not_stop_an_edit(root, faq):
    """Only new errors refuse; those the serving snapshot has are mended in their own time."""
    edit(root / "compounds" / "gammadol.yaml", "warning: Gammadol can cause dependence [@agency-2024].\n", "")
    desk = Desk(root)
    desk.snapshots.start()
    edit(faq, "In one trial", "In just one trial")

    assert (await desk.snapshots.reload()).result is Result.SWAPPED


async def test_the_calendar_stops_no_edit(desk, faq):
    """An expired contact is an error of `check`, and no reason to hold back a correction."""
    desk.today = date(2027, 6, 1)
    edit(faq, "In one trial", "In just one trial")

    report = await desk.snapshots.reload()

    assert report.result is Result.SWAPPED
    assert "FN802" in {p.code for p in report.problems}


async def test_a_folder_that_vanishes_changes_nothing(desk, root):
    """Missing or suddenly empty, the folder is reported and the last good state serves."""
    answers = dict(desk.answers)
    shutil.move(root, root.with_name("away"))
    missing = await desk.snapshots.reload()
    root.mkdir()
    empty = await desk.snapshots.reload()

    assert (missing.result, empty.result) == (Result.REFUSED, Result.REFUSED)
    assert {"FN010", "FN018"} <= {p.code for p in missing.problems}
    assert desk.answers == answers

    root.rmdir()
    shutil.move(root.with_name("away"), root)
    assert (await desk.snapshots.reload()).result is Result.UNCHANGED


def test_a_start_without_a_folder_serves_the_floor(tmp_path):
    """The bot starts with nothing to answer, and says why."""
    desk = Desk(tmp_path / "nowhere")

    report = desk.snapshots.start()

    assert (report.result, desk.answers) == (Result.REFUSED, {})
    assert [p.code for p in report.problems] == ["FN010"]


def test_a_start_with_a_broken_card_leaves_out_its_answers(root):
    """An answer whose card cannot be read would lack the card's warning, so it is left out until it can."""
    (root / "compounds" / "alphamine.yaml").write_text("id: [\n", encoding="utf-8")
    desk = Desk(root)

    report = desk.snapshots.start()

    assert "alphamine-attention" not in desk.answers
    assert [p.code for p in report.problems] == ["FN001"]


async def test_an_index_that_cannot_be_built_is_refused(desk, faq):
    """Whatever the builder trips over is reported, and the old index serves."""
    before = desk.snapshots.current
    desk.snapshots._build = lambda knowledge: 1 / 0
    edit(faq, "In one trial", "In just one trial")

    report = await desk.snapshots.reload()

    assert [p.code for p in report.problems] == ["FN019"]
    assert desk.snapshots.current is before


async def test_a_file_written_in_pieces_is_read_whole(root, faq):
    """While somebody still writes, nothing is read; then all of it is."""
    desk = Desk(root, settle=0.4)
    desk.snapshots.start()
    whole = faq.read_text(encoding="utf-8").replace("In one trial", "In just one trial")

    async def write_slowly():
        with faq.open("w", encoding="utf-8") as file:
            for start in range(0, len(whole), 40):
                file.write(whole[start : start + 40])
                file.flush()
                await asyncio.sleep(0.01)

    _, report = await asyncio.gather(write_slowly(), desk.snapshots.reload())

    assert report.result is Result.SWAPPED
    assert desk.answers["alphamine-attention"].startswith("In just one trial")
    assert [r.result for r in desk.reports] == [Result.SWAPPED, Result.SWAPPED]


async def test_a_folder_that_never_rests_is_reported(root, faq, monkeypatch):
    """After a while the reload gives up with a sentence, and the old state serves."""
    monkeypatch.setattr(quiet, "PATIENCE", 0.9)
    desk = Desk(root, settle=0.3)
    desk.snapshots.start()
    writing = True

    async def keep_writing():
        number = 0
        while writing:
            number += 1
            faq.write_text(f"# {number}\n", encoding="utf-8")
            await asyncio.sleep(0.003)

    writer = asyncio.create_task(keep_writing())
    report = await desk.snapshots.reload()
    writing = False
    await writer

    assert [p.code for p in report.problems] == ["FN017"]


async def test_ten_saves_in_a_second_end_with_the_last(desk, root, faq):
    """However often somebody saves, the last words serve and none is lost."""
    stop = asyncio.Event()
    watcher = asyncio.create_task(watch(root, desk.snapshots.reload, stop))
    await asyncio.sleep(0.5)
    text = faq.read_text(encoding="utf-8")
    for number in range(10):
        faq.write_text(text.replace("In one trial", f"In trial {number}"), encoding="utf-8")
        await asyncio.sleep(0.1)

    await until(lambda: desk.answers["alphamine-attention"].startswith("In trial 9"))
    stop.set()
    await watcher

    assert {r.result for r in desk.reports} == {Result.SWAPPED}


async def test_the_watcher_survives_a_folder_that_is_replaced(desk, root, faq):
    """A folder that goes away and comes back as another one is watched again."""
    stop = asyncio.Event()
    watcher = asyncio.create_task(watch(root, desk.snapshots.reload, stop))
    await asyncio.sleep(0.3)
    shutil.move(root, root.with_name("old"))
    await until(lambda: desk.reports[-1].result is Result.REFUSED)
    shutil.copytree(root.with_name("old"), root)
    edit(faq, "In one trial", "In just one trial")

    await until(lambda: desk.answers["alphamine-attention"].startswith("In just one trial"))
    stop.set()
    await watcher


async def test_swaps_during_a_thousand_questions(desk, faq):
    """Every question is answered from one whole snapshot: its text and its version belong together."""
    text = faq.read_text(encoding="utf-8")
    seen, swaps = {}, 0

    async def ask():
        for _ in range(1000):
            snapshot = desk.snapshots.current
            await asyncio.sleep(0)
            seen.setdefault(snapshot.knowledge.version, set()).add(snapshot.built["alphamine-attention"])
            assert (
                snapshot.built["alphamine-attention"]
                == snapshot.knowledge.faqs["alphamine-attention"].answer.short
            )
            await asyncio.sleep(0.001)

    async def swap():
        nonlocal swaps
        for number in range(8):
            faq.write_text(text.replace("In one trial", f"In trial {number}"), encoding="utf-8")
            swaps += (await desk.snapshots.reload()).result is Result.SWAPPED

    await asyncio.gather(ask(), swap())

    assert swaps == 8
    assert all(len(texts) == 1 for texts in seen.values())
    assert len(seen) > 1


async def test_what_was_replaced_is_gone_at_once(desk, faq):
    """A replaced snapshot is freed without Python's collector, so memory stays flat over many swaps."""
    built = weakref.ref(desk.snapshots.current.knowledge.faqs["alphamine-attention"])
    gc.disable()
    try:
        for number in range(3):
            edit(faq, "trial", f"trial {number}")
            await desk.snapshots.reload()
            edit(faq, "[@lee-2019]", "[@nobody]")
            await desk.snapshots.reload()
            edit(faq, "[@nobody]", "[@lee-2019]")
        desk.reports.clear()
        assert built() is None
    finally:
        gc.enable()


async def test_the_event_loop_goes_on_during_a_reload(desk, faq):
    """A heartbeat keeps beating while files are read, checked and built."""
    gaps = []

    async def beat():
        clock = asyncio.get_running_loop().time
        while True:
            before = clock()
            await asyncio.sleep(0.005)
            gaps.append(clock() - before)

    heart = asyncio.create_task(beat())
    edit(faq, "In one trial", "In just one trial")
    await desk.snapshots.reload()
    heart.cancel()

    assert len(gaps) > 3
    assert max(gaps) < 1.0
