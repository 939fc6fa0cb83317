"""A combo box that paints its own arrow: a style sheet on QComboBox takes Fusion's away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from readinglist.gui import icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.theme import Theme


class Choice(QComboBox):
    """One of several names; `activated` tells what the user chose."""

    def __init__(self, theme: Theme, name: str, names: Sequence[str] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.addItems(list(names))
        self.setFont(theme.font())
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as Qt paints it, and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._theme.px(14)
        place = QRectF(self.width() - size - 9, (self.height() - size) / 2, size, size)
        icons.draw(painter, "chevron", place, self._theme.color("text_2"))
