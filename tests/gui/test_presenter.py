"""What the window shows after a step, and what it says of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import reading, tags
from readinglist.core.reading import Status
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import STATES
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, hit, papers_of, press, settled


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(30)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def counts(window: MainWindow) -> dict[str, int]:
    model = window.parts.sidebar.model
    entries = [model.entry(model.index(row)) for row in range(model.rowCount())]
    return {entry.name: entry.papers for entry in entries if entry and entry.papers}


def count(window: MainWindow) -> str:
    return window.parts.list._count.text


def status_of(window: MainWindow, row: int) -> Status:
    found = window.parts.model.row(row)
    assert found
    return found.reading.status


def test_a_verdict_leaves_the_row_marked_and_counts_it_out(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    press(window, "X")
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert status_of(window, 0) is Status.DISMISSED
    assert count(window) == "29 papers"
    assert counts(window)["Inbox"] == 29
    assert counts(window)["Dismissed"] == 1
    press(window, "G, I")
    assert papers_of(window) == papers[1:]


def test_verdicts_faster_than_the_writer_are_all_done_in_their_order(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    for key in "QXEQX":
        press(window, key)
    press(window, "Z")
    assert window.parts.table.current == papers[5]
    settled(qtbot, window)
    shown = [status_of(window, row) for row in range(6)]
    wanted = [Status.QUEUED, Status.DISMISSED, Status.READ, Status.QUEUED, Status.INBOX, Status.INBOX]
    assert shown == wanted == [row.reading.status for row in read.rows(papers[:6])]
    assert papers_of(window) == papers
    assert count(window) == "26 papers"


def test_undo_and_redo_bring_the_row_back_where_it_is(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    window.parts.table.choose(10)
    press(window, "X")
    press(window, "X")
    settled(qtbot, window)
    press(window, "Z")
    press(window, "Z")
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert count(window) == "30 papers"
    press(window, "Shift+Z")
    settled(qtbot, window)
    assert status_of(window, 10) is Status.DISMISSED
    assert count(window) == "29 papers"
    assert window.parts.toast.text == "Done again: Dismiss 1 paper"


def test_a_verdict_given_elsewhere_takes_the_paper_out_and_what_is_looked_at_stays(
    window: MainWindow, papers: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    window.parts.table.choose(5)
    with workspace.open_library() as other:
        reading.dismiss(other, ids=papers[2:4])
    qtbot.waitUntil(lambda: papers_of(window) == papers[:2] + papers[4:], timeout=5000)
    assert window.parts.table.current == papers[5]


def test_several_papers_are_named_when_it_is_done_and_z_takes_them_back(
    window: MainWindow, papers: list[int], qtbot: QtBot
) -> None:
    for _ in range(2):
        QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "X")
    settled(qtbot, window)
    assert window.parts.toast.isVisible()
    assert window.parts.toast.text == "Dismissed 3 papers"
    press(window, "Z")
    settled(qtbot, window)
    assert window.parts.toast.text == "Undone: Dismiss 3 papers"
    assert count(window) == "30 papers"


def test_the_queue_is_read_in_the_order_in_which_it_was_filled(
    window: MainWindow, papers: list[int], qtbot: QtBot
) -> None:
    for row in (4, 2, 7):
        window.parts.table.choose(row)
        press(window, "Q")
    settled(qtbot, window)
    press(window, "G, Q")
    assert papers_of(window) == [papers[4], papers[2], papers[7]]
    press(window, "E")
    settled(qtbot, window)
    assert papers_of(window) == [papers[4], papers[2], papers[7]]
    assert count(window) == "2 papers"
    press(window, "Z")
    settled(qtbot, window)
    assert papers_of(window) == [papers[4], papers[2], papers[7]]
    assert count(window) == "3 papers"


COPIED = {
    "papers.copy_bibtex": ("BibTeX copied", "@misc{"),
    "papers.copy_citation": ("Citation copied", "Paper 1 on Pebbles"),
    "papers.copy_link": ("Markdown link copied", "Paper 1 on Pebbles"),
}


@pytest.mark.parametrize("command", COPIED)
def test_copying_puts_text_on_the_clipboard_and_says_so(command: str, window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    window.parts.actions.action(command).trigger()
    settled(qtbot, window)
    said, text = COPIED[command]
    assert window.parts.toast.text == said
    assert text in QGuiApplication.clipboard().text()


def test_copying_several_papers_copies_all_of_them(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "Ctrl+Shift+C")
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text().count("@misc{") == 2


def test_a_tag_is_taken_away_by_its_chip_and_z_brings_it_back(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.tasks.write(
        lambda library: tags.tag(library, ids=papers[:1], add=["moe"]), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    window.parts.paper.tag_removed.emit("moe")
    settled(qtbot, window)
    assert read.record(papers[0]).tags == ()
    assert window.parts.toast.isVisible()
    press(window, "Z")
    settled(qtbot, window)
    assert read.record(papers[0]).tags == ("moe",)


def test_while_an_import_is_looked_at_no_paper_can_be_judged_unseen(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    queue = window.parts.actions.action("paper.queue")
    assert queue.isEnabled()
    window.parts.imports.paste("Pebbles")
    settled(qtbot, window)
    assert not queue.isEnabled()
    qtbot.waitUntil(lambda: window.parts.import_page.isAncestorOf(QApplication.focusWidget() or window))
    hit("Q")
    hit("Esc")
    qtbot.waitUntil(window.parts.table.hasFocus)
    assert queue.isEnabled()
    assert read.totals()[Status.QUEUED] == 0


def test_the_import_of_a_digest_is_taken_back_from_its_page(
    window: MainWindow, papers: list[int], fill: Fill, later_day: date, qtbot: QtBot
) -> None:
    fill(3, later_day)
    qtbot.waitUntil(lambda: window.parts.model.rowCount() == 33, timeout=5000)
    window.pages.go_to_digest(2)
    settled(qtbot, window)
    assert count(window) == "3 papers"
    QTest.mouseClick(button(window, "Undo this import"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]
    assert papers_of(window) == papers
    assert window.parts.list.digest_bar.isHidden()
    press(window, "Shift+Z")
    settled(qtbot, window)
    assert count(window) == "33 papers"


def test_a_digest_that_went_a_moment_ago_is_said_to_be_gone(
    window: MainWindow, workspace: Workspace, papers: list[int], qtbot: QtBot
) -> None:
    with workspace.open_library() as other:
        other.undo()
    window.parts.paper.digest_asked.emit(1)
    assert "There is no digest" in window.parts.notice.text


def test_the_undo_of_a_toast_is_not_shown_when_another_step_has_followed(
    window: MainWindow, papers: list[int], qtbot: QtBot
) -> None:
    window.parts.table.selectAll()
    press(window, "S")
    settled(qtbot, window)
    assert window.parts.toast.isVisible()
    assert window.parts.toast.text == "Starred 30 papers"
    window.parts.table.choose(0)
    press(window, "4")
    settled(qtbot, window)
    assert window.parts.toast.isHidden()
