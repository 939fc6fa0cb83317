"""What other programs drag over the window, and put on the clipboard, in the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from readinglist.gui.main_window import MainWindow

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def of_files(*files: Path, text: bool = False) -> QMimeData:
    """Files as a file manager hands them over; many give their paths as text as well."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    if text:
        mime.setText("\n".join(map(str, files)))
    return mime


def of_text(text: str) -> QMimeData:
    """Text as an editor or a browser hands it over."""
    mime = QMimeData()
    mime.setText(text)
    return mime


def of_picture() -> QMimeData:
    """A picture that is no file."""
    mime = QMimeData()
    mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    return mime


class Drag:
    """Something that another program drags over a window; `over` is the part of it that the pointer is on."""

    def __init__(
        self, window: MainWindow, mime: QMimeData, over: QWidget | None = None, actions: Qt.DropAction = COPY | MOVE
    ) -> None:
        self._window, self._mime, self._actions = window, mime, actions
        over = over or window.parts.pages
        self._at = over.mapTo(window, over.rect().center())

    def enter(self, keys: Qt.KeyboardModifier = NO_KEY) -> bool:
        """Come over the window; whether it would take it."""
        event = QDragEnterEvent(self._at, self._actions, self._mime, LEFT, keys)
        QApplication.sendEvent(self._window.windowHandle(), event)
        if not event.isAccepted():
            return False
        assert event.dropAction() is COPY
        move = QDragMoveEvent(self._at, self._actions, self._mime, LEFT, keys)
        move.setDropAction(event.dropAction())
        move.accept()
        QApplication.sendEvent(self._window.windowHandle(), move)
        return move.isAccepted()

    def leave(self) -> None:
        """Go elsewhere."""
        QApplication.sendEvent(self._window.windowHandle(), QDragLeaveEvent())

    def drop(self, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Come over the window and let go."""
        assert self.enter(keys)
        event = QDropEvent(QPointF(self._at), self._actions, self._mime, LEFT, keys)
        QApplication.sendEvent(self._window.windowHandle(), event)
        assert event.isAccepted()
        assert event.dropAction() is COPY  # or the other program would take it away there


class RowsDragged:
    """Rows that are dragged with the left button, from the middle of one; `to` goes on to a height over the table."""

    def __init__(self, table: QTableView, row: int) -> None:
        self._table = table
        self._at = table.visualRect(table.model().index(row, 0)).center()
        self._send(QEvent.Type.MouseButtonPress)

    def above(self, row: int) -> Self:
        """Go to the upper part of a row."""
        return self.to(self._table.visualRect(self._table.model().index(row, 0)).top() + 4)

    def below(self, row: int) -> Self:
        """Go to the lower part of a row."""
        return self.to(self._table.visualRect(self._table.model().index(row, 0)).bottom() - 4)

    def to(self, height: int, *, beside: int = 0) -> Self:
        """Go to a height, so far to the left."""
        for part in (3, 2, 1):  # a hand does not jump
            self._at += QPoint(-beside - self._at.x() if beside else 0, height - self._at.y()) / part
            self._send(QEvent.Type.MouseMove)
        return self

    def hover(self) -> None:
        """Go on with no button held, which was let go where the table is not told of it."""
        self._send(QEvent.Type.MouseMove, held=Qt.MouseButton.NoButton)

    def let_go(self) -> None:
        """Let go of the button."""
        self._send(QEvent.Type.MouseButtonRelease, held=Qt.MouseButton.NoButton)

    def _send(self, kind: QEvent.Type, held: Qt.MouseButton = LEFT) -> None:
        over = self._table.viewport()
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        at = QPointF(self._at)
        QApplication.sendEvent(over, QMouseEvent(kind, at, over.mapToGlobal(at), button, held, NO_KEY))
