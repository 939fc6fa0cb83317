"""Backups in the window: made behind it, looked at, and the library put back to one; without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from readinglist.commands import queue, reading
from readinglist.gui.app import open_window
from readinglist.gui.dialogs.backups_sheet import BackupsSheet
from readinglist.gui.main_window import MainWindow
from readinglist.gui.reopening import Reopening
from readinglist.gui.theme import Theme
from readinglist.store.copies import making_again
from readinglist.store.copies.backups import Backups
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, hit, papers_of, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the unseen platform says of windows


def numbers(path: Path) -> list[int]:
    return [one.number for one in Backups(path).all()]


def backed_up(qtbot: QtBot, window: MainWindow, path: Path, number: int) -> None:
    """Wait for a backup."""
    qtbot.waitUntil(lambda: number in numbers(path))
    QApplication.processEvents()


def says(window: MainWindow, text: str) -> bool:
    return any(text in one.text() for one in window.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def reopening(app: QApplication, qtbot: QtBot, workspace: Workspace, theme: Theme, fill: Fill) -> Iterator[Reopening]:
    """A window over three papers that can give way to another one."""
    fill(3)
    made = Reopening(lambda: open_window(workspace, theme), theme, QObject(app))
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.window.begin()
    qtbot.waitUntil(lambda: made.window.parts.tasks.writes == 0)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_a_backup_is_made_at_the_start_when_asked_for_and_at_the_end(
    fill: Fill, open_the_window: OpenWindow, library_path: Path, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    backed_up(qtbot, window, library_path, 1)
    press(window, "q")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    window.parts.actions.action("backup.make").trigger()
    backed_up(qtbot, window, library_path, 2)
    qtbot.waitUntil(lambda: window.parts.toast.text == "Backup 2 made: 3 papers, 0 notes.")
    window.parts.actions.action("backup.make").trigger()
    qtbot.waitUntil(lambda: window.parts.toast.text == "Nothing changed since the newest backup.")
    press(window, "x")
    window.close()
    assert [one.occasion for one in Backups(library_path).all()] == ["exit", "by hand", "start"]
    open_the_window().close()
    assert numbers(library_path) == [3, 2, 1], "nothing changed"


def test_every_ten_minutes_what_changed_is_backed_up(
    fill: Fill, open_the_window: OpenWindow, library_path: Path, qtbot: QtBot
) -> None:
    fill(2)
    window = open_the_window()
    backed_up(qtbot, window, library_path, 1)
    timer = window.parts.backups._timer
    assert timer.isActive()
    assert timer.interval() == 10 * 60 * 1000
    press(window, "s")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    timer.timeout.emit()
    backed_up(qtbot, window, library_path, 2)


def test_the_library_is_put_back_with_keys_and_the_window_opens_again_with_it(
    reopening: Reopening, library_path: Path, qtbot: QtBot
) -> None:
    window = reopening.window
    backed_up(qtbot, window, library_path, 1)
    press(window, "x")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    window.parts.actions.action("window.backups").trigger()
    qtbot.waitUntil(lambda: says(window, "1 verdict"))
    assert says(window, "1 backup takes 0.1 MB of at most 2,000 MB")
    hit("Return")
    assert says(window, "What is there now is kept as a backup.")
    hit("Esc")
    assert isinstance(window.sheets.current, BackupsSheet), "Esc takes the question back"
    hit("Return")
    hit("Return")
    qtbot.waitUntil(lambda: reopening.window is not window and reopening.window.isVisible())
    again = reopening.window
    qtbot.waitUntil(again.parts.notice.isVisible)
    assert "The library is as it was in backup 1" in again.parts.notice.text
    assert "What was there is backup 2" in again.parts.notice.text
    assert len(papers_of(again)) == 3
    assert [row.reading.status.value for row in again.parts.library.rows([1, 2, 3])] == ["inbox"] * 3
    press(again, "q")
    qtbot.waitUntil(lambda: "queued" in {row.reading.status.value for row in again.parts.library.rows([1, 2, 3])})
    assert Backups(library_path).named("2").step == "Dismiss 1 paper"


def test_where_the_library_is_what_it_was_nothing_can_be_put_back(
    fill: Fill, open_the_window: OpenWindow, library_path: Path, qtbot: QtBot
) -> None:
    fill(2)
    window = open_the_window()
    backed_up(qtbot, window, library_path, 1)
    window.parts.actions.action("window.backups").trigger()
    qtbot.waitUntil(lambda: says(window, "Nothing would change"))
    assert not button(window, "Put back…").isEnabled()
    button(window, "Back up now").click()
    qtbot.waitUntil(lambda: window.parts.toast.text == "Nothing changed since the newest backup.")


def test_a_backup_made_while_the_sheet_is_open_is_listed(
    fill: Fill, open_the_window: OpenWindow, library_path: Path, qtbot: QtBot
) -> None:
    fill(2)
    window = open_the_window()
    backed_up(qtbot, window, library_path, 1)
    press(window, "s")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    window.parts.actions.action("window.backups").trigger()
    sheet = window.sheets.current
    assert isinstance(sheet, BackupsSheet)
    qtbot.waitUntil(lambda: sheet.list.model().rowCount() == 1)
    button(window, "Back up now").click()
    qtbot.waitUntil(lambda: sheet.list.model().rowCount() == 2)
    assert sheet.backup
    assert sheet.backup.number == 1, "what was selected stays so"


def test_damage_that_the_check_finds_is_said_and_the_library_made_again(
    reopening: Reopening, library_path: Path, qtbot: QtBot
) -> None:
    window = reopening.window
    backed_up(qtbot, window, library_path, 1)
    with Library.open(library_path) as library:
        queue.queue(library, ids=[1])
        reading.star(library, ids=[2])
        for (trigger,) in library._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            library._connection.execute(f"DROP TRIGGER {trigger}")
        library._connection.execute("UPDATE reading SET starred = 0 WHERE id = 2")
    window.parts.actions.action("backup.make").trigger()
    qtbot.waitUntil(window.parts.notice.isVisible)
    assert "is damaged: 1 times starred of reading is not what the log says" in window.parts.notice.text
    assert numbers(library_path) == [1]
    button(window, "Make it again").click()
    qtbot.waitUntil(lambda: reopening.window is not window and reopening.window.parts.notice.isVisible())
    assert "made again from backup 1" in reopening.window.parts.notice.text
    assert reopening.window.parts.library.rows([2])[0].reading.starred


def test_search_says_how_far_it_is_after_a_restore_of_a_big_library(
    reopening: Reopening, library_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_again, "READY_AT_ONCE", 0)
    window = reopening.window
    backed_up(qtbot, window, library_path, 1)
    press(window, "x")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    said: list[str] = []
    opener = reopening._open_window

    def listened_to() -> MainWindow:
        made = opener()
        made.parts.making_ready.progress.connect(said.append)
        return made

    monkeypatch.setattr(reopening, "_open_window", listened_to)
    window.parts.backups.restore(Backups(library_path).named("1"))
    qtbot.waitUntil(lambda: reopening.window is not window)
    qtbot.waitUntil(lambda: said[-1:] == [""])
    assert said[0].startswith("Making ready to search: so far searches find 3 of 3 papers")
    assert not reopening.window.parts.library.search_is_partial()


def test_a_restore_that_fails_opens_the_window_again_with_what_was_there(
    reopening: Reopening, library_path: Path, qtbot: QtBot
) -> None:
    window = reopening.window
    backed_up(qtbot, window, library_path, 1)
    press(window, "x")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    backup = Backups(library_path).named("1")
    for name in backup.holds.names():
        Backups(library_path).blocks.remove(name)
    window.parts.backups.restore(backup)
    qtbot.waitUntil(lambda: reopening.window is not window and reopening.window.parts.notice.isVisible())
    assert "Backup 1 is damaged" in reopening.window.parts.notice.text
    assert "dismissed" in {row.reading.status.value for row in reopening.window.parts.library.rows([1, 2, 3])}
