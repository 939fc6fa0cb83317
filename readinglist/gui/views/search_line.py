"""The line of a search box: at its left the magnifier, at its right the key, or while it has text what clears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from readinglist.gui import icons
from readinglist.gui.utf16 import signs
from readinglist.gui.widgets.blocks import row
from readinglist.gui.widgets.field import Line
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

_INTO_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchLine(Line):
    """`entered` tells that the user wants into the list (Return, Down), `left` that it is given up (Esc).

    `asked` tells that the user wants to know what can be written there (Ctrl+Space), `went` that the focus left,
    `moved` that the cursor did, and the text with it maybe.
    """

    entered = Signal()
    left = Signal()
    moved = Signal()
    asked = Signal()
    went = Signal()

    def __init__(self, theme: Theme, key: str, name: str) -> None:
        super().__init__()
        self.setFont(theme.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._caps = KeyCaps(theme, key) if key else None
        self.clear_button = _Clear(theme)
        magnifier = Glyph(theme, "search", "text_2")
        shown = [widget for widget in (self._caps, self.clear_button) if widget]
        for widget in (magnifier, *shown[:-1]):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(magnifier, None, *shown, margins=(10, 0, 5, 0)))
        self.setTextMargins(theme.px(16) + 9, 0, theme.px(22), 0)
        self.textChanged.connect(self._show_what_fits)
        self.cursorPositionChanged.connect(self.moved)  # the text can have been scrolled
        self._show_what_fits()

    def place_of(self, position: int) -> int:
        """Where a character stands, in pixels from the left edge, as far as the line is scrolled."""
        self.repaint()  # a line finds out how far it is scrolled when it is painted
        text = self.text()
        before = signs(text, self.cursorPosition())
        metrics = self.fontMetrics()
        away = metrics.horizontalAdvance(text[:position]) - metrics.horizontalAdvance(text[:before])
        one = metrics.horizontalAdvance(text[position : position + 1] or " ")
        return self.cursorRect().center().x() + away + one // 2

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _means(event):
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            handled = super().event(event)
            self._show_what_fits()
            if event.type() == QEvent.Type.FocusOut:
                self.went.emit()
            return handled
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed, or a key that means something here."""
        if not _means(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.entered.emit()

    def _show_what_fits(self) -> None:
        self.clear_button.setVisible(bool(self.text()))
        if self._caps:
            self._caps.setVisible(not self.text() and not self.hasFocus())


class _Clear(QAbstractButton):
    """A cross that is no higher than the line that it stands in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Clear the search")
        self.setToolTip("Clear the search")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(22), self._theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, size = self._theme, self._theme.px(12)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        place = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        icons.draw(painter, "dismiss", place, theme.color("text_2"))


def _means(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Space:
        return event.modifiers() == Qt.KeyboardModifier.ControlModifier
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Escape, *_INTO_LIST)
