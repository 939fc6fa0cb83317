"""The queue is put in order by hand: selected rows are dragged to where a line shows that they will go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from readinglist.commands import reading
from readinglist.core.order import Order
from readinglist.gui.main_window import MainWindow
from readinglist.gui.orders import command_of
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.drags import Drag, RowsDragged, of_files
from tests.gui.hands import Fill, OpenWindow, papers_of, press, selected, settled
from tests.gui.queues import fill_queue, in_queue, open_queue, select_rows

PAPERS = 60
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def papers(fill: Fill, workspace: Workspace) -> list[int]:
    """A queue that is longer than the window."""
    return fill_queue(fill, workspace, PAPERS)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    return open_queue(open_the_window, qtbot)


def drag(window: MainWindow, row: int) -> RowsDragged:
    return RowsDragged(window.parts.table, row)


def line(window: MainWindow) -> QWidget | None:
    """The line between two rows, where one is shown."""
    shown = [one for one in window.parts.table.viewport().findChildren(QWidget) if one.isVisible()]
    return shown[0] if shown else None


def test_a_row_is_dragged_to_another_place_and_undo_brings_the_order_back(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    drag(window, 1).above(4).let_go()
    settled(qtbot, window)
    order = [papers[0], *papers[2:4], papers[1], *papers[4:]]
    assert (papers_of(window), in_queue(read)) == (order, order)
    assert selected(window) == [papers[1]]
    press(window, "Z")
    settled(qtbot, window)
    assert (papers_of(window), in_queue(read)) == (papers, papers)


def test_all_that_is_selected_is_dragged_by_one_of_its_rows(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_rows(window, 2, 3)
    drag(window, 3).above(0).let_go()
    settled(qtbot, window)
    order = [*papers[2:5], *papers[:2], *papers[5:]]
    assert (papers_of(window), in_queue(read)) == (order, order)
    assert selected(window) == papers[2:5]


def test_a_row_of_several_that_is_only_clicked_is_chosen_alone(
    window: MainWindow, papers: list[int], read: Library
) -> None:
    select_rows(window, 2, 3)
    drag(window, 3).let_go()
    assert selected(window) == [papers[3]]
    assert in_queue(read) == papers


def test_a_line_of_the_accent_shows_where_the_rows_will_go(window: MainWindow) -> None:
    table = window.parts.table
    dragged = drag(window, 1).above(4)
    shown = line(window)
    assert shown is not None
    assert (shown.height(), shown.width()) == (2, table.viewport().width())
    assert shown.geometry().center().y() in range(table.rowViewportPosition(4) - 1, table.rowViewportPosition(4) + 1)
    assert shown.grab().toImage().pixelColor(50, 1).name() == window.parts.theme.color("accent").name()
    dragged.below(4)
    assert shown.geometry().center().y() in range(table.rowViewportPosition(5) - 1, table.rowViewportPosition(5) + 1)
    dragged.let_go()
    assert line(window) is None


def test_esc_leaves_everything_where_it_is(window: MainWindow, papers: list[int], read: Library, qtbot: QtBot) -> None:
    dragged = drag(window, 1).above(4)
    press(window, "X")  # no key does anything meanwhile
    press(window, "Esc")
    assert line(window) is None
    dragged.above(6).let_go()
    settled(qtbot, window)
    assert in_queue(read) == papers
    assert selected(window) == [papers[1]]
    drag(window, 1).above(3).let_go()  # and the next one works
    settled(qtbot, window)
    assert in_queue(read)[:3] == [papers[0], papers[2], papers[1]]


def test_a_button_that_was_let_go_elsewhere_ends_the_drag(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    drag(window, 1).above(4).hover()
    assert line(window) is None
    press(window, "X")  # keys work again
    settled(qtbot, window)
    assert in_queue(read) == [papers[0], *papers[2:]]


def test_beside_the_list_nothing_takes_the_rows(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    dragged = drag(window, 1).above(4).to(200, beside=50)
    assert line(window) is None
    dragged.let_go()
    settled(qtbot, window)
    assert in_queue(read) == papers


def test_at_the_edge_the_list_scrolls_to_its_end(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    table = window.parts.table
    bar = table.verticalScrollBar()
    dragged = drag(window, 0).to(table.viewport().height() - 2)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=10_000)
    dragged.to(table.viewport().height() - 1).let_go()
    settled(qtbot, window)
    assert in_queue(read) == [*papers[1:], papers[0]]
    assert papers_of(window) == in_queue(read)
    assert selected(window) == [papers[0]]


def test_a_list_that_changes_under_the_hand_ends_the_drag(
    window: MainWindow, papers: list[int], workspace: Workspace, read: Library, qtbot: QtBot
) -> None:
    dragged = drag(window, 1).above(4)
    with workspace.open_library() as other:
        reading.dismiss(other, ids=[papers[0]])
    qtbot.waitUntil(lambda: line(window) is None, timeout=5000)
    dragged.let_go()
    settled(qtbot, window)
    assert in_queue(read) == papers[1:]


def test_before_a_paper_that_was_read_meanwhile_is_before_what_follows_it(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.table.choose(3)
    press(window, "E")
    settled(qtbot, window)
    drag(window, 6).above(3).let_go()
    settled(qtbot, window)
    assert in_queue(read)[:5] == [*papers[:3], papers[6], papers[4]]


def test_in_another_order_the_mouse_selects_what_it_passes_over(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.actions.action(command_of(Order.OLDEST)).trigger()
    settled(qtbot, window)
    drag(window, 1).below(3).let_go()
    assert line(window) is None
    assert len(selected(window)) > 1
    assert in_queue(read) == papers


def test_files_are_still_dropped_on_the_queue(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Nothing that could be read as papers.", "utf-8")
    Drag(window, of_files(file), window.parts.table).drop()
    qtbot.waitUntil(lambda: window.pages.importing)
