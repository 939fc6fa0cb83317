"""Many papers at once: what is selected stays selected, and one key judges all of it as one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.commands import exports
from readinglist.core.order import Order
from readinglist.core.reading import Status
from readinglist.gui import doing
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.main_window import MainWindow
from readinglist.gui.models.paper_list import PAGE
from readinglist.gui.orders import command_of
from readinglist.gui.places import EVERYTHING
from readinglist.gui.views import status_bar
from readinglist.store.library import Library
from readinglist.store.lists import Lists
from readinglist.store.transaction import Transaction
from tests.gui.hands import Fill, OpenWindow, hit, press, selected, settled, type_text

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MANY = PAGE * 3 + 10


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    """Some pages of papers."""
    return fill(MANY)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def key(window: MainWindow, which: Qt.Key, modifier: Qt.KeyboardModifier = SHIFT) -> None:
    QTest.keyClick(window.parts.table, which, modifier)


def click(window: MainWindow, row: int, modifier: Qt.KeyboardModifier) -> None:
    table = window.parts.table
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def queued(read: Library) -> int:
    return read.totals()["queued"]


def test_one_key_queues_all_that_is_selected_as_one_step_and_says_how_many(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.table.selectAll()
    press(window, "Q")
    settled(qtbot, window)
    assert read.totals()["queued"] == MANY
    assert window.parts.toast.text == f"Queued {MANY} papers"
    assert [row.id for row in read.rows_in_order(papers)] == papers
    press(window, "Z")
    settled(qtbot, window)
    assert read.totals()["queued"] == 0


def test_ids_are_looked_up_where_they_are_written_and_not_in_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from threading import current_thread, main_thread

    threads: list[bool] = []
    look_up = Lists.selected

    def noted(library: Library, selection: object) -> object:
        threads.append(current_thread() is main_thread())
        return look_up(library, selection)  # type: ignore[arg-type]  # it is handed on

    monkeypatch.setattr(Lists, "selected", noted)
    window.parts.table.selectAll()
    press(window, "X")
    settled(qtbot, window)
    assert threads == [False]


def test_shift_and_ctrl_select_ranges_and_single_papers(window: MainWindow, papers: list[int]) -> None:
    window.parts.table.choose(2)
    key(window, Qt.Key.Key_Down)
    assert selected(window) == papers[2:4]
    click(window, 6, CTRL)
    assert selected(window) == [*papers[2:4], papers[6]]
    key(window, Qt.Key.Key_End)
    assert selected(window) == [*papers[2:4], *papers[6:]]
    window.parts.table.choose(1)
    click(window, 5, SHIFT)
    assert selected(window) == papers[1:6]
    window.parts.table.choose(7)
    key(window, Qt.Key.Key_Up)
    key(window, Qt.Key.Key_Up)
    assert selected(window) == papers[5:8]
    window.parts.table.choose(MANY - 1)
    key(window, Qt.Key.Key_Home)
    assert selected(window) == papers
    assert len(window.parts.table.selection().pieces) == 1


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST, Order.TITLE])
def test_what_is_selected_stays_so_when_papers_come_in(
    order: Order, window: MainWindow, papers: list[int], fill: Fill, qtbot: QtBot
) -> None:
    window.parts.actions.action(command_of(order)).trigger()
    settled(qtbot, window)
    table = window.parts.table
    table.choose(5)
    click(window, 7, CTRL)
    ranges = QItemSelection(table.model().index(10, 0), table.model().index(PAGE * 2, 0))
    table.selectionModel().select(ranges, table.selectionModel().SelectionFlag.Select)
    before = selected(window)
    assert len(before) == PAGE * 2 - 7
    fill(40, date(2025, 3, 18) + timedelta(days=1))
    window.parts.bus.changed.emit(ELSEWHERE)
    settled(qtbot, window)
    assert window.parts.model.rowCount() == MANY + 40
    assert selected(window) == before


def test_papers_that_come_in_between_key_and_write_are_not_judged(
    window: MainWindow, papers: list[int], fill: Fill, read: Library, qtbot: QtBot
) -> None:
    window.parts.table.selectAll()
    fill(9, date(2025, 3, 18))
    press(window, "Q")
    settled(qtbot, window)
    assert queued(read) == MANY
    assert {row.reading.status for row in read.rows(papers)} == {Status.QUEUED}


def test_a_paper_that_was_judged_and_still_stands_there_is_one_of_them(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    press(window, "X")
    window.parts.table.selectAll()
    press(window, "Q")
    settled(qtbot, window)
    assert queued(read) == MANY
    assert read.rows(papers[:1])[0].reading.status is Status.QUEUED


def test_what_takes_long_is_said_until_it_is_done(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from threading import Event

    gate, set_status = Event(), Transaction.set_status

    def wait(transaction: Transaction, ids: list[int], status: Status) -> None:
        gate.wait(20)
        set_status(transaction, ids, status)

    monkeypatch.setattr(Transaction, "set_status", wait)
    monkeypatch.setattr(doing, "MANY", MANY)
    window.parts.table.selectAll()
    press(window, "Q")
    foot = window.parts.status
    qtbot.waitUntil(lambda: foot._task.text() == f"Queueing {MANY} papers…")
    assert foot._task.isVisible()
    assert not foot.cancel_button.isVisible()
    gate.set()
    settled(qtbot, window)
    assert not foot._task.isVisible()


def test_a_few_papers_are_judged_without_a_word(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Q")
    qtbot.wait(status_bar.PATIENCE + 50)
    assert not window.parts.status._task.isVisible()


def test_the_tags_of_many_papers_are_counted_aside_and_changed_as_one_step(
    window: MainWindow, read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readinglist.gui import sheets

    monkeypatch.setattr(sheets, "AT_ONCE", 10)
    window.parts.table.selectAll()
    press(window, "T")
    qtbot.waitUntil(lambda: window.sheets.current is not None)
    type_text("shore")
    hit("Return")
    settled(qtbot, window)
    assert [(tag.name, tag.papers) for tag in read.tags()] == [("shore", MANY)]


def test_more_papers_than_a_clipboard_should_hold_are_refused_with_the_way_out(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_COPIED", 3)
    window.parts.table.selectAll()
    press(window, "Ctrl+Shift+C")
    qtbot.waitUntil(window.parts.notice.isVisible)
    assert f"{MANY} papers are too many to be copied. Export them into a file" in " ".join(
        window.parts.notice.text.split()
    )


def test_in_a_list_of_all_papers_what_was_judged_stays_selected(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.pages.go(EVERYTHING)
    window.parts.table.selectAll()
    press(window, "S")
    settled(qtbot, window)
    assert read.totals()["starred"] == MANY
    assert selected(window) == papers
    press(window, "S")
    settled(qtbot, window)
    assert read.totals()["starred"] == 0
