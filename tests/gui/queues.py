"""A queue in the window, for those who put it in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from readinglist.commands import queue
from readinglist.core.query_parser import parse
from tests.gui.hands import hit, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from readinglist.gui.main_window import MainWindow
    from readinglist.store.library import Library
    from readinglist.workspace import Workspace
    from tests.gui.hands import Fill, OpenWindow


def fill_queue(fill: Fill, workspace: Workspace, papers: int) -> list[int]:
    """A library with so many papers, all queued."""
    found = fill(papers)
    with workspace.open_library() as library:
        queue.queue(library, ids=found)
    return found


def open_queue(open_the_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The window with the list of the queue."""
    opened = open_the_window()
    hit("G, Q")
    settled(qtbot, opened)
    return opened


def in_queue(library: Library) -> list[int]:
    """The papers of the queue in its order."""
    return [row.id for row in library.iterate(parse("is:queued"))]


def select_rows(window: MainWindow, first: int, rows: int = 1) -> None:
    """Select some rows that follow each other, as keys do."""
    window.parts.table.choose(first)
    for _ in range(rows - 1):
        QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
