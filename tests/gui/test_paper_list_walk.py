"""A list that is walked about in while verdicts are given: it shows what a user expects, whatever comes when."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from readinglist.commands import queue, reading
from readinglist.core.changes import Changes
from readinglist.core.errors import UndoRefusedError
from readinglist.core.order import NEWEST, OLDEST, QUEUE, Order, Sorting
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.models import paper_list
from readinglist.gui.models.paper_list import PaperListModel
from readinglist.store.library import Library
from readinglist.store.orders import is_paged
from readinglist.store.transaction import NewDigest, NewMember

SHORT_PAGE, FEW_PAGES, PAPERS = 4, 3, 40
LISTS = [
    *((query, NEWEST) for query in ("is:inbox", "is:queued", "is:dismissed", "is:read", "is:starred", "")),
    ("is:queued", QUEUE), ("is:inbox", OLDEST), ("is:queued", OLDEST), ("is:starred", OLDEST), ("", OLDEST),
    ("is:inbox", Sorting(Order.TITLE)), ("is:queued", Sorting(Order.RANDOM, 7)), ("", Sorting(Order.SEEN)),
]  # fmt: skip
VERDICTS: dict[str, Callable[..., Changes]] = {
    "queue": queue.queue, "dismiss": reading.dismiss, "read": reading.mark_read, "inbox": reading.back_to_inbox,
    "star": reading.toggle_star,
}  # fmt: skip
Drawn = TypeVar("Drawn")
Draw = Callable[[st.SearchStrategy[Drawn]], Drawn]
DAY = date(2025, 3, 18)


def bring_in(library: Library, papers: int) -> None:
    with library.transaction("Import a digest") as tx:
        first = tx.next_member()
        entries = [Entry(line, f"Paper {first + line} on Pebbles", "Words.") for line in range(papers)]
        report = DigestReport(papers, 0, 0)
        digest = tx.add_digest(NewDigest(f"hash {first}", f"{first}.txt", "text", DAY, DAY, papers, report))
        tx.add_members(NewMember(first + place, entry, ()) for place, entry in enumerate(entries))
        tx.add_sightings(digest, DAY, [(first + place, entry) for place, entry in enumerate(entries)])


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with some papers in every list, to be copied."""
    path = tmp_path_factory.mktemp("walk") / "library.db"
    with Library.open(path) as library:
        bring_in(library, PAPERS)
        queue.queue(library, ids=range(2, 16))
        reading.dismiss(library, ids=range(16, 22))
        reading.star(library, ids=range(10, 30))
    return path


@dataclass
class Reader:
    """A user at a list, and beside the list what the user should see in it."""

    writer: Library
    looked_at: Library
    model: PaperListModel
    query: str = ""
    sorting: Sorting = NEWEST
    expected: list[int] = field(default_factory=list)
    reopened: bool = False
    rearranged: bool = False

    def open(self, at: tuple[str, Sorting]) -> None:
        self.query, self.sorting = at
        self.look_for_it()
        self.expected = self.fresh()

    def look_for_it(self) -> None:
        """Give the model its list, as the searching thread does where that is not paged."""
        query, ids = parse(self.query), None
        if not is_paged(query, self.sorting):
            ids = self.looked_at.found(query, sorting=self.sorting)
        self.model.open(query, ids, sorting=self.sorting)

    def fresh(self) -> list[int]:
        return [row.id for row in self.looked_at.iterate(parse(self.query), sorting=self.sorting)]

    def look(self, first: int, last: int) -> list[int]:
        """What stands in some rows, which must be what is expected there."""
        rows = [self.model.row(number) for number in range(first, last)]
        seen = [row.id for row in rows if row]
        assert seen == self.expected[first:last]
        status = {row.id: row.reading for row in self.looked_at.rows(seen)}
        assert [row.reading for row in rows if row] == [status[paper] for paper in seen]
        return seen

    def hear(self, *changes: Changes) -> None:
        """The news comes in; where the list was opened again, what it has now is expected."""
        self.reopened = self.rearranged = False
        for one in changes:
            if one:
                self.model.refresh(one)
        if self.reopened or self.rearranged:
            self.expected = self.fresh()
        assert self.model.rowCount() == len(self.expected)
        fresh = self.fresh()
        assert self.model.papers == len(fresh)
        assert [paper for paper in self.expected if paper in set(fresh)] == fresh

    def judge(self, papers: Collection[int], verdict: str) -> Changes:
        return VERDICTS[verdict](self.writer, ids=papers)


@contextmanager
def at_a_list(made_once: Path, folder: Path) -> Iterator[Reader]:
    path = folder / "library.db"
    shutil.copy(made_once, path)
    with Library.open(path) as writer, Library.open(path, write=False) as looked_at:
        reader = Reader(writer, looked_at, PaperListModel(looked_at))

        def note() -> None:
            reader.reopened = True

        def note_moves() -> None:
            reader.rearranged = True

        reader.model.modelReset.connect(note)
        reader.model.outdated.connect(reader.look_for_it)
        reader.model.rearranged.connect(note_moves)
        yield reader


def some_rows(reader: Reader, draw: Draw[int]) -> tuple[int, int]:
    first = draw(st.integers(0, max(len(reader.expected) - 1, 0)))
    return first, min(first + draw(st.integers(1, SHORT_PAGE)), len(reader.expected))


