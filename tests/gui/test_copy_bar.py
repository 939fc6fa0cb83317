"""A library that may not be written is looked at as a copy: the window says so for good, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.gui.app import open_window
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.gui.views.copy_bar import CopyBar
from readinglist.store import mounts
from readinglist.workspace import Workspace
from tests.digests import PAPERS, page
from tests.gui.hands import Fill, OpenWindow, focused, hit, name_of, press, settled, type_text


@pytest.fixture
def papers(fill: Fill, library_path: Path) -> list[int]:
    made = fill(3)
    (library_path.parent / ".stfolder").mkdir()
    return made


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def everything(library: Path) -> dict[str, bytes]:
    files = [library, *library.with_name(f"{library.name}.files").rglob("*")]
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def test_the_papers_are_there_and_a_lasting_line_says_why_nothing_is_written(
    window: MainWindow, papers: list[int], library_path: Path
) -> None:
    assert window.parts.model.rowCount() == len(papers)
    (bar,) = window.findChildren(CopyBar)
    assert bar.isVisible()
    assert bar.text.startswith("You are looking at a copy.")
    assert f"Syncthing keeps the folder {library_path.parent} in step" in bar.text
    assert "--library PATH" in bar.text
    assert window.parts.notice.isHidden()
    assert not window.parts.status._state.isVisible()


def test_every_write_is_refused_in_one_sentence_and_the_library_stays_as_it_was(
    window: MainWindow, library_path: Path, qtbot: QtBot
) -> None:
    before = everything(library_path)
    for keys in ("Q", "S", "3", "Z"):
        window.parts.notice.dismiss()
        press(window, keys)
        settled(qtbot, window)
        if keys != "Z":  # whose step is not found first
            assert "Nothing was written." in window.parts.notice.text
            assert not [one for one in window.findChildren(QAbstractButton) if one.text() == "Try again"]
    assert everything(library_path) == before
    assert window.close()
    assert not window.isVisible()
    assert everything(library_path) == before


def test_a_note_can_be_read_and_not_typed(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "N")
    assert name_of(focused()) == "Preview of the note"
    type_text("uvw")
    settled(qtbot, window)
    assert window.parts.paper.note.text == ""
    assert window.parts.notice.isHidden()


@pytest.mark.parametrize("way", ["paste", "key", "handed over"])
def test_nothing_can_be_brought_in(
    way: str, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from readinglist.gui import window_commands

    monkeypatch.setattr(window_commands, "QFileDialog", None)  # it is not even asked which
    if way == "paste":
        QApplication.clipboard().setText(page(PAPERS).decode())
        press(window, "Ctrl+V")
    elif way == "key":
        press(window, "Ctrl+O")
    else:
        window.begin([str(tmp_path / "page.txt")])
    settled(qtbot, window)
    assert "Nothing was written." in window.parts.notice.text
    assert not window.parts.imports.open


def test_search_and_taking_out_work(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    press(window, "Ctrl+Shift+C")
    qtbot.waitUntil(lambda: "@misc{" in QApplication.clipboard().text())
    press(window, "/")
    type_text(f"{papers[1]}")
    qtbot.waitUntil(lambda: window.parts.navigator.place.kind == "search")
    settled(qtbot, window)
    assert window.parts.model.rowCount() == 1
    hit("Escape")
    assert window.parts.notice.isHidden()


def test_without_a_library_in_such_a_folder_there_is_no_window_but_the_reason(
    workspace: Workspace, theme: Theme, library_path: Path
) -> None:
    (library_path.parent / ".stfolder").mkdir()
    with pytest.raises(LibraryError, match="Syncthing keeps the folder"):
        open_window(workspace, theme)
    assert not library_path.exists()


def test_a_library_on_another_computer_opens_with_a_warning(
    fill: Fill, open_the_window: OpenWindow, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(2)
    table = library_path.parent / "mounts"
    table.write_text(f"host:/papers {library_path.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr(mounts, "TABLE", table)
    window = open_the_window()
    assert window.parts.notice.text.startswith("The library lies on another computer")
    QTest.keyClick(window.parts.table, Qt.Key.Key_Escape)
    assert window.parts.notice.isHidden()
    assert window.findChildren(CopyBar) == []
