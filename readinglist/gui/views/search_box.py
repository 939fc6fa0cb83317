"""The box that is searched from, above the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from readinglist.gui import icons
from readinglist.gui.utf16 import signs
from readinglist.gui.widgets.blocks import on_surface, row
from readinglist.gui.widgets.bubble import Bubble
from readinglist.gui.widgets.field import Line
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.core.errors import QueryError
    from readinglist.gui.theme import Theme

_INTO_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchBox(QWidget):
    """A line with its key, and what is wrong with the query hanging below it.

    `typed` tells the text at every edit, `entered` that the user wants into the list (Return, Down), `left` that the
    search is given up (Esc): by then the box is empty, and `typed` has said so.
    """

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, key: str, name: str = "Search all papers") -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setFixedHeight(theme.px(48))
        self.field = _Line(theme, key, name)
        self.setFocusProxy(self.field)
        self.setLayout(row(self.field, margins=(12, 0, 12, 0)))
        self._theme = theme
        self._error: QueryError | None = None
        self._bubble: Bubble | None = None
        self.field.textChanged.connect(self._forgive)
        self.field.textEdited.connect(self.typed)
        self.field.clear_button.clicked.connect(self._clear)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self._leave)
        self.field.moved.connect(self._place_bubble)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put a text into the box without telling."""
        if text != self.field.text():
            self.field.setText(text)

    def show_error(self, error: QueryError | None) -> None:
        """Say what can't be understood, pointing at it; None takes that away."""
        self._error = error
        self.field.setAccessibleDescription(str(error) if error else "")
        self.field.setProperty("wrong", "true" if error else "")
        self.field.style().polish(self.field)
        if error:
            self._show_bubble(str(error))
        elif self._bubble:
            self._bubble.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bubble hangs below the field."""
        super().resizeEvent(event)
        self._place_bubble()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The bubble hangs below the field."""
        super().moveEvent(event)
        self._place_bubble()

    def _show_bubble(self, sentence: str) -> None:
        """It is a child of what the box stands in: over its neighbours, moving none, and moved with them."""
        around = self.parentWidget()
        if around is None:
            return
        if self._bubble is None or self._bubble.parentWidget() is not around:
            self._bubble = Bubble(self._theme, around)
        self._bubble.say(sentence)
        self._place_bubble()
        self._bubble.show()
        self._bubble.raise_()

    def _place_bubble(self) -> None:
        around = self.parentWidget()
        if self._bubble and self._error and around and around is self._bubble.parentWidget():
            corner = self.field.mapTo(around, self.field.rect().bottomLeft())
            self._bubble.hang(corner, self.field.width(), self.field.place_of(self._error.position))

    def _clear(self) -> None:
        if self.text:
            self.field.clear()
            self.typed.emit("")
        self.field.setFocus()

    def _leave(self) -> None:
        self._clear()
        self.left.emit()

    def _forgive(self, text: str) -> None:
        if not text:  # nothing is never wrong
            self.show_error(None)


class _Line(Line):
    """The line itself; at its left the magnifier, at its right the key, or while it has text what clears it."""

    entered = Signal()
    left = Signal()
    moved = Signal()

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
            return handled
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _means(event):
            super().keyPressEvent(event)
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
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Escape, *_INTO_LIST)
