"""The main job in the window, by keys: five digests come in, papers get verdicts, and the library holds it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.gui import app
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from readinglist.workspace import Workspace

Use = Callable[..., None]


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window.table, QKeySequence(keys))


def the_window() -> MainWindow:
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    return window


@pytest.fixture(autouse=True)
def given_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the program sets for its whole process is given back to the tests."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def use(workspace: Workspace, qtbot: QtBot) -> Use:
    """Start the program, do something in its window, close it; what goes wrong on the way is thrown at the end."""

    def start(work: Callable[[MainWindow], None], *files: str) -> None:
        failures: list[BaseException] = []

        def in_the_window() -> None:
            window = the_window()
            try:
                with qtbot.waitActive(window):
                    window.activateWindow()
                work(window)
            except BaseException as error:  # noqa: BLE001  inside of Qt's loop it would go to the program's own hook
                failures.append(error)
            finally:
                window.close()

        QTimer.singleShot(0, in_the_window)
        assert app.run(workspace, files) == 0
        for failure in failures:
            raise failure

    return start


@pytest.fixture
def workspace(library_path: Path) -> Workspace:
    """The workspace around the test's library."""
    return Workspace.of(str(library_path))


def test_import_queue_dismiss_undo_close_reopen(real_digests: Path, library_path: Path, use: Use, qtbot: QtBot) -> None:
    shown: list[int] = []

    def work(window: MainWindow) -> None:
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
        shown.extend(row.id for number in range(5) if (row := window.model.row(number)))

    use(work, *map(str, sorted(real_digests.glob("*.txt"))))

    with Library.open(library_path, write=False) as library:
        rows = library.page(Query(), limit=5).rows
        assert [row.id for row in rows] == shown
        expected = [Status.QUEUED, Status.INBOX, Status.DISMISSED, Status.INBOX, Status.INBOX]
        assert [row.reading.status for row in rows] == expected
        assert library.totals()[Status.INBOX] == 510

    def look(window: MainWindow) -> None:
        row = window.model.row(2)
        assert row
        assert (row.id, row.reading.status) == (shown[2], Status.DISMISSED)
        assert window.model.rowCount() == 512
        press(window, "Z")  # steps of before a restart can be taken back
        qtbot.waitUntil(lambda: window.tasks.writes == 0)

    use(look)
    with Library.open(library_path, write=False) as library:
        assert library.record(shown[2]).reading.status is Status.INBOX


def test_a_library_that_can_not_be_opened_is_said_in_a_box_and_on_the_way_out(
    library_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(app, "UNSEEN", ())
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: boxes.append(text))
    library_path.write_text("this is no library")
    with pytest.raises(LibraryError, match="no library") as thrown:
        app.run(workspace, [])
    assert boxes == [f"{thrown.value.what}\n\n{thrown.value.remedy}"]
