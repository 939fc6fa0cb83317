"""The order of a list: chosen at its head, kept for its kind, and the paper that is looked at stays."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from readinglist.commands import queue, reading
from readinglist.core.order import Order
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.main_window import MainWindow
from readinglist.gui.orders import Orders, command_of
from readinglist.gui.places import EVERYTHING, STATES, search_for
from readinglist.gui.views.order_button import OrderButton
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, papers_of, press, settled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def sort(window: MainWindow, order: Order, qtbot: QtBot) -> None:
    window.parts.actions.action(command_of(order)).trigger()
    settled(qtbot, window)


def order_button(window: MainWindow) -> OrderButton:
    (found,) = window.parts.list.findChildren(OrderButton)
    return found


def menu_of_orders(window: MainWindow) -> QMenu:
    QTest.mouseClick(order_button(window), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_head_says_the_order_and_its_menu_has_those_that_make_sense(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(4)
    window = open_the_window()
    assert button(window, "Newest first") is order_button(window)
    menu = menu_of_orders(window)
    names = {action.text(): action for action in menu.actions()}
    assert list(names) == ["Newest first", "Oldest first", "Most seen first", "By title", "At random"]
    assert [name for name, action in names.items() if action.isChecked()] == ["Newest first"]
    names["Oldest first"].trigger()
    menu.close()
    settled(qtbot, window)
    assert papers_of(window) == papers[::-1]
    assert order_button(window).accessibleName() == "Oldest first"
    assert window.parts.list._count.text == "4 papers"


@pytest.mark.parametrize("order", [Order.OLDEST, Order.TITLE, Order.SEEN, Order.RANDOM])
def test_another_order_keeps_the_paper_that_is_looked_at_and_its_height(
    order: Order, fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(400)
    window = open_the_window()
    table = window.parts.table
    table.choose(200)
    QApplication.processEvents()
    top = table.top
    for one in (order, Order.NEWEST):
        sort(window, one, qtbot)
        assert table.current == papers[200]
        assert sorted(papers_of(window)) == papers
        if 20 < table.currentIndex().row() < 380:
            assert table.top == top


def test_a_kind_of_list_keeps_its_order_also_when_the_window_opens_again(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(12)
    with workspace.open_library() as library:
        queue.queue(library, ids=papers[6:])
    window = open_the_window()
    sort(window, Order.OLDEST, qtbot)
    window.pages.go(STATES["queued"])
    assert papers_of(window) == papers[6:]
    sort(window, Order.NEWEST, qtbot)
    sort(window, Order.TITLE, qtbot)
    window.pages.go(EVERYTHING)
    settled(qtbot, window)
    assert papers_of(window) == papers
    window.close()
    again = open_the_window()
    again.pages.go(STATES["inbox"])
    settled(qtbot, again)
    assert papers_of(again) == papers[5::-1]
    again.pages.go(STATES["queued"])
    settled(qtbot, again)
    assert order_button(again).accessibleName() == "By title"


def test_what_was_kept_and_makes_no_sense_is_left_out() -> None:
    orders = Orders()
    orders.restore(["state=oldest", "search=nonsense", "", "=", "tag=best"])
    assert orders.of(STATES["inbox"]).order is Order.OLDEST
    assert orders.of(search_for("pebbles")).order is Order.NEWEST
    assert orders.of(search_for("")).order is Order.NEWEST


def test_the_best_match_is_for_searches_with_words(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    with workspace.open_library() as library:
        reading.star(library, ids=papers)
    window = open_the_window()
    best = window.parts.actions.action("list.sort_best")
    assert not best.isEnabled()
    window.pages.go(search_for("pebbles"))
    settled(qtbot, window)
    assert best.isEnabled()
    sort(window, Order.BEST, qtbot)
    window.pages.go(search_for("is:starred"))
    settled(qtbot, window)
    assert order_button(window).accessibleName() == "Newest first"
    window.pages.go(search_for("paper"))
    settled(qtbot, window)
    assert order_button(window).accessibleName() == "Best match first"


def test_random_order_stays_until_it_is_asked_for_again(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    fill(60)
    window = open_the_window()
    sort(window, Order.RANDOM, qtbot)
    first = papers_of(window)
    press(window, "X")
    settled(qtbot, window)
    window.pages.go(EVERYTHING)
    window.pages.go(STATES["inbox"])
    settled(qtbot, window)
    assert papers_of(window) == [paper for paper in first if paper in papers_of(window)]
    sort(window, Order.RANDOM, qtbot)
    assert papers_of(window) != [paper for paper in first if paper in papers_of(window)]


def test_what_comes_in_is_put_where_it_belongs_in_any_order(
    fill: Fill, open_the_window: OpenWindow, later_day: date, qtbot: QtBot
) -> None:
    papers = fill(5)
    window = open_the_window()
    sort(window, Order.TITLE, qtbot)
    new = fill(2, later_day)
    window.parts.bus.changed.emit(ELSEWHERE)
    settled(qtbot, window)
    assert papers_of(window) == [*papers, *new]
    press(window, "X")
    settled(qtbot, window)
    assert papers_of(window) == [*papers, *new]
    assert window.parts.list._count.text == "6 papers"


def test_a_narrow_list_has_an_icon_for_its_order_and_says_it_still(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    wide = order_button(window).width()
    window.pages.go(search_for("pebbles"))
    settled(qtbot, window)
    window.parts.body.setSizes([300, 700])
    QApplication.processEvents()
    assert order_button(window).width() < wide / 2
    assert order_button(window).toolTip() == "Order: Newest first"
    assert button(window, "Save search").width() >= button(window, "Save search").sizeHint().width()
