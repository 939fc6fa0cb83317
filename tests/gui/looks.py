"""What a look at a part of the window tells: whether something is cut, or has no name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from readinglist.gui.views.seen_part import Disclosure
from readinglist.gui.widgets.chip import Chip
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.key_set import KeySet
from readinglist.gui.widgets.link_button import LinkButton
from tests.gui.hands import name_of

#: What is read or typed in; of these some may be cut as far as a few letters, with the whole in their tool tip.
READ = (QLabel, QAbstractButton, QComboBox, QLineEdit, KeyCaps, KeySet, Elided)
GIVE_WAY = (QLineEdit, Chip, Disclosure, Elided, LinkButton)


def settle() -> None:
    """Let everything lay itself out."""
    for _ in range(6):
        QApplication.processEvents()


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def seen_button(part: QWidget, name: str) -> QAbstractButton:
    """The one visible button of a name."""
    buttons = [one for one in part.findChildren(QAbstractButton) if one.isVisible() and name_of(one) == name]
    assert len(buttons) == 1, f"{len(buttons)} buttons are called {name}"
    return buttons[0]


def seen_words(part: QWidget) -> list[str]:
    """The text of every visible label."""
    return [one.text() for one in part.findChildren(QLabel) if one.isVisible() and one.text()]


def cut_short(part: QWidget) -> list[str]:
    """Which visible labels, buttons, fields and caps have less room than they need, or stand outside.

    Outside is beside or below the part; for what can be scrolled, beside what is seen of it.
    """
    found = []
    for widget in part.findChildren(QWidget):
        if not isinstance(widget, READ) or not widget.isVisible():
            continue
        wide, high = _needs(widget)
        frame = _scrolled_in(widget, part) or part
        at = widget.mapTo(frame, QPoint(0, 0))
        outside = at.x() < 0 or at.x() + widget.width() > frame.width()
        if frame is part:
            outside = outside or at.y() < 0 or at.y() + widget.height() > part.height()
        if widget.width() < wide or widget.height() < high or outside:
            found.append(f"{name_of(widget)}: {widget.size()} of {wide}x{high} at {at}")
    return found


def _needs(widget: QWidget) -> tuple[int, int]:
    hint = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, GIVE_WAY):
        return widget.minimumSizeHint().width(), hint.height()
    return hint.width(), hint.height()


def _scrolled_in(widget: QWidget, part: QWidget) -> QWidget | None:
    """What is seen of the scroll area that the widget moves in."""
    above = widget.parentWidget()
    while above is not None and above is not part:
        around = above.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is above:
            return above
        above = around
    return None


def nameless(part: QWidget) -> list[str]:
    """What takes the focus and has no name."""
    return [
        repr(widget)
        for widget in part.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not (name_of(widget) and called(widget))
    ]


def called(widget: QWidget) -> str:
    """How a control is called, by itself or by the label whose buddy it is; what is chosen in a list is no name."""
    if not isinstance(widget, QComboBox):
        return name_of(widget)
    relations = QAccessible.queryAccessibleInterface(widget).relations()
    labels = [one.text(QAccessible.Text.Name) for one, what in relations if what == QAccessible.RelationFlag.Label]
    return widget.accessibleName() or "".join(labels)
