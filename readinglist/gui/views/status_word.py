"""The status of a paper as a sign and a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui import icons, words
from readinglist.gui.views.paper_row import SIGNS

if TYPE_CHECKING:
    from readinglist.core.reading import Status
    from readinglist.gui.theme import Theme


class StatusWord(QWidget):
    """The sign and the word of a status, in its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status: Status | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: Status) -> None:
        """Be another."""
        self._status = status
        self.setAccessibleName(words.STATUS[status])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Sign and word; as high as a line beside it."""
        if self._status is None:
            return QSize(0, 0)
        metrics = self._theme.metrics("base", 600)
        wide = self._theme.px(16) + 7 + metrics.horizontalAdvance(words.STATUS[self._status])
        return QSize(int(wide) + 2, int(self._theme.metrics().height()))

    def minimumSizeHint(self) -> QSize:
        """The same: it is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        del event
        if self._status is None:
            return
        theme, (sign, role) = self._theme, SIGNS[self._status]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(16)
        icons.draw(painter, sign, QRectF(0, round((self.height() - size) / 2), size, size), theme.color(role))
        painter.setFont(theme.font("base", 600))
        painter.setPen(theme.color(role))
        left = size + 7
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words.STATUS[self._status])
