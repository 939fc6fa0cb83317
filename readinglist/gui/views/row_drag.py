"""Selected rows that are dragged to another place in their table: a line shows where they will go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.theme import Theme
    from readinglist.gui.widgets.row_table import RowTable

LINE = 2  # pixels
EDGE = 28  # pixels at the upper and lower end of the table in which a drag scrolls it
PACE = 25  # milliseconds between two steps of that
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_PRESS, _MOVE, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


class RowDrag(QObject):
    """Watches the mouse over a table while `may_move` says that its rows have an order of the user's.

    No other part of the window and no other program is told of it, so nothing else can take what is dragged. `dropped`
    tells the row before which it was let go; after the last row that is their number.
    """

    dropped = Signal(int)

    def __init__(self, theme: Theme, table: RowTable, may_move: Callable[[], bool]) -> None:
        super().__init__(table)
        self._table, self._may_move = table, may_move
        self._pressed: QPoint | None = None
        self._at = QPoint()
        self._alone: int | None = None  # a row of several selected ones that was pressed: it is chosen by letting go
        self._dragging = self._given_up = False
        self._to: int | None = None
        self._line = _Line(theme, table.viewport())
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(PACE)
        self._scrolling.timeout.connect(self._scroll)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    def cancel(self) -> None:
        """The rows stay where they are, whatever the mouse does until it is let go."""
        self._given_up = self._pressed is not None
        self._stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What belongs to a drag is kept from the table: it would select what the mouse passes over."""
        if isinstance(event, QMouseEvent) and watched is self._table.viewport():
            if event.type() == _PRESS:
                return self._press(event)
            if event.type() == _MOVE and self._pressed is not None:
                if not event.buttons() & Qt.MouseButton.LeftButton:  # it was let go where nobody told of it
                    self._stop()
                    self._pressed = None
                    return False
                self._move(event.position().toPoint(), self._pressed)
                return True
            if event.type() == _RELEASE and self._pressed is not None:
                return self._release()
        if isinstance(event, QKeyEvent) and watched is self._table and self._dragging:
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.cancel()
            event.accept()  # until then no key does anything
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        """Whether the table must not see it: it would select the one row of several that is pressed."""
        row = self._table.rowAt(event.position().toPoint().y())
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not plain or row < 0 or not self._may_move():
            return False
        self._pressed, self._given_up, self._alone = event.position().toPoint(), False, None
        if self._table.selectionModel().isRowSelected(row):
            self._alone = row
            self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        return self._alone is not None

    def _move(self, at: QPoint, pressed: QPoint) -> None:
        self._at = at
        far = (at - pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and far and not self._given_up:
            self._dragging = True
            self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scrolling.start()
        if self._dragging:
            self._show()

    def _release(self) -> bool:
        """Whether the table must not see it: it did not see the mouse pressed either."""
        to, alone = self._to, self._alone
        pressed_only = not self._dragging and not self._given_up
        self._stop()
        self._pressed = None
        if to is not None:
            self.dropped.emit(to)
        elif alone is not None and pressed_only:
            index = self._table.model().index(alone, 0)
            self._table.selectionModel().setCurrentIndex(index, _CHOOSE)
        return alone is not None

    def _stop(self) -> None:
        self._dragging, self._to = False, None
        self._scrolling.stop()
        self._line.hide()
        self._table.viewport().unsetCursor()

    def _show(self) -> None:
        """Put the line between the rows that are nearest; beside the table there is none."""
        table, rows = self._table, self._table.model().rowCount()
        view = table.viewport().rect()
        if not view.left() <= self._at.x() <= view.right():
            self._to = None
            self._line.hide()
            return
        y = min(max(self._at.y(), 0), view.bottom())
        row = table.rowAt(y)
        middle = table.rowViewportPosition(row) + table.rowHeight(row) // 2
        self._to = rows if row < 0 else row + (y >= middle)
        last = table.rowViewportPosition(rows - 1) + table.rowHeight(rows - 1)
        edge = last if self._to == rows else table.rowViewportPosition(self._to)
        self._line.setGeometry(0, min(max(edge - LINE // 2, 0), view.bottom() + 1 - LINE), view.width(), LINE)
        self._line.show()
        self._line.raise_()

    def _scroll(self) -> None:
        """The nearer to an end of the table, the faster."""
        above, below = EDGE - self._at.y(), self._at.y() - (self._table.viewport().height() - EDGE)
        by = -above if above > 0 else max(below, 0)
        if by:
            bar = self._table.verticalScrollBar()
            bar.setValue(bar.value() + min(max(by, -2 * EDGE), 2 * EDGE))
            self._show()


class _Line(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it is the line."""
        QPainter(self).fillRect(event.rect(), self._theme.color("accent"))
