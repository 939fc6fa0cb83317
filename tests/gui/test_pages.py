"""The first page, the lists and the page of an import: each comes when it should, with the focus, and goes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist import resources
from readinglist.core.errors import LibraryError
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import STATES
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.digests import PAPERS, page
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, papers_of, press, settled, type_text


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def offered(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the preview of an import is shown."""
    qtbot.waitUntil(lambda: window.parts.import_page.isVisible() and "new" in window.parts.import_page.sentence)


def bring_in(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Paste a page and import it."""
    copy(text)
    hit("Ctrl+V")
    offered(window, qtbot)
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.pages.importing)
    settled(qtbot, window)


@pytest.fixture
def digest() -> str:
    return page(PAPERS[:3]).decode()


def test_an_empty_library_says_what_to_do_and_after_the_first_import_never_again(
    open_the_window: OpenWindow, qtbot: QtBot, digest: str
) -> None:
    window = open_the_window()
    assert window.parts.first_run.isVisible()
    assert window.parts.first_run.isAncestorOf(focused())
    bring_in(window, qtbot, digest)
    assert not window.parts.first_run.isVisible()
    assert window.parts.table.hasFocus()
    assert window.parts.navigator.place.kind == "digest"
    assert len(papers_of(window)) == 3
    for _ in range(3):
        press(window, "X")
    settled(qtbot, window)
    press(window, "G, I")
    assert papers_of(window) == []
    assert window.parts.sides.isVisible()  # an empty list, not an empty library


def test_where_the_only_import_is_taken_back_the_library_is_empty_again(
    open_the_window: OpenWindow, qtbot: QtBot, digest: str
) -> None:
    window = open_the_window()
    bring_in(window, qtbot, digest)
    press(window, "Z")
    settled(qtbot, window)
    assert window.parts.first_run.isVisible()
    assert window.parts.first_run.isAncestorOf(focused())
    hit("Ctrl+Shift+Z")
    settled(qtbot, window)
    assert window.parts.sides.isVisible()


def test_the_samples_can_be_brought_in(open_the_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_the_window()
    window.parts.first_run.samples_asked.emit()
    qtbot.waitUntil(lambda: "new" in window.parts.import_page.sentence, timeout=20_000)
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.pages.importing, timeout=20_000)
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]  # there were several
    assert len(window.parts.library.digests()) == len(resources.samples())


def test_an_error_on_the_first_page_and_on_that_of_an_import_is_seen(
    open_the_window: OpenWindow, qtbot: QtBot, digest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_the_window()
    copy("")
    hit("Ctrl+V")
    assert window.parts.notice.isVisible()
    assert "no text on the clipboard" in window.parts.notice.text
    QTest.mouseClick(button(window, "Close"), Qt.MouseButton.LeftButton)
    copy(digest)
    hit("Ctrl+V")
    offered(window, qtbot)

    def fail(*_words: object, **_more: object) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    with monkeypatch.context() as broken:
        broken.setattr(Library, "step_in_chunks", fail)
        hit("Ctrl+Return")
        settled(qtbot, window)
    assert window.parts.notice.isVisible()
    assert window.parts.import_page.isVisible()
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.pages.importing)
    assert window.parts.list.isAncestorOf(window.parts.notice)
    qtbot.waitUntil(window.parts.notice.isVisible)  # what goes elsewhere is shown a turn of the loop later


def test_an_import_that_waits_is_gone_back_to_by_the_key_of_importing(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, digest: str
) -> None:
    fill(3)
    window = open_the_window()
    copy(digest)
    press(window, "Ctrl+V")
    offered(window, qtbot)
    assert not window.parts.sidebar.lists.currentIndex().isValid()
    window.parts.sidebar.lists.setFocus()
    QTest.keyClick(window.parts.sidebar.lists, Qt.Key.Key_Down)
    assert window.parts.body.isVisible()
    assert window.parts.sidebar.lists.hasFocus()
    hit("Ctrl+O")  # opens no dialogue: there is an import already
    assert window.parts.import_page.isVisible()
    assert window.parts.import_page.isAncestorOf(focused())
    hit("Esc")
    assert window.parts.body.isVisible()
    assert window.parts.list.has_focus
    assert not window.parts.imports.open


def test_a_list_that_is_gone_to_from_an_import_is_marked_in_the_sidebar(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, digest: str
) -> None:
    fill(3)
    window = open_the_window()
    copy(digest)
    press(window, "Ctrl+V")
    offered(window, qtbot)
    window.parts.actions.action("go.dismissed").trigger()
    assert window.parts.sidebar.lists.currentIndex().data() == "Dismissed"
    assert window.parts.table.isVisible() or window.parts.model.rowCount() == 0


def test_an_import_that_is_written_while_one_is_elsewhere_calls_nobody_away(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, digest: str, read: Library
) -> None:
    papers = fill(3)
    window = open_the_window()
    copy(digest)
    press(window, "Ctrl+V")
    offered(window, qtbot)
    hit("Ctrl+Return")
    window.pages.go(STATES["inbox"])
    press(window, "N")
    type_text("A note that goes on")
    note = focused()
    settled(qtbot, window)
    assert focused() is note
    assert name_of(note) == "Note"
    assert window.parts.table.current == papers[0]
    assert "3 papers" in window.parts.toast.text
    hit("Esc")
    settled(qtbot, window)
    assert len(papers_of(window)) == 6
    assert read.record(papers[0]).note == "A note that goes on"


def test_files_of_the_command_line_are_offered_when_the_window_begins(
    open_the_window: OpenWindow, workspace: Workspace, qtbot: QtBot, digest: str
) -> None:
    file = workspace.settings.library.with_name("page.txt")
    file.write_text(digest)
    window = open_the_window()
    window.begin([str(file)])
    offered(window, qtbot)


def test_the_window_closes_while_an_import_is_written_and_another_waits(
    open_the_window: OpenWindow, workspace: Workspace, qtbot: QtBot, digest: str, read: Library
) -> None:
    window = open_the_window()
    copy(digest)
    hit("Ctrl+V")
    offered(window, qtbot)
    hit("Ctrl+Return")
    window.parts.imports.paste(page(PAPERS[3:]).decode())
    assert window.close()
    assert read.totals()["inbox"] == 3


def test_the_search_key_leaves_the_import_for_the_list(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, digest: str, later_day: date
) -> None:
    fill(3)
    window = open_the_window()
    copy(digest)
    press(window, "Ctrl+V")
    offered(window, qtbot)
    hit("Ctrl+F")
    QApplication.processEvents()
    assert focused() is window.parts.list.search.field
