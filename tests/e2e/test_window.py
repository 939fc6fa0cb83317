"""The main job in the window, by keys: five digests come in, papers get verdicts, and the library holds it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.gui import app
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from readinglist.workspace import Workspace


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window.table, QKeySequence(keys))


def the_window() -> MainWindow:
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    return window


def test_import_queue_dismiss_undo_close_reopen(
    real_digests: Path, library_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    files = [str(file) for file in sorted(real_digests.glob("*.txt"))]
    workspace = Workspace.of(str(library_path))
    shown: list[int] = []

    def work() -> None:
        window = the_window()
        qtbot.waitUntil(lambda: window.import_bar.sentence.startswith("512 new"), timeout=60_000)
        assert window.import_bar.sentence == "512 new, 23 known"
        accept = QApplication.focusWidget()
        assert isinstance(accept, QPushButton)
        assert accept.text() == "Import 512 papers"
        QTest.keyClick(accept, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.model.rowCount() == 512, timeout=60_000)
        for keys in ("Q", "Down", "X", "X", "Z"):
            press(window, keys)
        qtbot.waitUntil(lambda: window.tasks.writes == 0)
        shown.extend(row.id for number in range(4) if (row := window.model.row(number)))
        window.close()

    QTimer.singleShot(0, work)
    assert app.run(workspace, files) == 0

    with Library.open(library_path, write=False) as library:
        assert [row.id for row in library.page(Query(), limit=4).rows] == shown
        statuses = [row.reading.status for row in library.page(Query(), limit=4).rows]
        assert statuses == [Status.QUEUED, Status.INBOX, Status.DISMISSED, Status.INBOX]
        assert library.totals() | {"inbox": 510} == library.totals()

    def look() -> None:
        window = the_window()
        row = window.model.row(2)
        assert row
        assert (row.id, row.reading.status) == (shown[2], Status.DISMISSED)
        assert window.model.rowCount() == 512
        window.close()

    QTimer.singleShot(0, look)
    assert app.run(workspace, []) == 0
