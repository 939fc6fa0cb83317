"""How far something is, as a thin line over the whole width; the figure stands beside it as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

HIGH = 3


class ProgressLine(QWidget):
    """Takes a part and the whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(HIGH)

    def show_share(self, part: int, whole: int) -> None:
        """Be so far."""
        self._share = part / whole if whole else 0.0
        self.setAccessibleName(f"{part:,} of {whole:,}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove and line."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, HIGH), self._theme.color("accent"))
