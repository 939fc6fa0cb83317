"""The program's icon inside a page, from the same file as the desktop's."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from readinglist import resources


class AppIcon(QWidget):
    """A square of `size` pixels."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(str(resources.path("icons/reading-list.svg")), self)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        self._drawing.render(QPainter(self), QRectF(self.rect()))
