"""An icon beside words; it says nothing that they do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from readinglist.gui import icons

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class Glyph(QWidget):
    """Painted in a role's colour."""

    def __init__(self, theme: Theme, name: str, role: str, size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._role = theme, name, role
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(painter, self._name, QRectF(self.rect()), self._theme.color(self._role))
