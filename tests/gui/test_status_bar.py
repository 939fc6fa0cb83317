"""The foot of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from readinglist.gui.theme import Theme
from readinglist.gui.views.status_bar import StatusBar
from readinglist.gui.widgets.elided import Elided
from tests.gui.shown import shown


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Iterator[StatusBar]:
    made = StatusBar(theme, "Z")
    with shown(qtbot, made, 900, made.height()):
        yield made


def said(bar: StatusBar) -> list[str]:
    texts = [one.text() for one in bar.findChildren(QLabel) if one.isVisible()]
    return [*texts, *(one.text for one in bar.findChildren(Elided) if one.text)]


def test_it_says_that_all_is_saved(bar: StatusBar) -> None:
    assert said(bar) == ["All changes saved"]


def test_what_takes_its_time_is_said_and_goes_when_it_is_done(bar: StatusBar, qtbot: QtBot) -> None:
    bar.show_waiting(1)
    assert said(bar) == ["All changes saved"]
    qtbot.waitUntil(lambda: said(bar) == ["Saving…"])
    bar.show_waiting(0)
    assert said(bar) == ["All changes saved"]


def test_what_runs_is_said_and_can_be_cancelled(bar: StatusBar, qtbot: QtBot) -> None:
    bar.show_task("Importing 2 of 5", "import")
    assert said(bar) == ["All changes saved", "Importing 2 of 5"]
    assert bar.cancel_button.isVisible()
    assert bar.cancel_button.accessibleDescription() == "Importing 2 of 5"
    with qtbot.waitSignal(bar.cancelled):
        QTest.keyClick(bar.cancel_button, Qt.Key.Key_Return)
    bar.show_task("", "import")
    assert said(bar) == ["All changes saved"]
    assert not bar.cancel_button.isVisible()


def test_of_two_things_that_run_the_newest_is_said_and_cancelled(bar: StatusBar) -> None:
    ended: list[str] = []
    bar.cancelled.connect(ended.append)
    bar.show_task("Looking for repeats…", "repeats")
    bar.show_task("Reading 1 of 2 files…", "import")
    bar.show_task("Looking for repeats, 2 of 6 papers", "repeats")
    assert said(bar)[-1] == "Reading 1 of 2 files…"
    QTest.keyClick(bar.cancel_button, Qt.Key.Key_Return)
    bar.show_task("", "import")
    assert said(bar)[-1] == "Looking for repeats, 2 of 6 papers"
    QTest.keyClick(bar.cancel_button, Qt.Key.Key_Return)
    assert ended == ["import", "repeats"]
    bar.show_task("", "repeats")
    assert said(bar) == ["All changes saved"]


def test_it_says_what_undo_takes_back(bar: StatusBar) -> None:
    bar.show_undo("Queue 2 papers")
    assert said(bar)[-1] == "undoes “Queue 2 papers”"
    bar.show_undo(None)
    assert said(bar) == ["All changes saved"]


def test_nothing_in_it_is_cut_and_its_height_stays(bar: StatusBar, theme: Theme) -> None:
    bar.show_task("Importing 2 of 5", "import")
    bar.show_undo("Tag 2,000 papers as something that has a rather long name, then " * 3)
    QApplication.processEvents()
    assert bar.height() == theme.px(32)
    for widget in (*bar.findChildren(QLabel), bar.cancel_button):
        assert widget.width() >= widget.sizeHint().width()
        assert widget.height() >= widget.sizeHint().height()
