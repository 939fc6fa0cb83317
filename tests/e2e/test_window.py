"""The main job in the window, by keys: five digests come in, papers get verdicts, and the library holds it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.gui import app
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.e2e.starting import Use


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window.parts.table, QKeySequence(keys))


def test_import_queue_dismiss_undo_close_reopen(real_digests: Path, library_path: Path, use: Use, qtbot: QtBot) -> None:
    shown: list[int] = []

    def work(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: window.parts.import_page.sentence.startswith("512 new"), timeout=60_000)
        assert window.parts.import_page.sentence == "512 new papers in 5 files, 23 you already know."
        accept = QApplication.focusWidget()
        assert accept is not None
        QTest.keySequence(accept, QKeySequence("Ctrl+Return"))
        qtbot.waitUntil(lambda: window.parts.model.rowCount() == 512, timeout=60_000)
        for keys in ("Q", "Down", "X", "X", "Z"):
            press(window, keys)
        qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
        shown.extend(row.id for number in range(5) if (row := window.parts.model.row(number)))

    use(work, *map(str, sorted(real_digests.glob("*.txt"))))

    with Library.open(library_path, write=False) as library:
        rows = library.page(Query(), limit=5).rows
        assert [row.id for row in rows] == shown
        expected = [Status.QUEUED, Status.INBOX, Status.DISMISSED, Status.INBOX, Status.INBOX]
        assert [row.reading.status for row in rows] == expected
        assert library.totals()[Status.INBOX] == 510

    def look(window: MainWindow) -> None:
        assert window.parts.model.rowCount() == 510  # the inbox, without what was queued and dismissed
        press(window, "Z")  # steps of before a restart can be taken back
        qtbot.waitUntil(lambda: window.parts.model.rowCount() == 511)
        row = window.parts.model.row(1)
        assert row
        assert row.id == shown[2]

    use(look)
    with Library.open(library_path, write=False) as library:
        assert library.record(shown[2]).reading.status is Status.INBOX


def test_a_start_that_put_garbage_off_has_it_looked_for_once_the_window_works(use: Use) -> None:
    gc.disable()
    use(lambda _: QTest.qWait(50))
    assert gc.isenabled()


def test_a_library_that_can_not_be_opened_is_said_in_a_box_and_on_the_way_out(
    library_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(app, "UNSEEN", ())
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box.text()))
    library_path.write_text("this is no library")
    with pytest.raises(LibraryError, match="no library") as thrown:
        app.run(workspace, [])
    assert boxes == [f"{thrown.value.what}\n\n{thrown.value.remedy}"]
