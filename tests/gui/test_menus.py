"""The menus of a paper and of a list do what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from readinglist.commands import history, searches
from readinglist.core.reading import Status
from readinglist.gui.app import open_window
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import STATES, Place
from readinglist.gui.theme import Theme
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, focused, hit, papers_of, press, selected, settled, type_text
from tests.gui.menu_hands import by_key, by_mouse, choose, item, leave, names, the_menu

#: A menu is raised and takes the keyboard, and the platform of the tests says that it knows neither.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DIGEST = "18 March 2025"


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(6)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def row_of(window: MainWindow, name: str) -> int:
    model = window.parts.sidebar.model
    return next(row for row in range(model.rowCount()) if model.index(row).data() == name)


def menu_of(window: MainWindow, name: str) -> QMenu:
    """The menu of a list in the sidebar, by the right button."""
    return by_mouse(window.parts.sidebar.lists, row_of(window, name))


def in_sidebar(window: MainWindow) -> list[str]:
    model = window.parts.sidebar.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def statuses(read: Library, papers: list[int]) -> list[Status]:
    return [row.reading.status for row in read.rows(papers)]


def select(window: MainWindow, first: int, rows: int) -> None:
    window.parts.table.choose(first)
    for _ in range(rows - 1):
        QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def save(workspace: Workspace, name: str, query: str) -> Place:
    with workspace.open_library() as library:
        searches.save(library, name=name, query=query)
        (saved,) = library.saved_searches()
    return Place("saved", str(saved.id), saved.name, saved.query)


def test_the_menu_on_one_of_the_selected_papers_is_for_all_of_them(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select(window, 1, 3)
    menu = by_mouse(window.parts.table, 2)
    assert selected(window) == papers[1:4]
    choose(menu, "Queue")
    settled(qtbot, window)
    assert statuses(read, papers) == [Status.INBOX, *[Status.QUEUED] * 3, Status.INBOX, Status.INBOX]
    assert selected(window) == [papers[4]]  # as after the key


def test_the_menu_on_another_paper_is_for_that_one_and_shows_it(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select(window, 1, 3)
    menu = by_mouse(window.parts.table, 5)
    assert window.parts.table.current == papers[5]
    choose(menu, "Dismiss")
    settled(qtbot, window)
    assert statuses(read, papers) == [*[Status.INBOX] * 5, Status.DISMISSED]


def test_the_key_for_menus_opens_it_beside_the_paper_that_is_looked_at(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    table = window.parts.table
    select(window, 0, 2)
    menu = by_key(table)
    below = table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft())
    assert menu.geometry().left() == below.x()
    choose(menu, "Mark as read")
    settled(qtbot, window)
    assert statuses(read, papers[:3]) == [Status.READ, Status.READ, Status.INBOX]
    assert table.hasFocus()


def test_a_rating_is_given_in_the_menu_within_the_menu(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select(window, 0, 2)
    menu = by_key(window.parts.table)
    ratings = next(one for one in menu.findChildren(QMenu) if one.title() == "Rate")
    assert names(ratings) == ["No rating", "1", "2", "3", "4", "5"]
    item(ratings, "4").trigger()
    menu.close()
    settled(qtbot, window)
    assert [row.reading.rating for row in read.rows(papers[:3])] == [4, 4, 0]


def test_tags_and_details_are_asked_for_from_the_menu_and_the_focus_comes_back(window: MainWindow) -> None:
    for name, first in (("Tag", "Add or find a tag"), ("Edit details…", "Authors")):
        choose(by_key(window.parts.table), name)
        QApplication.processEvents()
        assert window.sheets.current
        assert first in focused().accessibleName()
        hit("Esc")
        assert window.parts.table.hasFocus()


def test_several_papers_are_copied_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    select(window, 0, 3)
    choose(by_mouse(window.parts.table, 1), "Copy BibTeX")
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text().count("@misc{") == 3


def test_below_the_last_paper_there_is_no_menu_and_esc_leaves_one_without_doing_anything(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    table = window.parts.table
    below = QPoint(20, table.viewport().height() - 2)
    QApplication.sendEvent(
        table.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, below, table.viewport().mapToGlobal(below)),
    )
    assert QApplication.activePopupWidget() is None
    menu = by_key(table)
    leave(menu)
    assert QApplication.activePopupWidget() is None
    settled(qtbot, window)
    assert set(statuses(read, papers)) == {Status.INBOX}
    assert table.hasFocus()


def test_a_menu_that_was_left_is_gone(window: MainWindow) -> None:
    def gone() -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(window.findChildren(QMenu))

    before = gone()
    leave(by_key(window.parts.table))
    leave(menu_of(window, "Inbox"))
    assert gone() == before


def test_the_menu_of_a_list_goes_there_and_asking_for_it_does_not(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "X")
    menu = menu_of(window, "Dismissed")
    assert names(menu) == ["Open"]
    settled(qtbot, window)
    assert window.parts.navigator.going == STATES["inbox"]
    choose(menu, "Open")
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["dismissed"]
    assert window.parts.table.hasFocus()
    assert window.parts.sidebar.lists.currentIndex().data() == "Dismissed"


def test_a_head_of_the_sidebar_has_no_menu(window: MainWindow) -> None:
    lists = window.parts.sidebar.lists
    where = lists.visualRect(window.parts.sidebar.model.index(row_of(window, "Digests"))).center()
    QApplication.sendEvent(
        lists.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, lists.viewport().mapToGlobal(where)),
    )
    assert QApplication.activePopupWidget() is None


def test_a_saved_search_is_renamed_and_z_brings_the_old_name_back(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    place = save(workspace, "Pebbles", "pebbles")
    window = open_the_window()
    window.pages.go(place)
    settled(qtbot, window)
    menu = menu_of(window, "Pebbles")
    assert names(menu) == ["Open", "Rename…", "Remove"]
    choose(menu, "Rename…")
    QApplication.processEvents()
    assert focused().property("text") == "Pebbles"
    hit("Ctrl+A")
    type_text("Stones")
    hit("Return")
    settled(qtbot, window)
    assert "Stones" in in_sidebar(window)
    assert window.parts.navigator.place.name == "Stones"
    press(window, "Z")
    settled(qtbot, window)
    assert "Pebbles" in in_sidebar(window)
    assert window.parts.navigator.place.name == "Pebbles"
    assert papers_of(window) == papers


def test_a_saved_search_is_removed_and_z_brings_it_back(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    place = save(workspace, "Pebbles", "pebbles")
    window = open_the_window()
    window.pages.go(place)
    settled(qtbot, window)
    choose(menu_of(window, "Pebbles"), "Remove")
    settled(qtbot, window)
    assert "Pebbles" not in in_sidebar(window)
    assert window.parts.navigator.place == STATES["inbox"]
    assert window.parts.toast.text == "Removed search “Pebbles”"
    press(window, "Z")
    settled(qtbot, window)
    assert "Pebbles" in in_sidebar(window)
    assert papers_of(window) == papers


def test_a_saved_search_that_went_meanwhile_is_gone_and_no_step_is_made_of_it(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    save(workspace, "Pebbles", "pebbles")
    window = open_the_window()
    menu = menu_of(window, "Pebbles")
    with workspace.open_library() as other:
        history.undo(other)
    choose(menu, "Remove")
    settled(qtbot, window)
    assert window.parts.toast.isHidden()
    assert window.parts.notice.isHidden()
    qtbot.waitUntil(lambda: "Pebbles" not in in_sidebar(window), timeout=5000)
    step = read.to_undo()
    assert step
    assert step.label == "Import a digest"


def test_an_import_that_was_taken_back_meanwhile_is_said_to_be(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    menu = menu_of(window, DIGEST)
    with workspace.open_library() as other:
        history.undo(other)
    choose(menu, "Undo this import")
    settled(qtbot, window)
    assert window.parts.notice.isVisible()
    assert window.parts.toast.isHidden()


def test_an_import_is_taken_back_from_the_menu_of_its_digest_and_the_window_goes_on_in_the_inbox(
    window: MainWindow, papers: list[int], fill: Fill, qtbot: QtBot
) -> None:
    more = fill(3)
    qtbot.waitUntil(lambda: len(papers_of(window)) == 9, timeout=5000)
    window.pages.go_to_digest(2)
    settled(qtbot, window)
    assert papers_of(window) == more
    shown = window.parts.sidebar.lists.currentIndex()
    menu = by_mouse(window.parts.sidebar.lists, shown.row())
    assert names(menu) == ["Open", "Undo this import"]
    choose(menu, "Undo this import")
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]
    assert papers_of(window) == papers
    assert window.parts.sidebar.lists.currentIndex().data() == "Inbox"
    assert window.parts.toast.text == "Undone: Import a digest"
    press(window, "Shift+Z")
    settled(qtbot, window)
    assert set(papers_of(window)) == {*papers, *more}


def test_an_import_that_other_steps_followed_is_taken_back_by_itself(
    window: MainWindow, papers: list[int], fill: Fill, read: Library, qtbot: QtBot
) -> None:
    fill(3)
    qtbot.waitUntil(lambda: len(papers_of(window)) == 9, timeout=5000)
    window.parts.table.choose(papers_of(window).index(papers[0]))
    press(window, "Q")
    settled(qtbot, window)
    menu = by_mouse(window.parts.sidebar.lists, row_of(window, "Digests") + 1)
    choose(menu, "Undo this import")
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]
    assert read.totals() == {**dict.fromkeys(read.totals(), 0), "inbox": 5, "queued": 1}
    press(window, "Z")  # the verdict is the newest step that stands
    settled(qtbot, window)
    assert read.totals()["inbox"] == 6


def test_where_the_only_import_is_taken_back_from_the_menu_the_first_page_is_there_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose(menu_of(window, DIGEST), "Undo this import")
    settled(qtbot, window)
    assert window.parts.first_run.isVisible()
    assert window.parts.first_run.isAncestorOf(focused())


def test_the_menu_of_an_entry_is_had_by_the_key_where_one_stands_in_the_sidebar(
    window: MainWindow, qtbot: QtBot
) -> None:
    lists = window.parts.sidebar.lists
    lists.setFocus()
    for _ in range(row_of(window, DIGEST) - 1):  # the head of the digests is passed over
        QTest.keyClick(lists, Qt.Key.Key_Down)
    assert lists.currentIndex().data() == DIGEST
    settled(qtbot, window)
    assert names(by_key(lists)) == ["Open", "Undo this import"]
    leave(the_menu())
    assert lists.hasFocus()


def ticked(window: MainWindow) -> list[str]:
    """Which colours, density and formulas have their tick in the menu bar."""
    chosen = ("Colours", "Density", "Formulas")
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title() in chosen]
    return [action.text() for menu in menus for action in menu.actions() if action.isChecked()]


def test_the_ticks_of_colours_and_density_are_what_is_in_use(window: MainWindow) -> None:
    assert ticked(window) == ["Light", "Comfortable list", "Readable formulas"]
    for command, shown in {
        "view.dark": ["Dark", "Comfortable list", "Readable formulas"],
        "view.compact": ["Dark", "Compact list", "Readable formulas"],
        "view.system": ["Colours of the system", "Compact list", "Readable formulas"],
    }.items():
        window.parts.actions.action(command).trigger()
        assert ticked(window) == shown
        window.parts.actions.action(command).trigger()  # once more changes nothing
        assert ticked(window) == shown


def test_what_is_chosen_in_the_palette_is_ticked_in_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+K")
    type_text("compact list")
    settled(qtbot, window)
    hit("Return")
    assert ticked(window) == ["Light", "Compact list", "Readable formulas"]
    assert window.parts.theme.compact


def test_what_is_chosen_by_keys_of_ones_own_is_ticked_wherever_they_hold(
    workspace: Workspace, papers: list[int], open_the_window: OpenWindow
) -> None:
    workspace.settings.config.mkdir(parents=True)
    own = '[global]\nF6 = "view.dark"\nF7 = "view.light"\n[list]\nd = "view.dark"\n'
    (workspace.settings.config / "keymap.toml").write_text(own)
    window = open_the_window()
    press(window, "D")
    assert ticked(window) == ["Dark", "Comfortable list", "Readable formulas"]
    press(window, "F7")
    assert ticked(window) == ["Light", "Comfortable list", "Readable formulas"]


def test_what_was_chosen_is_ticked_when_the_window_opens_again(
    window: MainWindow, workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    window.parts.actions.action("view.compact").trigger()
    window.close()
    again = open_window(workspace, theme)
    qtbot.addWidget(again)
    assert ticked(again) == ["Light", "Compact list", "Readable formulas"]
    again.close()


def test_a_key_shows_formulas_as_they_came_and_readable_again(
    window: MainWindow, workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    press(window, "Ctrl+M")
    assert ticked(window) == ["Light", "Comfortable list", "Formulas as they came"]
    assert window.parts.toast.text == "Formulas are shown as they came"
    window.close()
    again = open_window(workspace, theme)
    qtbot.addWidget(again)
    assert ticked(again)[-1] == "Formulas as they came"
    again.parts.actions.action("view.formulas").trigger()
    assert ticked(again)[-1] == "Readable formulas"
    again.close()
