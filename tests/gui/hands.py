"""What a user's hands and ears do in the tests, and the shapes of the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from readinglist.gui.main_window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Fill = Callable[..., list[int]]
OpenWindow = Callable[[], MainWindow]


def press(window: MainWindow, keys: str) -> None:
    """Type keys while the list has the focus."""
    QTest.keySequence(window.parts.table, QKeySequence(keys))


def done(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything is written and shown."""
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def button(window: MainWindow, name: str) -> QAbstractButton:
    """The one visible button of a name."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and name_of(one) == name]
    assert len(buttons) == 1, f"{len(buttons)} buttons are called {name}"
    return buttons[0]


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def hit(keys: str) -> None:
    """Press keys, written as "Ctrl+K" or "g, i", where the focus is."""
    QTest.keySequence(focused(), QKeySequence(keys))


def type_text(text: str) -> None:
    """Type a text where the focus is."""
    QTest.keyClicks(focused(), text)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything is written, and the list is there that was asked for last."""
    parts = window.parts
    qtbot.waitUntil(lambda: parts.tasks.writes == 0 and not parts.navigator.searching)
    QApplication.processEvents()


def papers_of(window: MainWindow) -> list[int]:
    """The papers that the list shows, in their order."""
    rows = [window.parts.model.row(number) for number in range(window.parts.model.rowCount())]
    return [row.id for row in rows if row]


def selected(window: MainWindow) -> list[int]:
    """The papers that are selected, in the order of the list."""
    return list(window.parts.library.selected(window.parts.table.selection()))
