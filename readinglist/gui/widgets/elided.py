"""One line of text that is cut where the room ends; the tool tip has the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui.theme import elided
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from readinglist.gui.theme import Size, Theme


class Elided(QWidget):
    """Gives way to what stands beside it."""

    def __init__(self, theme: Theme, size: Size = "base", role: str = "text", *, weight: int = 400) -> None:
        super().__init__()
        self._theme, self._role = theme, role
        self._font = theme.font(size, weight)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of the text."""
        metrics = QFontMetricsF(self._font)
        return QSize(int(metrics.horizontalAdvance(self._text)) + 2, int(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        del event
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self._theme.color(self._role))
        text = elided(QFontMetricsF(self._font), self._text, self.width())
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter, text)
