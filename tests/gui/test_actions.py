"""Keys and menus: what can run as it is has a place, what would have to ask first has none."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, done, press


def menu_of(window: MainWindow) -> dict[str, list[str]]:
    menus = [one for one in window.menuBar().children() if isinstance(one, QMenu)]
    return {menu.title(): [action.text() for action in menu.actions()] for menu in menus if menu.title()}


def test_menus_have_what_exists_by_the_names_of_the_registry(open_the_window: OpenWindow) -> None:
    window = open_the_window()
    assert menu_of(window) == {
        "&File": ["Import…", "", "Quit"],
        "&Edit": ["Undo", "Redo"],
        "&Paper": [
            "Queue", "Mark as read", "Dismiss", "Back to the inbox", "", "Star or take the star away", "Rate",
        ],
    }  # fmt: skip


def test_a_key_of_the_users_own_works_where_its_command_has_all_it_needs(
    workspace: Workspace, fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    workspace.settings.config.mkdir(parents=True)
    own = '[list]\nt = { command = "paper.tag", add = ["moe"] }\nn = "paper.note"\nq = ""\n'
    (workspace.settings.config / "keymap.toml").write_text(own)
    papers = fill(2)
    window = open_the_window()
    press(window, "T")
    done(qtbot, window)
    assert read.record(papers[0]).tags == ("moe",)
    shortcuts = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert "T" in shortcuts
    assert "N" not in shortcuts  # the window has no place yet where a note is written
    assert "Q" not in shortcuts
    assert window.actions_.action("paper.queue").isEnabled()  # still in the menu, without a key
