"""What a user's hands and ears do in the tests, and the shapes of the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from readinglist.gui.main_window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Fill = Callable[..., list[int]]
OpenWindow = Callable[[], MainWindow]


def press(window: MainWindow, keys: str) -> None:
    """Type keys while the list has the focus."""
    QTest.keySequence(window.table, QKeySequence(keys))


def done(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything is written and shown."""
    qtbot.waitUntil(lambda: window.tasks.writes == 0)


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def button(window: MainWindow, name: str) -> QAbstractButton:
    """The one visible button of a name."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and name_of(one) == name]
    assert len(buttons) == 1, f"{len(buttons)} buttons are called {name}"
    return buttons[0]
