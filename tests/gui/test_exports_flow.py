"""Taking papers out: which ones, what it will look like, into a file or the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from readinglist.commands import tags
from readinglist.gui.dialogs.export_sheet import ExportSheet
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, hit, press, settled, type_text


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(30)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


@pytest.fixture
def chosen_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the user chooses in the system's dialogue."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words, **_more: (str(tmp_path / "out" / "papers"), ""))
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "papers"


def sheet_of(window: MainWindow) -> ExportSheet:
    sheet = window.sheets.current
    assert isinstance(sheet, ExportSheet)
    return sheet


def boxes(window: MainWindow) -> dict[str, QComboBox]:
    return {box.accessibleName(): box for box in sheet_of(window).findChildren(QComboBox)}


def choices(window: MainWindow) -> list[str]:
    box = boxes(window)["Papers"]
    return [box.itemText(row) for row in range(box.count())]


def choose(window: MainWindow, name: str, text: str) -> None:
    box = boxes(window)[name]
    box.setCurrentIndex(next(row for row in range(box.count()) if text in box.itemText(row)))


def preview(window: MainWindow) -> str:
    (text,) = sheet_of(window).findChildren(QPlainTextEdit)
    return text.toPlainText()


def shown(window: MainWindow, qtbot: QtBot, wanted: Callable[[str], bool]) -> None:
    qtbot.waitUntil(lambda: wanted(preview(window)))


def test_one_paper_offers_the_list_first_several_offer_themselves(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+E")
    assert choices(window) == ["Inbox, 30 papers", "Selected, 1 paper", "All papers, 30 papers"]
    settled(qtbot, window)
    hit("Esc")
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "Ctrl+E")
    assert choices(window) == ["Selected, 2 papers", "Inbox, 30 papers", "All papers, 30 papers"]
    settled(qtbot, window)


def test_papers_that_left_the_list_are_not_counted_in_it(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "X")
    settled(qtbot, window)
    press(window, "Ctrl+E")
    assert choices(window)[0] == "Inbox, 29 papers"
    settled(qtbot, window)


def test_a_search_is_exported_as_what_it_finds(
    window: MainWindow, workspace: Workspace, papers: list[int], qtbot: QtBot
) -> None:
    window.parts.tasks.write(
        lambda library: tags.tag(library, ids=papers[3:6], add=["moe"]), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    press(window, "/")
    type_text("tag:moe")
    settled(qtbot, window)
    hit("Return")
    press(window, "Ctrl+E")
    assert choices(window)[0] == "This search, 3 papers"
    choose(window, "Format", "BibTeX")
    shown(window, qtbot, lambda text: text.count("@misc{") == 3)


def test_the_preview_follows_what_is_chosen_and_gives_no_paper_its_key(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    press(window, "Ctrl+E")
    choose(window, "Format", "BibTeX")
    shown(window, qtbot, lambda text: text.count("@misc{") == 3)
    choose(window, "Papers", "Selected")
    shown(window, qtbot, lambda text: text.count("@misc{") == 1)
    assert read.record(papers[0]).citekey is None


def test_a_file_is_written_by_the_key_of_saving(
    window: MainWindow, qtbot: QtBot, chosen_file: Path, read: Library, papers: list[int]
) -> None:
    press(window, "Ctrl+E")
    choose(window, "Format", "BibTeX")
    QTest.mouseClick(button(window, "Choose a file"), Qt.MouseButton.LeftButton)
    shown(window, qtbot, lambda text: "@misc{" in text)
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert chosen_file.with_suffix(".bib").read_text("utf-8").count("@misc{") == 30
    assert window.parts.toast.text == "30 papers exported to papers.bib"
    assert window.sheets.current is None
    assert window.parts.table.hasFocus()
    assert read.record(papers[0]).citekey


def test_a_file_that_cannot_be_written_is_said_in_the_sheet_which_stays(
    window: MainWindow, qtbot: QtBot, chosen_file: Path
) -> None:
    press(window, "Ctrl+E")
    choose(window, "Format", "BibTeX")
    QTest.mouseClick(button(window, "Choose a file"), Qt.MouseButton.LeftButton)
    shown(window, qtbot, lambda text: "@misc{" in text)
    chosen_file.parent.rmdir()
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert "can't be written" in sheet_of(window)._notice.text
    assert sheet_of(window)._notice.isVisible()
    assert window.parts.notice.isHidden()
    chosen_file.parent.mkdir()
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert chosen_file.with_suffix(".bib").exists()


def test_all_papers_of_a_choice_are_copied_and_the_sheet_says_so(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+E")
    choose(window, "Format", "BibTeX")
    shown(window, qtbot, lambda text: "@misc{" in text)
    QTest.mouseClick(button(window, "Copy 30 papers"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text().count("@misc{") == 30
    assert sheet_of(window)._said.text == "30 papers copied"


def test_a_sheet_that_is_closed_before_its_preview_or_its_file_is_there_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot, chosen_file: Path
) -> None:
    press(window, "Ctrl+E")
    hit("Esc")
    press(window, "Ctrl+E")
    choose(window, "Format", "BibTeX")
    QTest.mouseClick(button(window, "Choose a file"), Qt.MouseButton.LeftButton)
    shown(window, qtbot, lambda text: "@misc{" in text)
    chosen_file.parent.rmdir()
    hit("Ctrl+Return")
    hit("Esc")  # the sheet is gone when the write fails
    QApplication.processEvents()
    settled(qtbot, window)
    assert "can't be written" in window.parts.notice.text


def test_an_empty_library_has_nothing_to_export(open_the_window: OpenWindow) -> None:
    window = open_the_window()
    hit("Ctrl+E")
    assert window.sheets.current is None
    assert window.parts.toast.text == "There are no papers to export."


def test_an_empty_list_offers_all_papers(window: MainWindow, qtbot: QtBot) -> None:
    for away in ("G, L", "G, C"):  # of possible repeats there is no list either
        press(window, away)
        hit("Ctrl+E")
        assert choices(window) == ["All papers, 30 papers"]
        settled(qtbot, window)
        hit("Esc")
