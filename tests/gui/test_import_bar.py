"""An import in the window: offered in words, written when the user says so, taken back by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.commands import imports
from readinglist.core.errors import LibraryError
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from tests.digests import PAPERS, page
from tests.gui.hands import OpenWindow, button, done, press


@pytest.fixture
def digests(tmp_path: Path) -> list[str]:
    """Two digests, the second with two papers of the first."""
    files = {"first.txt": page(PAPERS[:4]), "second.txt": page(PAPERS[2:], "Mar 19")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


def offer(qtbot: QtBot, window: MainWindow, files: list[str]) -> None:
    with qtbot.waitSignal(window.imports.offered):
        window.imports.offer(files)


def said(window: MainWindow) -> list[str]:
    return [one.text() for one in window.import_bar.findChildren(QLabel) if one.isVisible()]


def test_what_is_found_is_said_before_anything_is_written(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    window = open_the_window()
    offer(qtbot, window, digests)
    assert said(window) == ["5 new, 2 known", "From first.txt and second.txt. Nothing is written yet."]
    assert button(window, "Import 5 papers").hasFocus()
    assert button(window, "Not now").isEnabled()
    assert sum(read.totals().values()) == 0


def test_enter_imports_and_z_takes_all_of_it_back(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    window = open_the_window()
    offer(qtbot, window, digests)
    QTest.keyClick(button(window, "Import 5 papers"), Qt.Key.Key_Return)
    done(qtbot, window)
    assert said(window) == ["5 papers came in from 2 digests.", "z takes it back as one step."]
    assert window.model.rowCount() == 5
    assert window.table.hasFocus()
    press(window, "Z")
    done(qtbot, window)
    assert window.import_bar.isHidden()
    assert window.model.rowCount() == 0
    assert read.to_undo() is None


def test_not_now_writes_nothing(open_the_window: OpenWindow, digests: list[str], qtbot: QtBot, read: Library) -> None:
    window = open_the_window()
    offer(qtbot, window, digests)
    QTest.mouseClick(button(window, "Not now"), Qt.MouseButton.LeftButton)
    assert window.import_bar.isHidden()
    assert read.to_undo() is None


def test_a_file_that_can_not_be_read_is_named_with_the_reason_and_the_others_come_in(
    open_the_window: OpenWindow, digests: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_the_window()
    (tmp_path / "empty.txt").write_bytes(b"")
    offer(qtbot, window, [str(tmp_path / "missing.txt"), digests[0], str(tmp_path / "empty.txt")])
    sentence, detail = said(window)
    assert sentence == "4 new"
    first, second, third = detail.splitlines()
    assert first == "missing.txt was not read. There is no such file; check the path."
    assert second.startswith("empty.txt was not read. ")
    assert third == "From first.txt. Nothing is written yet."


def test_many_files_that_can_not_be_read_leave_the_bar_a_bar(
    open_the_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_the_window()
    offer(qtbot, window, [str(tmp_path / f"missing-{number}-{'x' * 200}.txt") for number in range(50)])
    sentence, detail = said(window)
    assert sentence == "Nothing to import"
    assert detail.splitlines()[-1] == "47 files more could not be read."
    assert window.import_bar.height() < 150
    assert window.width() == 1280
    assert button(window, "Close").isVisible()


def test_a_digest_that_is_here_already_is_said_to_be_and_can_not_be_imported_again(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot
) -> None:
    window = open_the_window()
    offer(qtbot, window, digests)
    window.import_bar.accepted.emit()
    done(qtbot, window)
    offer(qtbot, window, digests)
    assert said(window) == ["7 known", "first.txt and second.txt are here already."]
    assert button(window, "Close").isVisible()


def test_an_import_that_fails_is_offered_again(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    window = open_the_window()
    offer(qtbot, window, digests)
    with monkeypatch.context() as broken:
        broken.setattr(imports, "apply", fail)
        QTest.mouseClick(button(window, "Import 5 papers"), Qt.MouseButton.LeftButton)
        done(qtbot, window)
    assert window.notice.isVisible()
    QTest.mouseClick(button(window, "Import 5 papers"), Qt.MouseButton.LeftButton)
    done(qtbot, window)
    assert window.model.rowCount() == 5


def test_files_are_chosen_from_the_menu(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_the_window()
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_words: (digests, ""))
    with qtbot.waitSignal(window.imports.offered):
        window.actions_.action("digest.import").trigger()
    assert said(window)[0] == "5 new, 2 known"


def test_a_new_offer_takes_the_place_of_the_one_that_is_being_read(
    open_the_window: OpenWindow, digests: list[str], qtbot: QtBot
) -> None:
    window = open_the_window()
    offered: list[bool] = []
    window.imports.offered.connect(lambda: offered.append(True))
    window.imports.offer(digests)
    window.imports.offer(digests[:1])
    qtbot.waitUntil(lambda: bool(offered))
    qtbot.wait(100)
    assert said(window)[0] == "4 new"
    assert offered == [True]
