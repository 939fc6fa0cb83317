"""The list of papers in the real window: opened, paged, jumped in; beside a bare list of Qt."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.benchmarks import bare_list
from tests.benchmarks.desk import REST, open_desk, painted, pause
from tests.benchmarks.figures import Figure, Reach, Row
from tests.benchmarks.resident import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench
    from tests.benchmarks.desk import Desk

PAGES, JUMPS, OPENED = 40, 4, 8  # a round
TIMES = 2  # memory hardly differs from one time to the next
BARE = "a bare QTableView that says titles, over a table of its own"


def rows(bench: Bench) -> Iterator[Row]:
    """Open, page down, jump, and the memory that it takes."""
    table = bare_list.make(bench.folder / "bare-list.db", bench.papers)
    with closing(table) as connection, open_desk(bench.library) as desk:
        bare = bare_list.BareList(bare_list.BareModel(connection))
        bare.show()
        desk.window.activateWindow()
        yield from _moved(bench, desk, bare)
        bare.close()
    added = [measure("list", bench.library) for _ in range(min(TIMES, bench.rounds))]
    yield Row(
        "list: memory that it adds", "MB", Figure.of(one.added for one in added),
        Figure.of(one.begin for one in added), "the window before its list was moved in", Reach(most=13, of="ours"),
    )  # fmt: skip


def _moved(bench: Bench, desk: Desk, bare: bare_list.BareList) -> Iterator[Row]:
    ours, theirs = _opened(bench, desk, bare)
    yield Row("list: open", "ms", ours, theirs, BARE, Reach(most=29, of="ours"))
    ours, theirs = _paged(bench, desk, bare)
    yield Row("list: page down", "ms", ours, theirs, BARE, Reach(most=18, of="ours"))
    ours, theirs = _jumped(bench, desk, bare)
    yield Row("list: End, Home, middle", "ms", ours, theirs, BARE, Reach(most=23, of="ours"))


def _opened(bench: Bench, desk: Desk, bare: bare_list.BareList) -> tuple[Figure, Figure]:
    ours, theirs = [], []
    for number in range(OPENED * bench.rounds):
        ours.append(desk.go("G, A" if number % 2 else "G, I"))
        theirs.append(painted(bare.papers.open))
        pause(REST)
    desk.go("G, A")
    return Figure.of(ours), Figure.of(theirs)


def _paged(bench: Bench, desk: Desk, bare: bare_list.BareList) -> tuple[Figure, Figure]:
    ours, theirs = [], []
    bare.choose(0)
    for _ in range(PAGES * bench.rounds):
        ours.append(painted(lambda: desk.press("PgDown")))
        theirs.append(painted(lambda: QTest.keyClick(bare, Qt.Key.Key_PageDown)))
        pause(REST)
    return Figure.of(ours, "p99"), Figure.of(theirs, "p99")


def _jumped(bench: Bench, desk: Desk, bare: bare_list.BareList) -> tuple[Figure, Figure]:
    ours, theirs = [], []
    for _ in range(JUMPS * bench.rounds):
        for keys, key in (("End", Qt.Key.Key_End), ("Home", Qt.Key.Key_Home)):
            ours.append(painted(partial(desk.press, keys)))
            theirs.append(painted(partial(QTest.keyClick, bare, key, Qt.KeyboardModifier.ControlModifier)))
            pause(REST)
        ours.append(painted(lambda: desk.parts.table.choose(desk.parts.model.rowCount() // 2)))
        theirs.append(painted(lambda: bare.choose(bare.papers.rowCount() // 2)))
        pause(REST)
    return Figure.of(ours, "worst"), Figure.of(theirs, "worst")
