"""A verdict in the real window: from the key over the commit to the repaint, also while an import is written."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.benchmarks import bare_list
from tests.benchmarks.corpus import write_digest
from tests.benchmarks.desk import REST, open_desk, painted, pause
from tests.benchmarks.figures import Figure, Reach, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.bench import Bench
    from tests.benchmarks.desk import Desk

KEYS = "QXEQS"  # a star among the verdicts
VERDICTS = 60  # a round
ENTRIES = 2_500  # of a digest that comes in meanwhile
BARE = "a bare UPDATE, COMMIT and repaint of a list of Qt, on a file of its own"


def rows(bench: Bench) -> Iterator[Row]:
    """Verdicts one after the other, each beside a bare one; then those that are given during imports."""
    ours, theirs = [], []
    table = bare_list.make(bench.folder / "bare-verdicts.db", bench.papers)
    with closing(table) as connection, open_desk(bench.library) as desk:
        bare = bare_list.BareList(bare_list.BareModel(connection))
        bare.show()
        bare.choose(0)
        desk.window.activateWindow()
        desk.go("G, I")
        for number in range(VERDICTS * bench.rounds):
            ours.append(_judge(desk, number))
            theirs.append(painted(lambda: QTest.keyClick(bare, Qt.Key.Key_Q)))
            pause(REST)
        bare.close()
        yield Row(
            "verdict: key to repaint", "ms", Figure.of(ours, "p99"), Figure.of(theirs, "p99"), BARE,
            Reach(most=16, of="ours"),
        )  # fmt: skip
        during = _during_imports(bench, desk)
    yield Row(
        "verdict during an import", "ms", Figure.of(during, "p95"), Figure.of(theirs, "p95"), BARE,
        Reach(most=16, of="ours"),
    )  # fmt: skip


def _judge(desk: Desk, number: int) -> float:
    """A verdict, or a star; what shows it is painted again when it is in the library."""
    if desk.parts.table.currentIndex().row() + 1 >= desk.parts.model.rowCount():
        desk.press("Home")
    return painted(lambda: desk.press(KEYS[number % len(KEYS)]), desk.parts.actions.done)


def _during_imports(bench: Bench, desk: Desk) -> list[float]:
    chance = random.Random("while verdicts are given")
    found: list[float] = []
    several = max(2, min(ENTRIES, bench.papers // 4))
    for number in range(max(1, bench.rounds // 2)):
        path = bench.folder / f"papers-2025-04-{number + 1:02}.txt"
        write_digest(path, bench.corpus.new_papers(several, chance))
        found += _beside(desk, path)
    return found


def _beside(desk: Desk, digest: Path) -> list[float]:
    """Verdicts while a digest is written."""
    found: list[float] = []
    parts = desk.parts
    parts.imports.offer([str(digest)])
    desk.settle()
    desk.window.pages.show_lists()
    parts.table.setFocus()
    pause(REST)
    parts.imports.accept()
    while parts.tasks.writes:
        found.append(_judge(desk, len(found)))
        pause(REST)
    desk.settle()
    return found
