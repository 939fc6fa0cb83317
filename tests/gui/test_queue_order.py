"""The queue is put in order by keys: what moves stays selected and in view, and nothing else moves on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from readinglist.commands import queue
from readinglist.core.order import Order
from readinglist.gui.main_window import MainWindow
from readinglist.gui.models.paper_list import PAGE
from readinglist.gui.orders import command_of
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, hit, papers_of, press, selected, settled, type_text
from tests.gui.queues import fill_queue, in_queue, open_queue, select_rows

MANY = PAGE * 2 + 20
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def papers(fill: Fill, workspace: Workspace) -> list[int]:
    """A queue of some pages."""
    return fill_queue(fill, workspace, MANY)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    return open_queue(open_the_window, qtbot)


def in_view(window: MainWindow) -> bool:
    table = window.parts.table
    return table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_paper_goes_up_and_down_and_stays_selected(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_rows(window, 3)
    scrolled = window.parts.table.verticalScrollBar().value()
    resets: list[int] = []
    window.parts.model.modelReset.connect(lambda: resets.append(1))
    press(window, "Alt+Up")
    settled(qtbot, window)
    order = [*papers[:2], papers[3], papers[2], *papers[4:]]
    assert (papers_of(window), in_queue(read)) == (order, order)
    assert (selected(window), window.parts.table.current) == ([papers[3]], papers[3])
    press(window, "Alt+Down")
    settled(qtbot, window)
    assert (papers_of(window), in_queue(read)) == (papers, papers)
    assert selected(window) == [papers[3]]
    assert window.parts.table.verticalScrollBar().value() == scrolled
    assert resets == []  # nothing was made anew, so nothing flickers
    assert not window.parts.toast.isVisible()


def test_several_papers_go_together_as_one_step(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_rows(window, 2, rows=3)
    press(window, "Alt+Down")
    settled(qtbot, window)
    order = [*papers[:2], papers[5], *papers[2:5], *papers[6:]]
    assert papers_of(window) == order
    assert selected(window) == papers[2:5]
    press(window, "Z")
    settled(qtbot, window)
    assert (papers_of(window), in_queue(read)) == (papers, papers)
    assert selected(window) == papers[2:5]


def test_to_either_end_and_back_by_undo(window: MainWindow, papers: list[int], read: Library, qtbot: QtBot) -> None:
    select_rows(window, 200)
    press(window, "Alt+Home")
    settled(qtbot, window)
    top = [papers[200], *papers[:200], *papers[201:]]
    assert (papers_of(window), in_queue(read)) == (top, top)
    assert (selected(window), in_view(window)) == ([papers[200]], True)
    press(window, "Alt+End")
    settled(qtbot, window)
    end = [*papers[:200], *papers[201:], papers[200]]
    assert (papers_of(window), in_queue(read)) == (end, end)
    assert (selected(window), in_view(window)) == ([papers[200]], True)
    for order in (top, papers):
        press(window, "Z")
        settled(qtbot, window)
        assert (papers_of(window), in_queue(read)) == (order, order)
        assert selected(window) == [papers[200]]


def test_a_held_key_moves_as_often_as_it_says_and_the_paper_stays_in_view(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_rows(window, 2)
    for _ in range(40):
        press(window, "Alt+Down")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: in_queue(read).index(papers[2]) == 42)
    settled(qtbot, window)
    assert (selected(window), in_view(window)) == ([papers[2]], True)
    assert papers_of(window) == in_queue(read)
    assert window.parts.actions.action("paper.queue_up").autoRepeat()
    assert window.parts.actions.action("paper.queue_down").autoRepeat()


@pytest.mark.parametrize(
    ("row", "rows", "key", "says"),
    [
        (0, 1, "Alt+Up", "It is first already"), (0, 1, "Alt+Home", "It is first already"),
        (MANY - 1, 1, "Alt+Down", "It is last already"), (0, 2, "Alt+Up", "They are first already"),
    ],
)  # fmt: skip
def test_what_can_go_no_further_is_no_step_and_no_error(
    *, row: int, rows: int, key: str, says: str, window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    steps = len(read.history(10))
    select_rows(window, row, rows)
    press(window, key)
    settled(qtbot, window)
    assert window.parts.toast.text == says
    assert not window.parts.notice.isVisible()
    assert (in_queue(read), len(read.history(10))) == (papers, steps)


def test_in_another_order_it_is_said_how_to_get_the_queues_own(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.actions.action(command_of(Order.TITLE)).trigger()
    settled(qtbot, window)
    select_rows(window, 3)
    for key in ("Alt+Up", "Alt+End"):
        press(window, key)
        settled(qtbot, window)
        assert "The queue is not shown in your order." in window.parts.notice.text
        assert "Lists > Sort > In your order" in window.parts.notice.text
    assert in_queue(read) == papers


def test_in_another_list_it_is_said_where_papers_are_moved(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    hit("/")
    type_text("pebbles is:queued")
    settled(qtbot, window)
    press(window, "Alt+Up")
    assert "g q shows it." in window.parts.notice.text
    hit("G, A")
    settled(qtbot, window)
    press(window, "Alt+Home")
    assert "Papers are moved in the list of the queue." in window.parts.notice.text
    assert in_queue(read) == papers


def test_papers_that_were_read_meanwhile_are_left_where_they_go(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_rows(window, 1)
    press(window, "E")
    press(window, "Alt+Up")
    settled(qtbot, window)
    order = [papers[2], papers[0], *papers[3:]]
    assert in_queue(read) == order
    assert (papers_of(window), selected(window)) == (order, [papers[2]])


def test_what_is_moved_on_the_command_line_is_followed(
    window: MainWindow, papers: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    select_rows(window, 5)
    with workspace.open_library() as other:
        queue.queue_top(other, ids=[papers[9]])
    qtbot.waitUntil(lambda: papers_of(window)[0] == papers[9], timeout=5000)
    assert selected(window) == [papers[5]]
