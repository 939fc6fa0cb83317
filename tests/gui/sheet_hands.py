"""What the tests of the sheets share: a window to open them over, and a look at what is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.theme import Theme
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.key_set import KeySet
from readinglist.gui.widgets.sheet import Sheet
from tests.gui.hands import name_of

SIZES = ((1280, 800, 10.0), (900, 600, 10.0), (900, 600, 14.0))  # of the window, and points of the system font


def window_for(qtbot: QtBot, width: int = 1280, height: int = 800) -> QWidget:
    """A window with something in it that has the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, height)
    below = QPushButton("Below", window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    below.setFocus()
    return window


@contextmanager
def at_size(app: QApplication, theme: Theme, points: float) -> Iterator[Theme]:
    """A theme for a system font of so many points."""
    before, other = app.font(), app.font()
    other.setPointSizeF(points)
    app.setFont(other)
    try:
        yield Theme(app, theme.tokens)
    finally:
        app.setFont(before)
        theme.show(theme.tokens)


def settle() -> None:
    """Let everything be laid out."""
    for _ in range(4):
        QApplication.processEvents()


def focused() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key) -> None:
    """Press keys one after the other where the focus is."""
    for one in keys:
        QTest.keyClick(focused(), one)


def type_text(text: str) -> None:
    """Type into what has the focus."""
    QTest.keyClicks(focused(), text)


def cut_in(sheet: Sheet) -> list[str]:
    """Which labels, buttons, caps and fields of a sheet have less room than they need."""
    settle()
    found = []
    for widget in sheet.card.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | KeyCaps | KeySet | QLineEdit) or not widget.isVisible():
            continue
        wide, high = widget.sizeHint().width(), widget.sizeHint().height()
        if isinstance(widget, QLabel) and widget.wordWrap():
            wide, high = widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
        if isinstance(widget, QLineEdit):
            wide = widget.minimumSizeHint().width()
        left = widget.mapTo(sheet.card, QPoint(0, 0)).x()
        if widget.width() < wide or widget.height() < high or left + widget.width() > sheet.card.width():
            found.append(f"{name_of(widget)}: {widget.size()} of {wide}x{high} at {left}")
    return found


def heard(field: QLineEdit) -> str:
    """What a screen reader says of what is selected."""
    return field.accessibleDescription()


def collect(signal: object) -> list[object]:
    """What a signal of one value tells."""
    told: list[object] = []
    connect: Callable[[Callable[[object], None]], object] = getattr(signal, "connect")  # noqa: B009  it has no type
    connect(told.append)
    return told
