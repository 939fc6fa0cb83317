"""Keys and menus: what can run as it is has a place, what would have to ask first has none."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from readinglist.commands.registry import done_by_window
from readinglist.gui.main_window import MainWindow
from readinglist.gui.menus import KEY_GROUPS
from readinglist.gui.window_commands import commands_of
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, done, press


def menu_of(window: MainWindow) -> dict[str, list[str]]:
    menus = window.menuBar().findChildren(QMenu)
    return {menu.title(): [action.text() for action in menu.actions()] for menu in menus if menu.title()}


def test_every_command_stands_in_a_menu_by_the_name_of_the_registry(
    open_the_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_the_window()
    shown = {text for texts in menu_of(window).values() for text in texts}
    by_key_alone = {"list.next", "list.previous", "list.read_on", "list.back", "import.accept", "import.leave"} | {
        "import.next_file", "import.previous_file", "pair.merge", "pair.separate", "pair.pass_over", "pair.leave",
        "pair.scroll_down", "pair.scroll_up", "history.undo_step", "history.redo_step", "step.papers", "step.next",
        "step.previous", "step.find", "step.leave", "view.formulas",
    }  # fmt: skip
    elsewhere = {"paper.star", "paper.unstar", "digest.undo_import", "search.rename", "search.remove", "queue.move"}
    missing = {one.id for one in workspace.registry if one.title not in shown}
    assert missing == by_key_alone | elsewhere


def test_every_bound_command_has_one_place_among_the_keys(workspace: Workspace) -> None:
    grouped = [command for commands in KEY_GROUPS.values() for command in commands]
    assert sorted(grouped) == sorted(set(grouped))
    assert {one.command for one in workspace.keymap.bindings} == set(grouped)


def test_every_command_that_only_the_window_can_do_is_done_by_it(
    open_the_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_the_window()
    served = commands_of(window.parts, window.pages, window.sheets)
    assert {one.id for one in workspace.registry if one.run is done_by_window} <= set(served)
    assert set(served) <= {one.id for one in workspace.registry}


def test_a_key_of_the_users_own_works_where_its_command_has_all_it_needs(
    workspace: Workspace, fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    workspace.settings.config.mkdir(parents=True)
    own = '[list]\nt = { command = "paper.tag", add = ["moe"] }\nq = ""\n'
    own += '"Ctrl+T" = { command = "paper.note", text = "x" }\n'
    (workspace.settings.config / "keymap.toml").write_text(own)
    papers = fill(2)
    window = open_the_window()
    press(window, "T")
    done(qtbot, window)
    assert read.record(papers[0]).tags == ("moe",)
    shortcuts = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert "T" in shortcuts
    assert "Q" not in shortcuts
    assert window.parts.actions.action("paper.queue").isEnabled()  # still in the menu, without a key
    press(window, "Ctrl+T")
    assert "needs more than its key gives" in window.parts.notice.text
