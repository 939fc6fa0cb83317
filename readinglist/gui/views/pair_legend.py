"""What the marks in two texts mean: words that only the left one has, words that only the right one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.blocks import label, row

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.gui.widgets.reading_text import Side


class PairLegend(QWidget):
    """Two words with their samples."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        left, right = (label(theme, words, "small", "2") for words in ("Only left", "Only right"))
        self.setLayout(row(left, Sample(theme, "left"), 8, right, Sample(theme, "right"), gap=6))


class Sample(QWidget):
    """The ground and the line under a marked word."""

    def __init__(self, theme: Theme, side: Side) -> None:
        super().__init__()
        self._theme, self._side = theme, side
        self.setFixedSize(theme.px(26), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        del event
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), self._theme.color(f"only_{self._side}"))
        pen = QPen(self._theme.color("text_2"), 1)
        pen.setStyle(Qt.PenStyle.DashLine if self._side == "left" else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawLine(QLineF(0, self.height() - 1.5, self.width(), self.height() - 1.5))