def step(reader: Reader, what: str, draw: Draw[int], draw_verdict: Draw[str]) -> None:
    """One thing that happens."""
    if what == "look":
        reader.look(*some_rows(reader, draw))
    elif what in ("judge", "judge fast", "judge and take back"):
        judge_rows(reader, what, draw, draw_verdict)
    elif what == "judge many":  # what left the queue and is queued again stands at its end, for one
        fresh = reader.fresh()
        reader.hear(reader.judge(reader.expected, draw_verdict(st.sampled_from(["queue", "dismiss"]))))
        assert reader.reopened or len(set(fresh) - set(reader.fresh())) <= SHORT_PAGE
    elif what in ("undo", "redo"):
        try:
            reader.hear(reader.writer.undo() if what == "undo" else reader.writer.redo())
        except UndoRefusedError:
            return
    elif what == "elsewhere":
        papers = [row.id for row in reader.looked_at.iterate(Query())]
        reader.judge(papers[draw(st.integers(0, PAPERS)) :][:3], draw_verdict(st.sampled_from(sorted(VERDICTS))))
        reader.hear(ELSEWHERE)
        assert reader.reopened
    elif what == "import":
        bring_in(reader.writer, 3)
        reader.hear(ELSEWHERE)
        assert reader.reopened
    elif what in ("move", "move fast"):
        move_rows(reader, what, draw)
    elif what == "select":
        select_rows(reader, draw, draw_verdict)
    else:
        reader.open(LISTS[draw(st.integers(0, len(LISTS) - 1))])


def judge_rows(reader: Reader, what: str, draw: Draw[int], draw_verdict: Draw[str]) -> None:
    """A verdict on papers that are seen: they stay where they are, unless the queue puts them at its end."""
    before, papers = list(reader.expected), reader.look(*some_rows(reader, draw))
    some = sorted(VERDICTS) if reader.sorting is not QUEUE else sorted(set(VERDICTS) - {"queue"})
    if what == "judge fast":  # the news of the first verdict comes when the last one is written already
        reader.hear(*[reader.judge([paper], draw_verdict(st.sampled_from(some))) for paper in papers])
    else:
        changes = reader.judge(papers, draw_verdict(st.sampled_from(some)))
        reader.hear(changes)
        if changes and what == "judge and take back":
            reader.hear(reader.writer.undo())
    assert not reader.reopened
    assert reader.expected == before


def move_rows(reader: Reader, what: str, draw: Draw[int]) -> None:
    """Papers of the queue are moved, a little or far; the news of it may come when more is written already."""
    papers = reader.look(*some_rows(reader, draw))
    if not any(row.reading.status == "queued" for row in reader.looked_at.rows(papers)):
        return
    moves: list[Callable[..., Changes]] = [
        partial(queue.queue_up, places=draw(st.integers(1, 5))),
        partial(queue.queue_down, places=draw(st.integers(1, 5))),
        queue.queue_top, queue.queue_end,
    ]  # fmt: skip
    times = 2 if what == "move fast" else 1
    reader.hear(*[moves[draw(st.integers(0, 3))](reader.writer, ids=papers) for _ in range(times)])
    if reader.sorting is not QUEUE:
        assert not reader.rearranged


def select_rows(reader: Reader, draw: Draw[int], draw_verdict: Draw[str]) -> None:
    """Papers are selected, then some of them get a verdict of which no news has come: they are meant all the same."""
    if not reader.expected:
        return
    first = draw(st.integers(0, len(reader.expected) - 1))
    last = draw(st.integers(first, len(reader.expected) - 1))
    alone = draw(st.integers(0, len(reader.expected) - 1))
    ranges = [(first, last), *([(alone, alone)] if not first <= alone <= last else [])]
    selection = reader.model.selection(ranges)
    wanted = [paper for start, end in sorted(ranges) for paper in reader.expected[start : end + 1]]
    assert len(selection) == len(wanted)
    changes = reader.judge(wanted[-3:], draw_verdict(st.sampled_from(sorted(VERDICTS))))
    assert list(reader.writer.selected(selection)) == wanted
    reader.hear(changes)


WALK = [
    "select", "select", "look", "judge", "judge fast", "judge and take back", "judge many", "undo", "undo", "redo",
    "elsewhere", "import", "move", "move", "move fast", "open",
]  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), at=st.sampled_from(LISTS), walk=st.lists(st.sampled_from(WALK), max_size=25))
def test_nothing_is_lost_doubled_or_out_of_place_whatever_is_done_in_a_list(
    *,
    data: st.DataObject,
    at: tuple[str, Sorting],
    walk: list[str],
    made_once: Path,
    app: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paper_list, "PAGE", SHORT_PAGE)
        patched.setattr(paper_list, "KEPT_PAGES", FEW_PAGES)
        with at_a_list(made_once, tmp_path_factory.mktemp("walk")) as reader:
            reader.open(at)
            for what in walk:
                step(reader, what, data.draw, data.draw)
            for paper in reader.fresh():
                assert reader.model.number_of(paper) == reader.expected.index(paper)
            reader.look(0, len(reader.expected))
